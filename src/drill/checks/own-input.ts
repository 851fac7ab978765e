import { type Played, typeOf } from '../model/answer.ts';
import type { Hit } from './canary-finder.ts';

const BROWSERS: ReadonlySet<string> = new Set(['browser', 'htmx', 'turbo', 'inertia']);

/** Whether the hit is what the same visitor has typed into this form: in a control, or in the list of the built-in page that it can be copied from. */
export function isOwnInput({ canary, text, at, encoding }: Hit, { exercise, answer }: Played): boolean {
  if (canary.place !== 'body' || encoding !== undefined || !BROWSERS.has(exercise.client) || typeOf(answer) !== 'text/html') return false;
  if (!(exercise.body ?? '').includes(canary.value)) return false;
  const before = text.slice(Math.max(0, at - 4_000), at);
  const tag = before.slice(before.lastIndexOf('<'));
  if (/^<(?:input|option)\s[^>]*$/i.test(tag) || /^<textarea(?:\s[^>]*)?>[^<]*$/i.test(tag)) return true;
  return /<dd><pre>[^<]*$/.test(before);
}
