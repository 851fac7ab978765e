import { isError } from './guarded-read.ts';
import { isPromiseLike } from './maybe-promise.ts';

const { then } = Promise.prototype;
const ignore = (): void => {};

/** Is this a promise, or anything else with a method `then`, such as a query? An Error is an Error, whatever methods it has. */
export function isPromise(value: unknown): boolean {
  if (typeof value === 'function') return isPromiseLike(value);
  if (typeof value !== 'object' || value === null) return false;
  // A promise whose `then` cannot be read rejects all the same.
  return isPromiseLike(value) ? !isError(value) : isInstance(value);
}

/**
 * Handles the rejection of a promise that nobody else waits for: Node ends the process for one that is not handled. Runs nothing: a query
 * builder runs its query when its own `then` is called, so the language's `then` is called instead, and a thenable that is no promise is left
 * alone. Never throws.
 */
export function adopt(value: unknown, rejected: (reason: unknown) => void = ignore): void {
  if (handled(value, rejected) || !isInstance(value)) return;
  const promise = value as Promise<unknown>;
  try {
    // A subclass may have a constructor that makes no promise for the language's `then`. Without one the plain Promise is taken.
    const own = Object.getOwnPropertyDescriptor(promise, 'constructor');
    void Object.defineProperty(promise, 'constructor', { value: undefined, configurable: true });
    const done = handled(promise, rejected);
    if (own === undefined) delete (promise as { constructor?: unknown }).constructor;
    else void Object.defineProperty(promise, 'constructor', own);
    // It extends Promise by its prototype alone, as those of got do: it is under way already, and its own `then` is the only one it has.
    if (!done) promise.then(undefined, rejected);
  } catch {
    // It refuses to be handled.
  }
}

function handled(value: unknown, rejected: (reason: unknown) => void): boolean {
  try {
    then.call(value as Promise<unknown>, undefined, rejected);
    return true;
  } catch {
    return false;
  }
}

function isInstance(value: unknown): boolean {
  try {
    return value instanceof Promise;
  } catch {
    return false;
  }
}
