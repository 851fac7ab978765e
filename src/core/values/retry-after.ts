/**
 * `Retry-After` in whole seconds, rounded up (RFC 9110 §10.2.3). From a number of seconds or a moment; `undefined` for what is
 * neither, so that the field is left out rather than sent as `NaN`. Never negative.
 */
export function retryAfter(when: unknown, now = Date.now): string | undefined {
  const seconds = when instanceof Date ? (when.getTime() - now()) / 1000 : when;
  if (typeof seconds !== 'number' || !Number.isFinite(seconds)) return undefined;
  return String(Math.min(Math.max(0, Math.ceil(seconds)), 31_536_000));
}
