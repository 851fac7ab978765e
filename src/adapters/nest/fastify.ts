import type { FastifyInstance, FastifyReply } from 'fastify';
import { Responder } from '../../core/pipeline/responder.ts';
import { writeLog } from '../../core/report/report.ts';
import type { Options } from '../../core/settings/options.ts';
import { HalyardError } from '../../core/values/errors.ts';
import { nodeHost } from '../../hosting/node/node-host.ts';
import type { NodeReply, NodeRequestMessage } from '../../hosting/node/node-request.ts';
import { announceProof } from '../../hosting/node/proof-link.ts';
import { CORS_HOOK, type Hook } from '../fastify/cors.ts';
import { noteFailure, sendsPast } from '../fastify/host.ts';
import { fail, onNotFound, onRequest } from '../fastify/lifecycle.ts';
import { collectRoutes } from '../fastify/routes.ts';
import { openScope } from '../fastify/scope.ts';
import { answerMalformedHttp, hasServerHandlers } from '../fastify/server.ts';
import { watchStreams } from '../fastify/streams.ts';
import { defineLocals } from '../fastify/views.ts';
import type { AnyHandler, NestAdapter, Platform } from './adapter.ts';
import { askGateFirst } from './gate-hook.ts';

/**
 * Mounts Halyard on the Fastify app inside a Nest app. Nest passes the errors of Fastify's handlers to its filters, and so to Halyard.
 *
 * @throws HalyardError E_NOT_AN_APP for a Fastify before 4.25.
 */
export function nestOnFastify(adapter: NestAdapter, options: Options): Platform {
  const app = adapter.getInstance() as FastifyInstance;
  checkRelease(app.version);
  const { scope } = openScope(app, options);
  // Nest registers @fastify/view later, in `app.setViewEngine()`.
  defineLocals(app, (reply) => scope.formOf(reply));
  askGateFirst(app, scope);
  app.addHook('onRequest', onRequest);
  collectRoutes(app, scope.settings.report.environment.mode);
  watchStreams(app, fail);
  // Nest keeps the hook of `app.enableCors()` to itself, and runs it in a hook of its own.
  Object.defineProperty(app, CORS_HOOK, { value: () => (adapter as { readonly corsHook?: Hook }).corsHook });
  seeHookFailures(adapter);
  if (!hasServerHandlers(app)) writeLog(scope.settings.report, 'info', {}, NO_SERVER_HANDLERS);
  answerMalformedHttp(app.server);
  announceProof(app.server, () => scope.settings.disclosure.proof);
  // Nest's middleware gets Node's own request and response.
  const plain = new Responder(nodeHost('Nest'), scope.settings);
  return {
    settings: scope.settings,
    fail: (reply, error) => {
      if (isFastifys(reply)) fail(reply, error);
      else void plain.fail(reply as NodeReply, error);
    },
    notFound: (reply) => {
      if (isFastifys(reply)) onNotFound(reply.request, reply);
      else void plain.respondWith(reply as NodeReply, 'notFound');
    },
    asked: (reply) => (isFastifys(reply) ? reply.request : ((reply as NodeReply).req as NodeRequestMessage)),
  };
}

/** Earlier releases do not know the app of a request whose address cannot be decoded, nor the address as the client sent it. */
function checkRelease(version: string): void {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > 4 || (major === 4 && minor >= 25)) return;
  const todo = 'Install @nestjs/platform-fastify 10.3 or newer. Every release of @nestjs/platform-express from 10 up works too.';
  throw new HalyardError('E_NOT_AN_APP', { found: `a Nest app on Fastify ${version}`, expected: 'one on Fastify 4.25 or newer, or on Express', todo });
}

const NO_SERVER_HANDLERS =
  'halyard: Fastify itself answers an address that cannot be decoded, in its own format. To let Halyard answer it, use new FastifyAdapter(fastifyOptions()).';

function isFastifys(reply: object): reply is FastifyReply {
  return 'request' in reply && 'raw' in reply;
}

/** Handles an error of a hook that runs for Halyard's response. The response is sent without the remaining hooks, and filters do not see the error. */
function seeHookFailures(adapter: NestAdapter): void {
  const { setErrorHandler } = adapter;
  adapter.setErrorHandler = function (handler, ...rest) {
    const guarded = (error: unknown, request: unknown, reply: FastifyReply): unknown => {
      if (sendsPast(reply, error)) return undefined;
      noteFailure(reply);
      return (handler as (...args: readonly unknown[]) => unknown)(error, request, reply);
    };
    return setErrorHandler.call(this, guarded as AnyHandler, ...rest);
  };
}
