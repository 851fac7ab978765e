import type { FlashStore } from '../../core/ports/flash-store.ts';
import { withDeadline } from '../../core/values/deadline.ts';
import { HalyardError } from '../../core/values/errors.ts';

/** Milliseconds that a store may take: an answer does not wait longer for it. */
export const STORE_DEADLINE = 1_000;

/** What the store answers, or E_FLASH_STORE when it does not in time. What travels in the cookie asks nobody, and is waited for however busy the machine is. */
export async function inTime<T>(store: FlashStore, answer: PromiseLike<T>, milliseconds: number = STORE_DEADLINE): Promise<T> {
  if (store.inCookie) return answer;
  return withDeadline(
    answer,
    milliseconds,
    () => new HalyardError('E_FLASH_STORE', { found: `no answer from ${store.name} after ${Math.round(milliseconds)} ms`, expected: 'an answer, whichever' }),
  );
}
