import { isError, readDeclared, readOwn } from '../core/guarded-read.ts';
import * as responses from '../core/responses/index.ts';
import { UNPARSED } from '../libraries/http-errors.ts';
import { fieldsOf } from '../libraries/says.ts';
import { upstream } from '../libraries/upstream.ts';
import type { KoaContext } from './koa-app.ts';

/** What an error means that reaches Koa beside what it means everywhere: `ctx.throw(503)`, a router's 405. */
export function meaningOf(error: unknown, context: KoaContext): unknown {
  if (!isError(error)) return error;
  if (isOfInflation(error, context)) return responses.badRequest(UNPARSED, { cause: error });
  const status = readDeclared(error, 'status');
  // A router that throws says which methods there are on the context only (RFC 9110 §15.5.6).
  if (status === 405) setAllow(context);
  return typeof status === 'number' && status > 500 ? saidAloud(error, status) : error;
}

/** A body that says it is compressed and does not unpack: Koa's parsers hand on what zlib says of it, without a status. */
function isOfInflation(error: Error, { req, request }: KoaContext): boolean {
  if (req.headers['content-encoding'] === undefined || request.body !== undefined) return false;
  return /^(?:Z_|ERR__ERROR_)/.test(String(readOwn(error, 'code')));
}

const ON_OUR_SIDE = {
  501: responses.notImplemented,
  502: responses.badGateway,
  503: responses.serviceUnavailable,
  504: responses.gatewayTimeout,
} as const;

/** The app said it itself: http-errors' shape, with a status that has a response. Its text stays in the log. */
function saidAloud(error: Error, status: number): unknown {
  const response = ON_OUR_SIDE[status as keyof typeof ON_OUR_SIDE];
  if (response === undefined || readDeclared(error, 'expose') !== false || readDeclared(error, 'statusCode') !== status || upstream(error) !== undefined)
    return error;
  return response(error, { headers: fieldsOf(readOwn(error, 'headers'), status) });
}

function setAllow(context: KoaContext): void {
  const { matched } = context;
  if (!Array.isArray(matched) || context.headerSent || context.res.hasHeader('allow')) return;
  context.set('Allow', [...new Set((matched as NonNullable<KoaContext['matched']>).flatMap(({ methods }) => methods))].join(', '));
}
