import type { HostFacts } from '../../core/error-mapping/map-error.ts';
import { isError, readDeclared, readOwn } from '../../core/values/guarded-read.ts';
import { headersOfError } from '../../libraries/map-status.ts';
import type { KoaContext } from './app.ts';

/** The facts that Koa has about an error: the status of `ctx.throw(503)`, or a compressed body that was not read yet. */
export function factsOf(error: unknown, context: KoaContext): HostFacts | undefined {
  if (!isError(error)) return undefined;
  const status = readDeclared(error, 'status');
  // A router that throws has the allowed methods on the context only (RFC 9110 §15.5.6).
  if (status === 405) setAllow(context);
  const serverStatus = serverStatusOf(error, status);
  if (serverStatus !== undefined) return { serverStatus, headers: headersOfError(readOwn(error, 'headers'), serverStatus) };
  // If a body cannot be decompressed, Koa's parsers pass on zlib's error without a status.
  const { req, request } = context;
  return req.headers['content-encoding'] !== undefined && request.body === undefined ? { isUnpacking: true } : undefined;
}

/** The status of an error in http-errors' shape: the app has chosen it. Only the log has the error's message. */
function serverStatusOf(error: Error, status: unknown): number | undefined {
  if (status !== 501 && status !== 502 && status !== 503 && status !== 504) return undefined;
  return readDeclared(error, 'expose') === false && readDeclared(error, 'statusCode') === status ? status : undefined;
}

function setAllow(context: KoaContext): void {
  const { matched } = context;
  if (!Array.isArray(matched) || context.headerSent || context.res.hasHeader('allow')) return;
  context.set('Allow', [...new Set((matched as NonNullable<KoaContext['matched']>).flatMap(({ methods }) => methods))].join(', '));
}
