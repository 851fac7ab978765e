import { isError, isInstance, readProperty } from './guarded-read.ts';

const { then } = Promise.prototype;
const ignore = (): void => {};

/** Is this a promise, or anything else with a method `then`, such as a query? An Error is an Error, whatever methods it has. */
export function isPromise(value: unknown): boolean {
  const hasThen = typeof readProperty(value, 'then') === 'function';
  if (typeof value !== 'object' || value === null) return hasThen;
  // A promise whose `then` cannot be read rejects all the same.
  return hasThen ? !isError(value) : isInstance(value, Promise);
}

/**
 * Handles the rejection of a promise that nobody else waits for: Node ends the process for one that is not handled. Runs nothing: a query
 * builder runs its query when its own `then` is called, so the language's `then` is called instead, and a thenable that is no promise is left
 * alone. `fulfilled` must not throw. Never throws.
 */
export function adopt(value: unknown, rejected: (reason: unknown) => void = ignore, fulfilled?: (value: unknown) => void): void {
  if (!isInstance(value, Promise)) {
    // Of another realm, or no promise at all.
    handled(value, rejected, fulfilled);
    return;
  }
  const promise = value as Promise<unknown>;
  try {
    // For a subclass the language's `then` calls the constructor of that class, which may do anything. Without one it takes the plain Promise.
    const own = Object.getOwnPropertyDescriptor(promise, 'constructor');
    const isPlain = own === undefined && Object.getPrototypeOf(promise) === Promise.prototype;
    if (!isPlain) void Object.defineProperty(promise, 'constructor', { value: undefined, configurable: true });
    const done = handled(promise, rejected, fulfilled);
    if (own !== undefined) void Object.defineProperty(promise, 'constructor', own);
    else if (!isPlain) delete (promise as { constructor?: unknown }).constructor;
    // It extends Promise by its prototype alone, as those of got do: it is under way already, and its own `then` is the only one it has.
    if (!done) promise.then(fulfilled, rejected);
  } catch {
    // It cannot be written on.
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
