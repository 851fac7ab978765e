import { tracingChannel } from 'node:diagnostics_channel';
import type { FastifyReply } from 'fastify';
import type { HostFacts } from '../../core/error-mapping/map-error.ts';
import { readOwn } from '../../core/values/guarded-read.ts';

/**
 * What the reply says about an error that says nothing of itself. `reply.code(404).send(error)` is Fastify's way to say it, and
 * @fastify/auth's: the status is the app's own word, as if it had called the response with the error.
 */
export function factsOf(reply: FastifyReply, error: unknown): HostFacts {
  return { replyStatus: replyStatus(reply, error), confirmedStatus: confirmedStatus(reply, error) };
}

function replyStatus({ statusCode }: FastifyReply, error: unknown): number | undefined {
  if (statusCode < 400 || statusCode > 599) return undefined;
  // Under a tracer Fastify itself sets what the error claims, which may be an upstream's.
  const isCopied = handling.hasSubscribers && (readOwn(error, 'statusCode') ?? readOwn(error, 'status')) === statusCode;
  return isCopied ? undefined : statusCode;
}

const handling = tracingChannel('fastify.request.handler');

/** The field that a plugin sets beside the status that it puts on a plain error: @fastify/basic-auth, @fastify/rate-limit. */
const CONFIRMED_BY: Readonly<Record<number, string>> = { 401: 'www-authenticate', 403: 'retry-after', 407: 'proxy-authenticate', 429: 'retry-after' };

function confirmedStatus(reply: FastifyReply, error: unknown): number | undefined {
  const claimed = readOwn(error, 'statusCode');
  if (typeof claimed !== 'number') return undefined;
  const field = Object.hasOwn(CONFIRMED_BY, claimed) ? CONFIRMED_BY[claimed] : undefined;
  return field !== undefined && reply.hasHeader(field) ? claimed : undefined;
}
