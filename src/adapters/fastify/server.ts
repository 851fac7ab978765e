import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import { answerClientError } from '../../hosting/node/client-error.ts';
import { fail } from './lifecycle.ts';
import { scopeOf } from './scope.ts';

/** What only Fastify's constructor takes. */
interface ServerHandlers {
  /** Of any server: the types of a request over HTTP/2 are others. */
  readonly frameworkErrors: (error: FastifyError, request: unknown, reply: unknown) => void;
  readonly clientErrorHandler: (error: Error & { code?: string }, socket: Duplex) => void;
}

/**
 * Options for Fastify's constructor: `Fastify(fastifyOptions({ logger: true }))`. With them an address that cannot be decoded, and what is
 * no HTTP at all (400, 408, 431), are answered as everything else is. What is given wins.
 */
export function fastifyOptions<const T extends object = object>(options?: T): ServerHandlers & NoInfer<T> {
  return { frameworkErrors: onFrameworkError, clientErrorHandler: halyardClientError, ...options } as ServerHandlers & NoInfer<T>;
}

/** Was the server made with them? Fastify binds what it is given. */
export function hasServerHandlers({ server }: FastifyInstance): boolean {
  return server.listeners('clientError').some(({ name }) => name === `bound ${halyardClientError.name}`);
}

/** What is no HTTP gets a problem document, and no second answer, unless the app has given Fastify's constructor a handler of its own. */
export function answerNonsense(server: Pick<Server, 'listeners' | 'on' | 'removeListener'>): void {
  for (const listener of server.listeners('clientError')) {
    if (listener.name !== 'bound defaultClientErrorHandler') continue;
    server.removeListener('clientError', listener as () => void);
    server.on('clientError', answerClientError);
  }
}

/** A request that no route was looked for: there are no hooks, and there is no flash. */
function onFrameworkError(error: FastifyError, _request: unknown, native: unknown): void {
  const reply = native as FastifyReply;
  if (scopeOf(reply.server) === undefined) reply.code(error.statusCode ?? 500).send(error);
  else fail(reply, error);
}

function halyardClientError(error: Error & { code?: string }, socket: Duplex): void {
  answerClientError(error, socket);
}
