/**
 * The value of `Retry-After` in whole seconds, rounded up, from 0 to one year (RFC 9110 §10.2.3). `when` is a number of seconds or a Date, and `now` is in
 * milliseconds. Returns `undefined` for other values, so that the header field is left out and `NaN` is never sent.
 */
export function retryAfter(when: unknown, now = Date.now): string | undefined {
  const seconds = when instanceof Date ? (when.getTime() - now()) / 1000 : when;
  if (typeof seconds !== 'number' || !Number.isFinite(seconds)) return undefined;
  return String(Math.min(Math.max(0, Math.ceil(seconds)), 31_536_000));
}
