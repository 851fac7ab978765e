import { type FlashCookie, MAX_COOKIES } from './flash-cookies.ts';

/** Two forms that fail at once in two tabs follow their redirects within seconds, in the order they failed. */
const IN_FLIGHT = 5;

/**
 * Those on their way in the order they were sent; then the others, the newest first. Anybody can write a name like theirs, so what a
 * request costs does not grow with their number: the first eight are read.
 */
export function readingOrder(oldestFirst: readonly FlashCookie[], now: number): readonly FlashCookie[] {
  const fresh = oldestFirst.filter(({ at }) => now - at <= IN_FLIGHT);
  return [...fresh, ...oldestFirst.filter((cookie) => !fresh.includes(cookie)).reverse()].slice(0, MAX_COOKIES);
}
