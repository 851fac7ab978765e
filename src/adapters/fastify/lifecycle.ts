// Imported: the global is a getter, which on each use costs as much again as the clock.
import { performance } from 'node:perf_hooks';
import type { FastifyInstance, FastifyReply, FastifyRequest, HookHandlerDoneFunction, RouteOptions } from 'fastify';
import { isPromiseLike } from '../../core/values/maybe-promise.ts';
import { STARTED } from '../../hosting/node/node-request.ts';
import { opensProof } from '../../hosting/node/proof-link.ts';
import { drillDoor } from '../../hosting/shared/drill-door.ts';
import { noteFailure, sendsPast } from './host.ts';
import { hold } from './raw-reply.ts';
import { rawOf } from './request.ts';
import { type Scope, scopeOf } from './scope.ts';

/** For `setErrorHandler`. It answers errors of hooks, parsers, schemas, handlers and serializers. */
export function onError(error: unknown, _request: FastifyRequest, reply: FastifyReply): void {
  if (sendsPast(reply, error)) return;
  noteFailure(reply);
  fail(reply, error);
}

/** For `setNotFoundHandler`. It answers unmatched routes. */
export function onNotFound(_request: FastifyRequest, reply: FastifyReply): void {
  const answering = scopeFor(reply).responder.respondWith(reply, 'notFound');
  if (isPromiseLike(answering)) hold(reply);
}

/** Answers a thrown value. */
export function fail(reply: FastifyReply, error: unknown): void {
  const answering = scopeFor(reply).responder.fail(reply, error);
  if (isPromiseLike(answering)) hold(reply);
}

/** For `onRequest`. It reads the flash of the request before the app's own hooks run. */
export function onRequest(_request: FastifyRequest, reply: FastifyReply, done: HookHandlerDoneFunction): void {
  const raw = rawOf(reply);
  raw[STARTED] = performance.now();
  const scope = scopeFor(reply);
  if (scope.settings.disclosure.proof !== undefined && opensProof(scope.settings.disclosure, raw)) {
    reply.hijack();
    return;
  }
  scope.visits.enter(reply, () => {
    const begun = drillDoor.session?.starts(scope.mount, reply) ?? scope.gate?.(reply);
    if (begun === undefined) done();
    else if (isPromiseLike(begun.sending)) hold(reply);
  });
}

/**
 * For `onRoute`. It handles errors of a handler after the response, or after `reply.hijack()`. Fastify would ignore such an error, or write it to its own
 * log only. A body that has begun would never end.
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
    // Only a real promise is awaited. Calling `then` of a query builder runs the query, and Fastify would run it a second time.
    if (!(result instanceof Promise)) return result;
    return result.then(undefined, (error: unknown) => {
      // If the reply is open, Fastify passes the error to our error handler. Otherwise it would log the error a second time.
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
