import { handleForgotten } from '../../core/values/forgotten-await.ts';
import { isPromiseLike } from '../../core/values/maybe-promise.ts';
import { carry, thrownValue } from '../../hosting/shared/thrown-value.ts';

type Handle = (...args: unknown[]) => unknown;
type LayerMethod = (this: { handle: Handle; [GUARDED]?: true }, a: unknown, b: unknown, c: unknown, d: unknown) => unknown;

const GUARDED = Symbol.for('halyard.guarded');

/**
 * Express 4 does not see a rejected promise, and neither 4 nor 5 sees `throw undefined` (it goes on as if nothing had happened, and
 * ends in a 404). So each handler is wrapped on its first visit. Gives whether there was a layer to learn Express' class from.
 */
export function guardLayers(router: { readonly stack?: readonly object[] } | undefined): boolean {
  const layer = router?.stack?.[0];
  if (layer === undefined) return false;
  const prototype = Object.getPrototypeOf(layer);
  if (Object.hasOwn(prototype, GUARDED)) return true;
  Object.defineProperty(prototype, GUARDED, { value: undefined, writable: true });
  for (const name of ['handleRequest', 'handle_request', 'handleError', 'handle_error']) {
    const method: LayerMethod | undefined = prototype[name];
    if (method === undefined) continue;
    const guardingMethod: LayerMethod = function (a, b, c, d) {
      if (this[GUARDED] === undefined) {
        // A router catches for itself, and tools look for routes in it.
        if (!('stack' in this.handle)) this.handle = guard(this.handle);
        this[GUARDED] = true;
      }
      return method.call(this, a, b, c, d);
    };
    prototype[name] = guardingMethod;
  }
  return true;
}

/** Of the same length as before: by it Express tells request handlers from error handlers. */
function guard(handle: Handle): Handle {
  if (handle.length > 4) return handle;
  if (handle.length === 4) {
    return function (this: unknown, error: unknown, request: unknown, response: unknown, next: unknown) {
      // The app's error handler gets what was thrown, and what it hands on is carried on.
      const value = thrownValue(error);
      const onward = (handed?: unknown): void => passOn(next as Next, handed === value ? error : handed);
      return guarded(() => handle.call(this, value, request, response, onward), onward);
    };
  }
  return function (this: unknown, request: unknown, response: unknown, next: unknown) {
    const onward = (handed?: unknown): void => passOn(next as Next, handed);
    return guarded(() => handle.call(this, request, response, onward), onward);
  };
}

type Next = (error?: unknown) => void;

/** Express answers an error in a later turn. A promise in it that rejects would have ended the process by then. */
function passOn(next: Next, handed: unknown): void {
  handleForgotten(handed);
  // With an argument that is undefined Express goes on all the same, but other middleware may count them.
  if (handed === undefined) next();
  else next(handed);
}

function guarded(call: () => unknown, next: (error: unknown) => void): unknown {
  let result: unknown;
  try {
    result = call();
  } catch (error) {
    throw asThrown(error);
  }
  if (!isPromiseLike(result)) return result;
  result.then(undefined, (error: unknown) => next(asThrown(error)));
  return undefined;
}

/** What can be handed to `next` for it: the value itself, or an object that carries it where Express would take it for something else. */
export function asThrown(error: unknown): unknown {
  handleForgotten(error);
  // What Express hands on as it is stays as it is, for the app's own error handlers.
  if (typeof error === 'object' && error !== null) return error;
  if (typeof error === 'string' && error !== '' && error !== 'route' && error !== 'router') return error;
  return carry(error);
}
