import { tracingChannel } from 'node:diagnostics_channel';
import type { FastifyReply } from 'fastify';
import type { HostFacts } from '../../core/error-mapping/map-error.ts';
import { readOwn } from '../../core/values/guarded-read.ts';

/**
 * The status that the reply has for an error without its own status. Apps and @fastify/auth call `reply.code(404).send(error)`. The app has chosen that
 * status, as if it had called the response method with the error.
 */
export function factsOf(reply: FastifyReply, error: unknown): HostFacts {
  return { replyStatus: replyStatus(reply, error), confirmedStatus: confirmedStatus(reply, error) };
}

function replyStatus({ statusCode }: FastifyReply, error: unknown): number | undefined {
  if (statusCode < 400 || statusCode > 599) return undefined;
  // With a tracer, Fastify itself copies the status from the error, which may be the status of an upstream service.
  const isCopied = handling.hasSubscribers && (readOwn(error, 'statusCode') ?? readOwn(error, 'status')) === statusCode;
  return isCopied ? undefined : statusCode;
}

const handling = tracingChannel('fastify.request.handler');

/** The header field that a plugin sets together with the status of a plain error: @fastify/basic-auth, @fastify/rate-limit. */
const CONFIRMED_BY: Readonly<Record<number, string>> = { 401: 'www-authenticate', 403: 'retry-after', 407: 'proxy-authenticate', 429: 'retry-after' };

function confirmedStatus(reply: FastifyReply, error: unknown): number | undefined {
  const claimed = readOwn(error, 'statusCode');
  if (typeof claimed !== 'number') return undefined;
  const field = Object.hasOwn(CONFIRMED_BY, claimed) ? CONFIRMED_BY[claimed] : undefined;
  return field !== undefined && reply.hasHeader(field) ? claimed : undefined;
}
