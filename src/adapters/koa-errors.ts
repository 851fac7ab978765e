import { isForeign } from '../core/foreign.ts';
import { isError, readDeclared, readOwn } from '../core/guarded-read.ts';
import * as responses from '../core/responses/index.ts';
import type { KoaContext } from './koa-app.ts';

/** What an error means that reaches Koa: `ctx.throw(503)`, a router's 405, a parser's complaint. */
export function meaningOf(error: unknown, context: KoaContext): unknown {
  if (!isError(error)) return error;
  const status = readDeclared(error, 'status');
  switch (status) {
    case 400:
      // co-body's mark: it keeps what was sent beside its complaint. Neither the client nor the log needs it again (N15).
      return typeof readOwn(error, 'body') === 'string' ? responses.badRequest('The request body could not be parsed.') : error;
    case 405:
      // A router that throws says which methods there are on the context only (RFC 9110 §15.5.6).
      setAllow(context);
      return error;
    case 415:
      return isParsers(error) ? responses.unsupportedMediaType() : error;
    default:
      return typeof status === 'number' && status > 500 ? saidAloud(error, status) : error;
  }
}

/** That co-body and inflate cannot read a body is marked by a status alone. */
function isParsers(error: Error): boolean {
  return (
    readDeclared(error, 'expose') === undefined && /^(?:unsupported content-(?:encoding|type)|missing content-type)/i.test(String(readOwn(error, 'message')))
  );
}

const ON_OUR_SIDE = {
  501: responses.notImplemented,
  502: responses.badGateway,
  503: responses.serviceUnavailable,
  504: responses.gatewayTimeout,
} as const;

/** `ctx.throw(503)`: http-errors' shape, with a status that has a response. Its text stays in the log. */
function saidAloud(error: Error, status: number): unknown {
  const response = ON_OUR_SIDE[status as keyof typeof ON_OUR_SIDE];
  if (response === undefined || readDeclared(error, 'expose') !== false || readDeclared(error, 'statusCode') !== status || isForeign(error)) return error;
  return response(error);
}

function setAllow(context: KoaContext): void {
  const { matched } = context;
  if (!Array.isArray(matched) || context.headerSent || context.res.hasHeader('allow')) return;
  context.set('Allow', [...new Set((matched as NonNullable<KoaContext['matched']>).flatMap(({ methods }) => methods))].join(', '));
}
