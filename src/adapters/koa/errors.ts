import type { HostFacts } from '../../core/ports/host.ts';
import { isError, readDeclared } from '../../core/values/guarded-read.ts';
import { isUnpacking } from '../../hosting/node/unpacking.ts';
import { factsOfStatus } from '../../hosting/shared/reply-status.ts';
import type { KoaContext } from './app.ts';

/** The facts that Koa has about an error: the status that the app set on the context, or a compressed body that was not read yet. */
export function factsOf(error: unknown, context: KoaContext): HostFacts {
  // A router that throws has the allowed methods on the context only (RFC 9110 §15.5.6).
  if (isError(error) && readDeclared(error, 'status') === 405) setAllow(context);
  const { req, request, response, status, headerSent } = context;
  return {
    // The status of a context is 404 until something sets it.
    ...factsOfStatus(response._explicitStatus === true && !headerSent ? status : undefined),
    isUnpacking: isUnpacking(req.headers, request, error),
  };
}

function setAllow(context: KoaContext): void {
  const { matched } = context;
  if (!Array.isArray(matched) || context.headerSent || context.res.hasHeader('allow')) return;
  const methods = new Set((matched as NonNullable<KoaContext['matched']>).flatMap((route) => route.methods));
  // A handler of the app refused the method of its own route. The router's list is then not the answer.
  if (!methods.has(context.method)) context.set('Allow', [...methods].join(', '));
}
