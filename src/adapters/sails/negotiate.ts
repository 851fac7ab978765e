import { ResponseError } from '../../core/responses/response-error.ts';
import { isInstance, readProperty } from '../../core/values/guarded-read.ts';
import type { AnyFunction, SailsReply } from './app.ts';

/** A response method of a reply. */
type Method = (this: SailsReply, ...args: readonly unknown[]) => unknown;

/**
 * Returns `res.negotiate(error)` as in Sails 1.5: `forbidden` and `notFound` for a `status` of 403 and 404, `badRequest` for every other one from 400 to
 * 499, and `serverError` for everything else. It also reads the status of a plain object. A response that was made for `throw`, such as
 * `forbidden('…')`, is answered as itself by `own`, the method of Halyard.
 */
export function sailsNegotiate(methods: Readonly<Record<string, AnyFunction>>, own: AnyFunction): Method {
  return function negotiate(...args) {
    const [error] = args;
    if (isInstance(error, ResponseError)) return own.call(this, error);
    return (methods[responseFor(readProperty(error, 'status'))] as AnyFunction).apply(this, args as unknown[]);
  };
}

function responseFor(status: unknown): string {
  if (status === 403) return 'forbidden';
  if (status === 404) return 'notFound';
  // Sails compares the status, so a text counts too: the errors of JSON:API have `status: '422'`.
  const code = typeof status === 'string' ? Number(status) : status;
  return typeof code === 'number' && code >= 400 && code < 500 ? 'badRequest' : 'serverError';
}
