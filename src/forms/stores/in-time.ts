import type { FlashStore } from '../../core/ports/flash-store.ts';
import { withDeadline } from '../../core/values/deadline.ts';
import { HalyardError } from '../../core/values/errors.ts';

/** Milliseconds that an answer waits for a store. */
export const STORE_DEADLINE = 1_000;

/**
 * Returns the store's result. A store in the cookie needs no network, so it has no limit, however busy the server is.
 *
 * @throws HalyardError E_FLASH_STORE if the store does not answer in time
 */
export async function inTime<T>(store: FlashStore, answer: PromiseLike<T>, milliseconds: number = STORE_DEADLINE): Promise<T> {
  if (store.inCookie) return answer;
  return withDeadline(
    answer,
    milliseconds,
    () => new HalyardError('E_FLASH_STORE', { found: `no answer from ${store.name} after ${Math.round(milliseconds)} ms`, expected: 'an answer, whichever' }),
  );
}
