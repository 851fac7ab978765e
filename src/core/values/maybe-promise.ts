/** A value now or later. What can be answered at once is answered at once: no promise is made on the way. */
export type MaybePromise<T> = T | Promise<T>;

/** Is this something to wait for? A thenable that throws when looked at is not. */
export function isPromiseLike(value: unknown): value is PromiseLike<unknown> {
  if (value === null || (typeof value !== 'object' && typeof value !== 'function')) return false;
  try {
    return typeof (value as { then?: unknown }).then === 'function';
  } catch {
    return false;
  }
}
