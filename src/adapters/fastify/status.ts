import { tracingChannel } from 'node:diagnostics_channel';
import type { FastifyReply } from 'fastify';
import type { HostFacts } from '../../core/ports/host.ts';
import { isError, readOwn } from '../../core/values/guarded-read.ts';
import { isFailureStatus } from '../../core/values/status.ts';

/**
 * The status that the app set on the reply. Apps and @fastify/auth call `reply.code(404).send(error)`. The app has chosen that status, as if it had
 * called the response method with the error. If the reply was answered already, its status belongs to that response.
 */
export function factsOf(reply: FastifyReply, error: unknown): HostFacts | undefined {
  return reply.sent ? undefined : { replyStatus: replyStatus(reply, error) ?? confirmedStatus(reply, error) };
}

function replyStatus({ statusCode }: FastifyReply, error: unknown): number | undefined {
  if (!isFailureStatus(statusCode)) return undefined;
  // With a tracer, Fastify itself copies the status from the error, which may be the status of an upstream service.
  const isCopied = handling.hasSubscribers && (readOwn(error, 'statusCode') ?? readOwn(error, 'status')) === statusCode;
  return isCopied ? undefined : statusCode;
}

const handling = tracingChannel('fastify.request.handler');

/** The header field that a plugin sets together with the status of its error: @fastify/basic-auth, @fastify/rate-limit. */
const CONFIRMED_BY: Readonly<Record<number, string>> = { 401: 'www-authenticate', 403: 'retry-after', 407: 'proxy-authenticate', 429: 'retry-after' };

/** The status of an object that is no Error, if a header field of the reply confirms that a plugin has made it: `errorResponseBuilder` of @fastify/rate-limit. */
function confirmedStatus(reply: FastifyReply, error: unknown): number | undefined {
  const claimed = isError(error) ? undefined : readOwn(error, 'statusCode');
  if (typeof claimed !== 'number') return undefined;
  const field = Object.hasOwn(CONFIRMED_BY, claimed) ? CONFIRMED_BY[claimed] : undefined;
  return field !== undefined && reply.hasHeader(field) ? claimed : undefined;
}
