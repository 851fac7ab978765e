import type { FastifyInstance, FastifyPluginCallback, FastifyReply } from 'fastify';
import { writeLog } from '../../core/report/report.ts';
import type { ResponseMethods } from '../../core/responses/methods.ts';
import { HalyardError } from '../../core/values/errors.ts';
import type { FormMember } from '../../forms/page/form-member.ts';
import { announceProof } from '../../hosting/node/proof-link.ts';
import { optionsObject } from '../../hosting/shared/own-options.ts';
import { fail, guardRoute, onError, onNotFound, onRequest } from './lifecycle.ts';
import { DELETE_NOT_FOUND, watchHandlers } from './own-handlers.ts';
import { collectRoutes } from './routes.ts';
import { type FastifyOptions, openScope, type Scope, scopeOf } from './scope.ts';
import { answerMalformedHttp, hasServerHandlers } from './server.ts';
import { watchStreams } from './streams.ts';
import { defineLocals } from './views.ts';

export type { FastifyOptions } from './scope.ts';
export { fastifyOptions } from './server.ts';

/**
 * The response methods and `form`. They are members of the reply, or of the member that the option `namespace` names.
 *
 * @example
 * app.get('/orders/:id', (request, reply) => reply.notFound('There is no such order'));
 */
export interface ReplyMembers extends ResponseMethods<FastifyReply>, FormMember {}

/**
 * Declares the option `namespace` for TypeScript. An app that uses the option adds it here once.
 *
 * @example
 * declare module 'halyard/fastify' {
 *   interface Mounted {
 *     namespace: 'halyard';
 *   }
 * }
 */
// biome-ignore lint/suspicious/noEmptyInterface: an app adds a member to it
export interface Mounted {}

/** The members that Halyard adds to `FastifyReply`: `ReplyMembers`, or one member with them if the app declares a namespace in `Mounted`. */
export type AddedToReply = Mounted extends { readonly namespace: infer Name extends string } ? { readonly [Key in Name]: ReplyMembers } : ReplyMembers;

declare module 'fastify' {
  interface FastifyReply extends AddedToReply {}
}

/** The options that Fastify itself reads from `app.register()`. */
interface RegisterOptions {
  readonly prefix?: unknown;
  readonly logLevel?: unknown;
  readonly logSerializers?: unknown;
}

const plugin: FastifyPluginCallback<FastifyOptions> = (instance, options, done: unknown) => {
  if (typeof done !== 'function') {
    instanceOf(instance);
    throw new HalyardError('E_NOT_AN_APP', {
      found: 'halyard(app, options)',
      expected: 'await app.register(halyard, options)',
      todo: 'On Fastify, Halyard is a plugin. Register it before the routes.',
    });
  }
  try {
    mount(instance, options);
  } catch (error) {
    done(error as Error);
    return;
  }
  done();
};

/**
 * Halyard as a plugin of Fastify 5. Register it first. After that, `reply` has the response methods and `reply.form`. Halyard answers unmatched routes
 * and errors. You can register it a second time inside a plugin, with other options for the routes of that plugin.
 *
 * @throws HalyardError `await app.register()` and `app.ready()` reject with E_NOT_AN_APP if the app is not of Fastify, E_MOUNTED_TWICE if Halyard is
 * registered already for this plugin, E_NAME_TAKEN if `reply` has a member with the name of a response, E_HANDLER_TAKEN if the app has an error handler
 * or a not-found handler already.
 * @throws HalyardError E_OPTION or E_OPTION_UNKNOWN for an invalid option, E_RESPONSE_DEFINITION or E_NAME_RESERVED for an invalid response of the app.
 * @example
 * const app = Fastify(fastifyOptions({ logger: true }));
 * await app.register(halyard, await load({ root: import.meta.dirname }));
 */
export const halyard: FastifyPluginCallback<FastifyOptions> = Object.assign(plugin, {
  // fastify-plugin sets these members. They are set here, so that apps on other hosts do not install it.
  [Symbol.for('skip-override')]: true,
  [Symbol.for('fastify.display-name')]: 'halyard',
  [Symbol.for('plugin-meta')]: { name: 'halyard', fastify: '5.x' },
});

