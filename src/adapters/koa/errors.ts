import type { HostFacts } from '../../core/error-mapping/map-error.ts';
import { isError, readDeclared, readOwn } from '../../core/values/guarded-read.ts';
import { headersOfError } from '../../libraries/map-status.ts';
import type { KoaContext } from './app.ts';

/** What Koa knows about an error that reaches it: `ctx.throw(503)`, a coded body that nobody has read yet. */
export function factsOf(error: unknown, context: KoaContext): HostFacts | undefined {
  if (!isError(error)) return undefined;
  const status = readDeclared(error, 'status');
  // A router that throws says which methods there are on the context only (RFC 9110 §15.5.6).
  if (status === 405) setAllow(context);
  const serverStatus = serverStatusOf(error, status);
  if (serverStatus !== undefined) return { serverStatus, headers: headersOfError(readOwn(error, 'headers'), serverStatus) };
  // Koa's parsers hand on what zlib says about a body that does not unpack, without a status.
  const { req, request } = context;
  return req.headers['content-encoding'] !== undefined && request.body === undefined ? { isUnpacking: true } : undefined;
}

/** http-errors' shape, with a status that has a response: the app said it itself. Its text stays in the log. */
function serverStatusOf(error: Error, status: unknown): number | undefined {
  if (status !== 501 && status !== 502 && status !== 503 && status !== 504) return undefined;
  return readDeclared(error, 'expose') === false && readDeclared(error, 'statusCode') === status ? status : undefined;
}

function setAllow(context: KoaContext): void {
  const { matched } = context;
  if (!Array.isArray(matched) || context.headerSent || context.res.hasHeader('allow')) return;
  context.set('Allow', [...new Set((matched as NonNullable<KoaContext['matched']>).flatMap(({ methods }) => methods))].join(', '));
}
