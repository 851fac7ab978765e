import type { HostFacts } from '../../core/ports/host.ts';
import { isError, readDeclared, readOwn } from '../../core/values/guarded-read.ts';
import { factsOfStatus } from '../../hosting/shared/reply-status.ts';
import type { KoaContext } from './app.ts';

/** The codes of Node's zlib for a body that does not match its Content-Encoding. */
const ZLIB = /^(?:Z_|ERR__ERROR_)/;

/** The facts that Koa has about an error: the status that the app set on the context, or a compressed body that was not read yet. */
export function factsOf(error: unknown, context: KoaContext): HostFacts {
  // A router that throws has the allowed methods on the context only (RFC 9110 §15.5.6).
  if (isError(error) && readDeclared(error, 'status') === 405) setAllow(context);
  const { req, request, response, status, headerSent } = context;
  return {
    // The status of a context is 404 until something sets it.
    ...factsOfStatus(response._explicitStatus === true && !headerSent ? status : undefined),
    // If a body cannot be decompressed, Koa's parsers pass on zlib's error without a status.
    isUnpacking: req.headers['content-encoding'] !== undefined && request.body === undefined && ZLIB.test(String(readOwn(error, 'code'))),
  };
}

function setAllow(context: KoaContext): void {
  const { matched } = context;
  if (!Array.isArray(matched) || context.headerSent || context.res.hasHeader('allow')) return;
  context.set('Allow', [...new Set((matched as NonNullable<KoaContext['matched']>).flatMap(({ methods }) => methods))].join(', '));
}
