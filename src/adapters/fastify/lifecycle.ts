// Imported: the global is a getter, which on each use costs as much again as the clock.
import { performance } from 'node:perf_hooks';
import type { FastifyInstance, FastifyReply, FastifyRequest, HookHandlerDoneFunction, RouteOptions } from 'fastify';
import { isPromiseLike } from '../../core/values/maybe-promise.ts';
import { STARTED } from '../../hosting/node/node-request.ts';
import { opensProof } from '../../hosting/node/proof-link.ts';
import { noteFailure, sendsPast } from './host.ts';
import { hold } from './raw-reply.ts';
import { rawOf } from './request.ts';
import { type Scope, scopeOf } from './scope.ts';
import { factsOf } from './status.ts';

/** For `setErrorHandler`: whatever fails in a hook, a parser, a schema, a handler or a serializer. */
export function onError(error: unknown, _request: FastifyRequest, reply: FastifyReply): void {
  if (sendsPast(reply, error)) return;
  noteFailure(reply);
  fail(reply, error);
}

/** For `setNotFoundHandler`. */
export function onNotFound(_request: FastifyRequest, reply: FastifyReply): void {
  const answering = scopeFor(reply).responder.respondWith(reply, 'notFound');
  if (isPromiseLike(answering)) hold(reply);
}

/** Answers what was thrown. */
export function fail(reply: FastifyReply, error: unknown): void {
  // The status of a reply that is answered is that of its answer.
  const answering = scopeFor(reply).responder.fail(reply, error, false, reply.sent ? undefined : factsOf(reply, error));
  if (isPromiseLike(answering)) hold(reply);
}

/** For `onRequest`: the flash that a request has brought is there before the app's own hooks look for it. */
export function onRequest(_request: FastifyRequest, reply: FastifyReply, done: HookHandlerDoneFunction): void {
  const raw = rawOf(reply);
  raw[STARTED] = performance.now();
  const scope = scopeFor(reply);
  if (scope.settings.disclosure.proof !== undefined && opensProof(scope.settings.disclosure, raw)) {
    reply.hijack();
    return;
  }
  scope.visits.enter(reply, done);
}

/**
 * For `onRoute`. Of an error that comes after the answer, or after the app has taken the reply away with `hijack()`, Fastify tells
 * nobody, or its own log alone; and a body that has begun would stay without an end.
 */
export function guardRoute(route: RouteOptions): void {
  const { handler } = route;
  if (guarded.has(handler)) return;
  const guard: RouteOptions['handler'] = function (request, reply) {
    let result: unknown;
    try {
      result = handler.call(this, request, reply);
    } catch (error) {
      if (!reply.sent) throw error;
      fail(reply, error);
      return undefined;
    }
    // Not any thenable: a query that is built waits for being asked, and would be made twice.
    if (!(result instanceof Promise)) return result;
    return result.then(undefined, (error: unknown) => {
      // Fastify would tell of it once more.
      if (!reply.sent) throw error;
      fail(reply, error);
    });
  };
  guarded.add(guard);
  route.handler = guard;
}

const guarded = new WeakSet<object>();

function scopeFor(reply: FastifyReply): Scope {
  return scopeOf(reply.server as FastifyInstance) as Scope;
}
