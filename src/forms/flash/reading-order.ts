import { type FlashCookie, MAX_COOKIES } from './flash-cookies.ts';

/** Seconds. Two forms that fail at once in two tabs follow their redirects within this time, in the order they failed. */
const IN_FLIGHT = 5;

/**
 * Returns the cookies in reading order: recent ones in the order they were sent, then the others, the newest first. Anybody can write such names, so only
 * the first eight are read, and the cost of a request does not grow with their number.
 */
export function readingOrder(oldestFirst: readonly FlashCookie[], now: number): readonly FlashCookie[] {
  const fresh = oldestFirst.filter(({ at }) => now - at <= IN_FLIGHT);
  return [...fresh, ...oldestFirst.filter((cookie) => !fresh.includes(cookie)).reverse()].slice(0, MAX_COOKIES);
}
