import { isPromiseLike } from '../../core/values/maybe-promise.ts';
import { handleForgotten } from '../../core/values/unawaited-promise.ts';
import { thrownValue, wrapThrown } from '../../hosting/shared/thrown-value.ts';

type Handle = (...args: unknown[]) => unknown;
type LayerMethod = (this: { handle: Handle; [GUARDED]?: true }, a: unknown, b: unknown, c: unknown, d: unknown) => unknown;

const GUARDED = Symbol.for('halyard.guarded');

/**
 * Wraps each handler the first time that it runs. Express 4 ignores a rejected promise. Express 4 and 5 both ignore `throw undefined`, and the
 * request ends in a 404. Returns `false` if the router has no layer yet, because Express' class `Layer` is only reachable from a layer.
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
        // A router catches errors itself, and tools read the routes from it.
        if (!('stack' in this.handle)) this.handle = guard(this.handle);
        this[GUARDED] = true;
      }
      return method.call(this, a, b, c, d);
    };
    prototype[name] = guardingMethod;
  }
  return true;
}

/** The wrapper keeps the handler's `length`, because Express recognises an error handler by it. */
function guard(handle: Handle): Handle {
  if (handle.length > 4) return handle;
  if (handle.length === 4) {
    return function (this: unknown, error: unknown, request: unknown, response: unknown, next: unknown) {
      // The app's error handler gets the thrown value. If it passes that value to `next`, the carrying error goes on.
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

/** Passes a value to `next`. Express handles an error in a later turn of the event loop. By then a rejected promise in it would have ended the process. */
function passOn(next: Next, handed: unknown): void {
  handleForgotten(handed);
  // Express treats `next(undefined)` as `next()`, but other middleware may count the arguments.
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

/** The value to pass to `next`: the thrown value, or an object that carries it if Express would misinterpret the value. */
export function asThrown(error: unknown): unknown {
  handleForgotten(error);
  // Express passes objects on unchanged, so the app's own error handlers get the same object.
  if (typeof error === 'object' && error !== null) return error;
  if (typeof error === 'string' && error !== '' && error !== 'route' && error !== 'router') return error;
  return wrapThrown(error);
}
