/** A value, or a promise of it. A value that is ready stays synchronous, so that no promise is created for it. */
export type MaybePromise<T> = T | Promise<T>;

/** Whether the value has a method `then`. Returns `false` if reading it throws. */
export function isPromiseLike(value: unknown): value is PromiseLike<unknown> {
  if (value === null || (typeof value !== 'object' && typeof value !== 'function')) return false;
  try {
    return typeof (value as { then?: unknown }).then === 'function';
  } catch {
    return false;
  }
}
