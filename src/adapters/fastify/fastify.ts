import type { FastifyInstance, FastifyPluginCallback, FastifyReply } from 'fastify';
import { writeLog } from '../../core/report/report.ts';
import type { ResponseMethods } from '../../core/responses/methods.ts';
import { HalyardError } from '../../core/values/errors.ts';
import type { FormMember } from '../../forms/page/form-member.ts';
import { announceProof } from '../../hosting/node/proof-link.ts';
import { guardRoute, onError, onNotFound, onRequest } from './lifecycle.ts';
import { type FastifyOptions, openScope, type Scope, scopeOf } from './scope.ts';
import { answerNonsense, hasServerHandlers } from './server.ts';
import { defineLocals } from './views.ts';

export type { FastifyOptions } from './scope.ts';
export { fastifyOptions } from './server.ts';

/** What a reply has: on itself, or on the member that the option `namespace` names. */
export interface ReplyMembers extends ResponseMethods<FastifyReply>, FormMember {}

/**
 * An app with the option `namespace` says so to its types:
 * `declare module 'halyard/fastify' { interface Mounted { namespace: 'halyard' } }`.
 */
// biome-ignore lint/suspicious/noEmptyInterface: it is there to be added to
export interface Mounted {}

/** The members that Halyard adds to `FastifyReply`. */
export type AddedToReply = Mounted extends { readonly namespace: infer Name extends string } ? { readonly [Key in Name]: ReplyMembers } : ReplyMembers;

declare module 'fastify' {
  interface FastifyReply extends AddedToReply {}
}

/** What Fastify gives a plugin beside the plugin's own options. */
interface RegisterOptions {
  readonly prefix?: unknown;
  readonly logLevel?: unknown;
  readonly logSerializers?: unknown;
}

const plugin: FastifyPluginCallback<FastifyOptions> = (instance, given, done) => {
  try {
    mount(instance, given);
  } catch (error) {
    done(error as Error);
    return;
  }
  done();
};

/**
 * Halyard as a plugin of Fastify 5: `app.register(halyard, await load({ root }))`, first of all. From then on `reply` has the response
 * methods, and unmatched routes and whatever fails arrive in the same place. Registered again inside a plugin, it has other options there.
 *
 * Fastify refuses to start with a HalyardError E_NOT_AN_APP, E_MOUNTED_TWICE, E_NAME_TAKEN, E_HANDLER_TAKEN, or for options that cannot be used.
 */
export const halyard: FastifyPluginCallback<FastifyOptions> = Object.assign(plugin, {
  // What fastify-plugin sets, without a dependency that apps on other hosts would install: for the whole app, and for this Fastify.
  [Symbol.for('skip-override')]: true,
  [Symbol.for('fastify.display-name')]: 'halyard',
  [Symbol.for('plugin-meta')]: { name: 'halyard', fastify: '5.x' },
});

/**
 * As Fastify's plugins have it: `app.register(import('halyard/fastify'))`, and a file for @fastify/autoload that hands it on.
 * @alias
 */
export default halyard;

function mount(app: FastifyInstance, { prefix: _prefix, logLevel: _level, logSerializers: _serializers, ...given }: FastifyOptions & RegisterOptions): void {
  const instance = instanceOf(app);
  const { scope, outer } = openScope(instance, given);
  if (outer !== undefined) {
    // Outside its prefix a part of an app answers nothing that is unmatched.
    if (instance.prefix !== '') takeNotFound(instance, true);
    return;
  }
  if (instance.errorHandler !== undefined && instance.errorHandler.name !== 'defaultErrorHandler') throw taken('an error handler');
  instance.setErrorHandler(onError);
  takeNotFound(instance, false);
  instance.addHook('onRequest', onRequest);
  instance.addHook('onRoute', guardRoute);
  announceProof(instance.server, () => scope.settings.disclosure.proof);
  if (!defineLocals(instance, (reply) => (scopeOf(reply.server) as Scope).formOf(reply))) writeLog(scope.settings.report, 'info', {}, VIEWS_BEFORE);
  if (!instance.printRoutes().startsWith('(empty')) writeLog(scope.settings.report, 'info', {}, ROUTES_BEFORE);
  answerNonsense(instance.server);
  if (!hasServerHandlers(instance)) writeLog(scope.settings.report, 'info', {}, NO_SERVER_HANDLERS);
}

const VIEWS_BEFORE =
  'halyard: @fastify/view is registered before Halyard, and so the views of reply.view() have no errors, old, flash and form: give them { ...reply.form.locals }, or register Halyard first.';
const ROUTES_BEFORE =
  'halyard: routes are defined before Halyard is loaded. What their handlers fail with once they have answered, or called reply.hijack(), is left to Fastify: `await app.register(halyard)` comes first, or the routes are defined in a plugin.';
const NO_SERVER_HANDLERS =
  'halyard: an address that cannot be decoded is answered by Fastify itself, in its own format. Fastify(fastifyOptions({ … })) leaves that to Halyard, too.';

/** Fastify has one handler for each prefix, and says of a second that there is one. */
function takeNotFound(instance: FastifyInstance, isInner: boolean): void {
  try {
    instance.setNotFoundHandler(onNotFound);
  } catch (error) {
    if (!isInner) throw taken('a handler of what is not found', error);
  }
}

function taken(found: string, cause?: unknown): HalyardError {
  return new HalyardError('E_HANDLER_TAKEN', {
    found: `${found} of the app's own on Fastify`,
    expected: 'none: Halyard answers what nothing else has answered',
    todo: 'Register Halyard first, and replace its responses in api/responses/, or set handlers inside the plugins that need them.',
    cause,
  });
}

function instanceOf(app: unknown): FastifyInstance {
  const { decorateReply, setErrorHandler } = (app ?? {}) as Partial<FastifyInstance>;
  if (typeof decorateReply === 'function' && typeof setErrorHandler === 'function') return app as FastifyInstance;
  throw new HalyardError('E_NOT_AN_APP', {
    found: app === undefined ? 'undefined' : `a value of type ${typeof app}`,
    expected: 'what Fastify() gives: app.register(halyard, options)',
  });
}
