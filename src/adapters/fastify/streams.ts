import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { node } from './raw-reply.ts';
import { rawOf } from './request.ts';
import { scopeOf } from './scope.ts';

/** The object through which Fastify logs what happens to a request. An instance has it as a member with a symbol, and the option `logController` replaces it. */
interface LogController {
  streamError(error: Error, request: FastifyRequest, reply: FastifyReply, ...rest: readonly unknown[]): void;
}

const watched = new WeakSet<LogController>();

/**
 * Handles a stream that fails after the head of its answer. Fastify passes such an error to its own log only, and to nobody if the app has no log. A stream that
 * ends because the client has disconnected stays with Fastify.
 */
export function watchStreams(instance: FastifyInstance, fail: (reply: FastifyReply, error: unknown) => void): void {
  const controller = controllerOf(instance);
  if (controller === undefined || watched.has(controller)) return;
  watched.add(controller);
  const { streamError } = controller;
  controller.streamError = function (error, request, reply, ...rest) {
    // Another app without Halyard may share the object.
    if (scopeOf(reply.server) === undefined || node.progress(rawOf(reply)) === 'gone') {
      streamError.call(this, error, request, reply, ...rest);
      return;
    }
    fail(reply, error);
    if (reply.raw.writableEnded) keepOnce(reply);
  };
}

/** Fastify destroys the reply next. An event stream that Halyard has ended with an event has to reach the client before. */
function keepOnce({ raw }: FastifyReply): void {
  raw.destroy = () => raw;
  queueMicrotask(() => delete (raw as { destroy?: unknown }).destroy);
}

/** `undefined` for a Fastify without such an object. Then its own log has the error. */
function controllerOf(instance: object): LogController | undefined {
  for (let level: object | null = instance; level !== null; level = Object.getPrototypeOf(level) as object | null) {
    const key = Object.getOwnPropertySymbols(level).find(({ description }) => description === 'fastify.logController');
    if (key !== undefined) return (level as Record<symbol, unknown>)[key] as LogController;
  }
  return undefined;
}
