import { types } from 'node:util';
import { isError, isInstance, readOwn, readProperty } from '../../core/values/guarded-read.ts';
import type { MapLibraryValue } from '../../core/values/library-mapping.ts';
import { isPromiseLike } from '../../core/values/maybe-promise.ts';
import { handleForgotten } from '../../core/values/unawaited-promise.ts';
import { thrownValue, wrapThrown } from '../../hosting/shared/thrown-value.ts';
import { mapLibraryValue, mapWithoutBoom } from '../../libraries/map-library-value.ts';
import type { AnyFunction, Boom, Internals } from './internals.ts';

/** Errors that were not Booms when they were thrown. hapi marks them as a Boom with status 500, which the app did not choose. */
const unmarked = new WeakSet<object>();

/** The library mappings of an error, without the marks that hapi wrote on it. */
export const mapOnHapi: MapLibraryValue = (value) =>
  typeof value === 'object' && value !== null && unmarked.has(value) && readOwn(readOwn(value, 'output'), 'statusCode') === 500
    ? mapWithoutBoom(value)
    : mapLibraryValue(value);

/**
 * Catches the errors of the app's functions before hapi does. hapi writes its marks on a thrown error. An error that does not allow this (a frozen
 * error, a Proxy) ends the process.
 */
export function guardLifecycle(lifecycle: Internals['lifecycle']): void {
  const { execute } = lifecycle;
  lifecycle.execute = function (method, request, options) {
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
  if (!letsItselfBeMarked(error)) return boomOf(error);
  if ((error as Partial<Boom>).isBoom !== true) unmarked.add(error);
  return error;
}

/** Makes a Boom that carries a value. hapi accepts it as its own. */
export function boomOf(value: unknown): Boom {
  const message = isError(value) ? readProperty(value, 'message') : undefined;
  return Object.assign(wrapThrown(value, typeof message === 'string' ? message : undefined), {
    isBoom: true as const,
    isServer: true,
    data: null,
    output: { statusCode: 500, payload: { statusCode: 500, error: 'Internal Server Error', message: 'An internal server error occurred' }, headers: {} },
  });
}

/** The thrown value for the app's listeners, or the Boom if the value is not an Error. */
export function thrownError(boom: Boom): Error {
  const value = thrownValue(boom);
  return isError(value) ? value : boom;
}

/** The members that hapi's Boom writes on an error. */
const MARKS = ['isBoom', 'isServer', 'data', 'output', 'message'] as const;
/** The errors that hapi treats as programming errors, and copies. */
const COPIED = [TypeError, RangeError, ReferenceError, SyntaxError, EvalError, URIError];

function letsItselfBeMarked(error: unknown): error is Error {
  if (types.isProxy(error) || !isInstance(error, Error) || !Object.isExtensible(error) || COPIED.some((kind) => isInstance(error, kind))) return false;
  // hapi would await an error that has a `then`.
  if (isPromiseLike(error)) return false;
  if (readProperty(error, 'isBoom')) return isWholeBoom(error);
  return MARKS.every((name) => isWritable(error, name));
}

function isWholeBoom(error: Error): boolean {
  const output = readOwn(error, 'output');
  const parts = [output, readOwn(output, 'payload'), readOwn(output, 'headers')];
  return (
    readOwn(error, 'isBoom') === true && Number.isInteger(readOwn(output, 'statusCode')) && parts.every((part) => typeof part === 'object' && part !== null)
  );
}

function isWritable(error: object, name: string): boolean {
  try {
    for (let level: object | null = error; level !== null; level = Object.getPrototypeOf(level)) {
      const descriptor = Object.getOwnPropertyDescriptor(level, name);
      if (descriptor !== undefined) return descriptor.writable === true;
    }
    return true;
  } catch {
    return false;
  }
}
