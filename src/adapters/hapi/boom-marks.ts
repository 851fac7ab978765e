import { STATUS_CODES } from 'node:http';
import { types } from 'node:util';
import { isError, isInstance, readOwn, readProperty } from '../../core/values/guarded-read.ts';
import { isPromiseLike } from '../../core/values/maybe-promise.ts';
import { isFailureStatus } from '../../core/values/status.ts';
import { thrownValue, wrapThrown } from '../../hosting/shared/thrown-value.ts';
import type { Boom } from './internals.ts';

/** Is the error a Boom already? An error with only a part of a Boom's members is none, and hapi would fail to answer it. */
function isWholeBoom(error: unknown): boolean {
  const output = readOwn(error, 'output');
  const parts = [output, readOwn(output, 'payload'), readOwn(output, 'headers')];
  return (
    readOwn(error, 'isBoom') === true && Number.isInteger(readOwn(output, 'statusCode')) && parts.every((part) => typeof part === 'object' && part !== null)
  );
}

/** Does hapi accept the value as an error, and does the value accept the members of a Boom? */
export function canBeBoom(value: unknown): value is Error {
  if (types.isProxy(value) || !isInstance(value, Error) || !Object.isExtensible(value)) return false;
  // hapi would await an error that has a `then`.
  if (isPromiseLike(value)) return false;
  // hapi reads members of an error without a guard, and a Proxy may throw then.
  for (let level = Object.getPrototypeOf(value); level !== null; level = Object.getPrototypeOf(level)) if (types.isProxy(level)) return false;
  return readProperty(value, 'isBoom') ? isWholeBoom(value) : Object.keys(marksOf(value)).every((name) => isWritable(value, name));
}

/** Makes a Boom with status 500 of an error, in place. Boom does the same, but copies an error of a built-in class such as TypeError, and needs setters. */
export function makeBoom<E extends Error>(error: E): E & Boom {
  for (const [name, value] of Object.entries(marksOf(error))) {
    const isFixed = Object.getOwnPropertyDescriptor(error, name)?.configurable === false;
    Object.defineProperty(error, name, isFixed ? { value } : { value, writable: true, configurable: true, enumerable: name !== 'reformat' });
  }
  return error as E & Boom;
}

/** Makes a Boom that carries a value. hapi accepts it as its own. */
export function boomOf(value: unknown): Boom {
  const message = isError(value) ? readProperty(value, 'message') : undefined;
  return makeBoom(wrapThrown(value, typeof message === 'string' ? message : undefined));
}

/** The value that failed. If the app has chosen a status on a Boom that carries the value, it is that Boom. */
export function failureOf(boom: Boom): unknown {
  return boom.output.statusCode === 500 ? thrownValue(boom) : boom;
}

/** The members that Boom writes on an error. An error in the shape of a Boom, without the mark, keeps the status that the app gave it. */
function marksOf(error: Error): Record<string, unknown> {
  const statusCode = outputStatus(error);
  return {
    isBoom: true,
    isServer: statusCode >= 500,
    ...(!Object.hasOwn(error, 'data') && { data: null }),
    output: { statusCode, payload: { statusCode, error: STATUS_CODES[statusCode] ?? 'Unknown', message: HIDDEN }, headers: {} },
    reformat,
  };
}

function outputStatus(error: Error): number {
  const status = readOwn(readOwn(error, 'output'), 'statusCode');
  return isFailureStatus(status) ? status : 500;
}

/** The text in which hapi hides the message of an unexpected error. */
const HIDDEN = 'An internal server error occurred';

/** Writes the payload again, after the app has changed the status. */
function reformat(this: Boom, debug = false): void {
  const { statusCode, payload } = this.output;
  const message = statusCode === 500 && debug !== true ? HIDDEN : this.message;
  Object.assign(payload, { statusCode, error: STATUS_CODES[statusCode] ?? 'Unknown', ...(message && { message }) });
}

function isWritable(error: object, name: string): boolean {
  const own = Object.getOwnPropertyDescriptor(error, name);
  return own === undefined || own.configurable === true || own.writable === true;
}
