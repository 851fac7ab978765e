import { performance } from 'node:perf_hooks';
import type { FastifyInstance, onRequestHookHandler } from 'fastify';
import { isPromiseLike } from '../../core/values/maybe-promise.ts';
import { STARTED } from '../../hosting/node/node-request.ts';
import { hooksOf } from '../fastify/hooks.ts';
import { hold } from '../fastify/raw-reply.ts';
import { rawOf } from '../fastify/request.ts';
import type { Scope } from '../fastify/scope.ts';

/**
 * Asks the gate before Nest's middleware. Nest registers the hook that runs it before any module exists, so this hook is moved to the place before that one.
 * Nest's own CORS hook still runs first.
 */
export function askGateFirst(app: FastifyInstance, { gate, visits }: Scope): void {
  if (gate === undefined) return;
  const askGate: onRequestHookHandler = (_request, reply, done) => {
    rawOf(reply)[STARTED] = performance.now();
    visits.enter(reply, () => {
      const closed = gate(reply);
      if (closed === undefined) done();
      else if (isPromiseLike(closed.sending)) hold(reply);
    });
  };
  app.addHook('onRequest', askGate);
  // Fastify adds a hook when the plugins before it are loaded.
  app.after(() => moveBefore(hooksOf(app)?.['onRequest'], askGate, 'runMiddie'));
}

/** Moves the hook in front of the one with that name, if there is one. */
function moveBefore(hooks: unknown, hook: unknown, name: string): void {
  if (!Array.isArray(hooks)) return;
  const to = hooks.findIndex((one) => typeof one === 'function' && one.name === name);
  const from = hooks.indexOf(hook);
  if (to >= 0 && to < from) hooks.splice(to, 0, ...hooks.splice(from, 1));
}
