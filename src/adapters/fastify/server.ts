import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { answerClientError } from '../../hosting/node/client-error.ts';
import { addCors } from './cors.ts';
import { fail } from './lifecycle.ts';
import { scopeOf } from './scope.ts';

/** The options that only Fastify's constructor accepts. */
interface ServerHandlers {
  /** The types are wide, because requests over HTTP/2 have other types. */
  readonly frameworkErrors: (error: FastifyError, request: unknown, reply: unknown) => void;
  readonly clientErrorHandler: (error: Error & { code?: string }, socket: Duplex) => void;
}

/**
 * Makes options for Fastify's constructor. With them, Halyard also answers a URL that cannot be decoded, and malformed HTTP (400, 408, 431).
 *
 * @param options Your own options for Fastify. They override those of Halyard.
 * @returns your options, with `frameworkErrors` and `clientErrorHandler`.
 * @example
 * const app = Fastify(fastifyOptions({ logger: true }));
 */
export function fastifyOptions<const T extends object = object>(options?: T): ServerHandlers & NoInfer<T> {
  return { frameworkErrors: onFrameworkError, clientErrorHandler: halyardClientError, ...options } as ServerHandlers & NoInfer<T>;
}

/** Was the app made with `fastifyOptions()`? Fastify binds the handler, and that changes its name. */
export function hasServerHandlers({ server }: FastifyInstance): boolean {
  return server.listeners('clientError').some(({ name }) => name === `bound ${halyardClientError.name}`);
}

/** Answers malformed HTTP with a problem document, instead of Fastify's default. A `clientErrorHandler` of the app stays in place. */
export function answerMalformedHttp(server: Pick<Server, 'listeners' | 'on' | 'removeListener'>): void {
  for (const listener of server.listeners('clientError')) {
    if (listener.name !== 'bound defaultClientErrorHandler') continue;
    server.removeListener('clientError', listener as () => void);
    server.on('clientError', answerClientError);
  }
}

/** For a request that failed before routing. No hook has run for it, and it has no flash. */
function onFrameworkError(error: FastifyError, request: unknown, native: unknown): void {
  const reply = native as FastifyReply;
  if (scopeOf(reply.server) === undefined) reply.code(error.statusCode ?? 500).send(error);
  // An error of the hook is answered, as it is for every other request.
  else addCors(request as FastifyRequest, reply, (failure) => fail(reply, failure ?? error));
}

function halyardClientError(error: Error & { code?: string }, socket: Duplex): void {
  answerClientError(error, socket);
}
