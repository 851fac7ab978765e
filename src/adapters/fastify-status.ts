import { tracingChannel } from 'node:diagnostics_channel';
import type { FastifyReply } from 'fastify';
import { factsOfMessage, type ResponseOptions } from '../core/facts-of-message.ts';
import { isError, readOwn } from '../core/guarded-read.ts';
import { SAYS } from '../core/response-error.ts';
import type { Settings } from '../core/settings.ts';
import { statusPhrase } from '../core/status.ts';

/**
 * What an error means that says nothing of itself, where the reply does. `reply.code(404).send(error)` is Fastify's way to say it, and
 * @fastify/auth's: the status is the app's own word, as if it had called the response with the error.
 */
export function statedBy(reply: FastifyReply, error: unknown, settings: Settings): unknown {
  const set = statusSet(reply, error);
  const status = set ?? statusConfirmed(reply, error);
  if (status === undefined || readOwn(error, SAYS) !== undefined) return error;
  const meaning = isError(error) ? settings.understand?.(error) : undefined;
  // What a library says of it counts more; of an upstream's answer, what the app has set.
  if (meaning !== undefined && (set === undefined || (meaning.status ?? 500) !== 500)) return error;
  return saying(status, error, settings);
}

function statusSet({ statusCode }: FastifyReply, error: unknown): number | undefined {
  if (statusCode < 400 || statusCode > 599 || isMistake(error)) return undefined;
  // Under a tracer Fastify itself sets what the error claims, which may be an upstream's (N27).
  const isCopied = handling.hasSubscribers && (readOwn(error, 'statusCode') ?? readOwn(error, 'status')) === statusCode;
  return isCopied ? undefined : statusCode;
}

const handling = tracingChannel('fastify.request.handler');

/** The field that a plugin sets beside the status that it puts on a plain error: @fastify/basic-auth, @fastify/rate-limit. */
const CONFIRMED_BY: Readonly<Record<number, string>> = { 401: 'www-authenticate', 403: 'retry-after', 407: 'proxy-authenticate', 429: 'retry-after' };

function statusConfirmed(reply: FastifyReply, error: unknown): number | undefined {
  const claimed = readOwn(error, 'statusCode');
  if (typeof claimed !== 'number') return undefined;
  const field = Object.hasOwn(CONFIRMED_BY, claimed) ? CONFIRMED_BY[claimed] : undefined;
  return field !== undefined && reply.hasHeader(field) ? claimed : undefined;
}

/** JavaScript's own: a mistake in the code, whatever the handler had meant to say before. */
function isMistake(error: unknown): boolean {
  try {
    return error instanceof TypeError || error instanceof ReferenceError || error instanceof RangeError || error instanceof SyntaxError;
  } catch {
    return true;
  }
}

/** What is no Error is for the log alone. */
function saying(status: number, error: unknown, { responses }: Settings): object {
  const definition = responses.byStatus.get(status)?.definition ?? {
    name: String(status),
    status,
    title: statusPhrase(status),
    outcome: (message: unknown, options: unknown) => factsOfMessage(message, options as ResponseOptions),
  };
  return { [SAYS]: { definition, args: isError(error) ? [error] : [undefined, { cause: error }] } };
}
