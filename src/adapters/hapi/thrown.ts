import { isError, readOwn } from '../../core/values/guarded-read.ts';
import type { MapLibraryValue } from '../../core/values/library-mapping.ts';
import { isPromiseLike } from '../../core/values/maybe-promise.ts';
import { handleForgotten } from '../../core/values/unawaited-promise.ts';
import { thrownValue } from '../../hosting/shared/thrown-value.ts';
import { mapLibraryValue, mapWithoutBoom } from '../../libraries/map-library-value.ts';
import { boomOf, canBeBoom, makeBoom } from './boom-marks.ts';
import { knownExchange } from './exchange.ts';
import type { AnyFunction, Boom, Internals } from './internals.ts';

/** Errors that were no Booms when they were thrown. The status 500 of the Boom is not the app's intent. */
const unmarked = new WeakSet<object>();

/** The library mappings of an error, without the members of a Boom that it got after it was thrown. */
export const mapOnHapi: MapLibraryValue = (value) =>
  typeof value === 'object' && value !== null && unmarked.has(value) && readOwn(readOwn(value, 'output'), 'statusCode') === 500
    ? mapWithoutBoom(value)
    : mapLibraryValue(value);

/**
 * Catches the errors of the app's functions before hapi does. hapi makes a Boom of each thrown value. It copies the errors of built-in classes such as
 * TypeError, so Halyard would not recognise them. An error that cannot become a Boom (a frozen error, a Proxy) ends the process. Also notes the call of
 * the handler.
 */
export function guardLifecycle(lifecycle: Internals['lifecycle']): void {
  const { execute } = lifecycle;
  lifecycle.execute = function (method, request, options) {
    if (method === (request.route.settings as { readonly handler?: unknown }).handler) {
      const exchange = knownExchange(request);
      if (exchange !== undefined) exchange.isHandled = true;
    }
    return execute.call(this, guardOf(method), request, options);
  };
}

const guards = new WeakMap<AnyFunction, AnyFunction>();

function guardOf(method: AnyFunction): AnyFunction {
  if (typeof method !== 'function') return method;
  const known = guards.get(method);
  if (known !== undefined) return known;
  const guard: AnyFunction = function (...args) {
    let result: unknown;
    try {
      result = method.apply(this, args);
    } catch (error) {
      throw asHapiTakesIt(error);
    }
    if (!isPromiseLike(result)) return returned(result);
    return Promise.resolve(result).then(returned, (error: unknown) => {
      throw asHapiTakesIt(error);
    });
  };
  // hapi's error message contains the name of a function that returned nothing.
  Object.defineProperty(guard, 'name', { value: method.name, configurable: true });
  guards.set(method, guard);
  return guard;
}

/** hapi treats a returned Error like a thrown one. */
function returned(result: unknown): unknown {
  return isError(result) ? asHapiTakesIt(result) : result;
}

function asHapiTakesIt(error: unknown): unknown {
  handleForgotten(error);
  if (!canBeBoom(error)) return boomOf(error);
  if ((error as Partial<Boom>).isBoom === true) return error;
  unmarked.add(error);
  return makeBoom(error);
}

/** The thrown value for the app's listeners, or the Boom if the value is not an Error. */
export function thrownError(boom: Boom): Error {
  const value = thrownValue(boom);
  return isError(value) ? value : boom;
}
