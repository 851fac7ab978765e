import { type FlashCookie, MAX_COOKIES } from './flash-cookies.ts';
import { keyOf } from './superseded.ts';

/** Seconds. Two forms that fail at once in two tabs follow their redirects within this time, in the order they failed. */
const IN_FLIGHT = 5;

/**
 * Returns the cookies in reading order. Two tabs with the same form have different nonces: recent results come in the order they were sent, then the
 * others, the newest first. Of the results of one form the newest comes first, and the next one if it is invalid. Anybody can write such names, so only
 * the first eight are read, and the cost of a request does not grow with their number.
 */
export function readingOrder(oldestFirst: readonly FlashCookie[], now: number): readonly FlashCookie[] {
  const forms = new Map<string, FlashCookie[]>();
  for (const cookie of oldestFirst) {
    const key = keyOf(cookie) ?? cookie.id;
    const results = forms.get(key) ?? [];
    // Set again, so that the forms are in the order of their newest results.
    forms.delete(key);
    forms.set(key, [cookie, ...results]);
  }
  const newestFirst = [...forms.values()];
  const isFresh = ([newest]: readonly FlashCookie[]): boolean => newest !== undefined && now - newest.at <= IN_FLIGHT;
  return [...newestFirst.filter(isFresh), ...newestFirst.filter((form) => !isFresh(form)).reverse()].flat().slice(0, MAX_COOKIES);
}
