import { type Played, typeOf } from '../model/answer.ts';
import type { Hit } from './canary-finder.ts';

const BROWSERS: ReadonlySet<string> = new Set(['browser', 'htmx', 'turbo', 'inertia']);

/** The script of Inertia puts the address of the page into the browser's address bar, with its query. */
function isOwnAddress({ canary, text, at }: Hit, { exercise }: Played): boolean {
  return canary.place === 'query' && exercise.client === 'inertia' && /"url":"[^"]*$/.test(text.slice(Math.max(0, at - 2_000), at));
}

/** Whether the hit is what the same visitor has typed into this form: in a control, or in the list of the built-in page that it can be copied from. */
export function isOwnInput(hit: Hit, played: Played): boolean {
  if (isOwnAddress(hit, played)) return true;
  const { canary, text, at, encoding } = hit;
  const { exercise, answer } = played;
  if (canary.place !== 'body' || encoding !== undefined || !BROWSERS.has(exercise.client) || typeOf(answer) !== 'text/html') return false;
  if (!(exercise.body ?? '').includes(canary.value)) return false;
  const before = text.slice(Math.max(0, at - 4_000), at);
  const tag = before.slice(before.lastIndexOf('<'));
  if (/^<(?:input|option)\s[^>]*$/i.test(tag) || /^<textarea(?:\s[^>]*)?>[^<]*$/i.test(tag)) return true;
  return /<dd><pre>[^<]*$/.test(before);
}
