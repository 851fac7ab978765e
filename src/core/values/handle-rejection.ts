import { isError, isInstance, readProperty } from './guarded-read.ts';

const { then } = Promise.prototype;
const ignore = (): void => {};

/** Whether the value is a promise, or another value with a method `then`, such as a query. An Error never counts as a promise. */
export function isPromise(value: unknown): boolean {
  const hasThen = typeof readProperty(value, 'then') === 'function';
  if (typeof value !== 'object' || value === null) return hasThen;
  // A promise is one even if its `then` cannot be read, and it can still reject.
  return hasThen ? !isError(value) : isInstance(value, Promise);
}

/**
 * Handles the rejection of a promise that no code waits for, because Node ends the process for an unhandled rejection. A query builder runs its query
 * when its own `then` is called, so this function calls `Promise.prototype.then`. It ignores a thenable that is not a promise. `fulfilled` must not
 * throw. Never throws.
 */
export function handleRejection(value: unknown, rejected: (reason: unknown) => void = ignore, fulfilled?: (value: unknown) => void): void {
  if (!isInstance(value, Promise)) {
    // A promise of another realm, or not a promise.
    handled(value, rejected, fulfilled);
    return;
  }
  const promise = value as Promise<unknown>;
  try {
    // `Promise.prototype.then` calls the constructor of a subclass, which may have side effects. Without a `constructor` it uses the plain Promise.
    const own = Object.getOwnPropertyDescriptor(promise, 'constructor');
    const isPlain = own === undefined && Object.getPrototypeOf(promise) === Promise.prototype;
    if (!isPlain) void Object.defineProperty(promise, 'constructor', { value: undefined, configurable: true });
    const done = handled(promise, rejected, fulfilled);
    if (own !== undefined) void Object.defineProperty(promise, 'constructor', own);
    else if (!isPlain) delete (promise as { constructor?: unknown }).constructor;
    // Promises of got have only the prototype of Promise. Such a promise has already started, and only its own `then` works.
    if (!done) promise.then(fulfilled, rejected);
  } catch {
    // The promise is frozen.
    handled(promise, rejected, fulfilled);
  }
}

function handled(value: unknown, rejected: (reason: unknown) => void, fulfilled?: (value: unknown) => void): boolean {
  try {
    then.call(value as Promise<unknown>, fulfilled, rejected);
    return true;
  } catch {
    return false;
  }
}