/**
 * The plugin as a default export, as Fastify's plugins have it. A plugin file for @fastify/autoload can export it.
 *
 * @alias
 * @example
 * await app.register(import('halyard/fastify'));
 */
export default halyard;

function mount(app: FastifyInstance, given: FastifyOptions & RegisterOptions): void {
  const instance = instanceOf(app);
  const { prefix: _prefix, logLevel: _level, logSerializers: _serializers, ...options } = optionsObject(given);
  const { scope, outer } = openScope(instance, options);
  if (outer !== undefined) {
    // A plugin answers unmatched routes only under its prefix.
    if (instance.prefix !== '') takeNotFound(instance, scope, true);
    return;
  }
  if (instance.errorHandler !== undefined && instance.errorHandler.name !== 'defaultErrorHandler') throw taken('app.setErrorHandler()', DELETE_ERROR_HANDLER);
  instance.setErrorHandler(onError);
  takeNotFound(instance, scope, false);
  watchHandlers(instance, scope.settings.report);
  instance.addHook('onRequest', onRequest);
  collectRoutes(instance, scope.settings.report.environment.mode);
  instance.addHook('onRoute', guardRoute);
  watchStreams(instance, fail);
  announceProof(instance.server, () => scope.settings.disclosure.proof);
  if (!defineLocals(instance, (reply) => (scopeOf(reply.server) as Scope).formOf(reply))) writeLog(scope.settings.report, 'info', {}, VIEWS_BEFORE);
  if (!instance.printRoutes().startsWith('(empty')) writeLog(scope.settings.report, 'info', {}, ROUTES_BEFORE);
  answerMalformedHttp(instance.server);
  if (!hasServerHandlers(instance)) writeLog(scope.settings.report, 'info', {}, NO_SERVER_HANDLERS);
}

const VIEWS_BEFORE =
  'halyard: the app registers @fastify/view before Halyard. So views of reply.view() do not get errors, old, flash and form. Register Halyard first, or pass { ...reply.form.locals } to the view.';
const ROUTES_BEFORE =
  'halyard: the app defines routes before Halyard is loaded. If a handler of such a route fails after it has answered, or after reply.hijack(), Halyard does not see the error. Call `await app.register(halyard)` first, or define the routes in a plugin.';
const NO_SERVER_HANDLERS =
  'halyard: Fastify itself answers an address that cannot be decoded, in its own format. To let Halyard answer it, create the app with Fastify(fastifyOptions({ … })).';

/** Sets the not-found handler. Fastify allows one for each prefix, and throws for a second one. */
function takeNotFound(instance: FastifyInstance, scope: Scope, isInner: boolean): void {
  try {
    instance.setNotFoundHandler(scope.notFound, onNotFound);
  } catch (error) {
    if (!isInner) throw taken('app.setNotFoundHandler()', DELETE_NOT_FOUND, error);
  }
}

/** Fastify runs the lines of an app before it loads a plugin that the app has not awaited. */
const DELETE_ERROR_HANDLER =
  'Delete it, or write await app.register(halyard) above it: then it comes first, and throws the errors that it has no answer for. A plugin may set its own.';

function taken(call: string, todo: string, cause?: unknown): HalyardError {
  return new HalyardError('E_HANDLER_TAKEN', {
    found: `${call}, which ran before Halyard was loaded`,
    expected: 'none: Halyard answers what nothing else has answered',
    todo,
    cause,
  });
}

function instanceOf(app: unknown): FastifyInstance {
  const { decorateReply, setErrorHandler } = (app ?? {}) as Partial<FastifyInstance>;
  if (typeof decorateReply === 'function' && typeof setErrorHandler === 'function') return app as FastifyInstance;
  throw new HalyardError('E_NOT_AN_APP', {
    found: app === undefined ? 'undefined' : `a value of type ${typeof app}`,
    expected: 'the return value of Fastify(): app.register(halyard, options)',
  });
}
