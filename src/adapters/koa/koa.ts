import { createServer as createHttpServer, type Server, type ServerOptions } from 'node:http';
import type Koa from 'koa';
import type { Context } from 'koa';
import { Responder } from '../../core/pipeline/responder.ts';
import type { ResponseMethods } from '../../core/responses/methods.ts';
import type { Options } from '../../core/settings/options.ts';
import { asList } from '../../core/values/as-list.ts';
import { HalyardError } from '../../core/values/errors.ts';
import { isPromiseLike } from '../../core/values/maybe-promise.ts';
import type { Form } from '../../forms/page/form.ts';
import type { FlashMember } from '../../forms/page/form-member.ts';
import { answerClientError } from '../../hosting/node/client-error.ts';
import { FormVisits } from '../../hosting/node/form-visits.ts';
import { nodeSettings } from '../../hosting/node/node-settings.ts';
import { announceProof, PROOF } from '../../hosting/node/proof-link.ts';
import { drillDoor, drillMount } from '../../hosting/shared/drill-door.ts';
import { maintenanceGate } from '../../hosting/shared/maintenance-gate.ts';
import { markMounted, refuseMounted } from '../../hosting/shared/mounted.ts';
import { extendOptions } from '../../hosting/shared/own-options.ts';
import { type AnyFunction, type KoaApp, type KoaContext, koaPrototypeOf, type Run } from './app.ts';
import { watchBodyErrors } from './bodies.ts';
import { defineForm, defineOnContexts } from './contexts.ts';
import { handleMountedInside } from './mounted-inside.ts';
import { OutermostMiddleware, removeDefaultErrorListener } from './outermost-middleware.ts';
import { type KoaReply, koaHost, replyOf } from './reply.ts';
import { koaViews, watchRender } from './views.ts';

declare module 'koa' {
  interface ExtendableContext extends ResponseMethods, FlashMember {
    /**
     * The form of this page. After a form was sent back to it, the page has the errors and the submitted values once: `form.errors.first('email')`,
     * `form.old('email')`. `form.flash('success', 'Saved.')` leaves a message for the next page, and `form.flash('success')` reads the messages of
     * this one. Views have the same as the locals `form`, `errors`, `old` and `flash`.
     *
     * @example
     * ctx.form.flash('success', 'Your order is on its way.');
     * ctx.redirect('/orders');
     */
    readonly form: Form;
  }
}

// biome-ignore lint/suspicious/noExplicitAny: an app defines the types of its state and context
type AnyKoa = Koa<any, any>;

/**
 * Mounts Halyard on a Koa app, before or after its middleware. After that, `ctx` has the response methods and `ctx.form`. Halyard answers unmatched
 * routes, and errors that no middleware of the app handles.
 *
 * @param app The app, as `new Koa()` returns it.
 * @param options The options of Halyard. `load()` of `halyard/load` reads responses and views from the app's folder.
 * @throws HalyardError E_NOT_AN_APP if `app` is not a Koa app, E_MOUNTED_TWICE if Halyard is mounted already, E_NAME_TAKEN if `ctx` has a member with
 * the name of a response.
 * @throws HalyardError E_OPTION or E_OPTION_UNKNOWN for an invalid option, E_RESPONSE_DEFINITION or E_NAME_RESERVED for an invalid response of the app.
 * @example
 * const app = new Koa();
 * halyard(app, await load({ root: import.meta.dirname }));
 * app.use((ctx) => ctx.notFound('There is no such order'));
 */
export function halyard(app: AnyKoa, options: Options<Context> = {}): void {
  const native = appOf(app);
  refuseMounted(native, 'halyard(app)');
  const settings = nodeSettings(withViews(options, native));
  const responder = new Responder<KoaReply>(koaHost, settings);
  const methods = responder.methods<KoaContext>(replyOf, (sending, context) => {
    if (isPromiseLike(sending)) outermost.sendLate(replyOf(context), sending);
    return sending;
  }) as Readonly<Record<string, AnyFunction>>;
  const visits = new FormVisits<KoaContext>(settings.forms, { reply: (context) => context.res, request: (context) => replyOf(context).request });
  const gate = maintenanceGate(responder, koaHost);
  const mount = drillMount(responder, koaHost);
  const first = (reply: KoaReply) => drillDoor.session?.starts(mount, reply) ?? gate?.(reply);
  const outermost = new OutermostMiddleware(native, { settings, responder, visits, first });
  const { onError } = outermost;

  const onerror = function (this: KoaContext, error: unknown): void {
    onError(this, error);
  };
  defineOnContexts(native.context, { methods, onerror }, settings.report);
  watchRender(native.context, defineForm(native.context, visits));
  watchBodyErrors(native.response, onError);
  markMounted(native);
  Object.defineProperty(native, PROOF, { value: settings.disclosure.proof });
  removeDefaultErrorListener(native);
  handleMountedInside(native, [...Object.keys(methods), 'form', 'flash'], { settings, visits, gate });
  const { handleRequest } = native;
  let [run, around] = [undefined as Run | undefined, undefined as Run | undefined];
  // Checked for each request, so that Halyard can be mounted before or after `app.callback()`.
  native.handleRequest = function (context, composed) {
    if (run !== composed) [run, around] = [composed, outermost.around(composed)];
    return handleRequest.call(this, context, around as Run);
  };
  if (native.listen === koaPrototypeOf(native).listen) {
    native.listen = (...args) => (createServer(app).listen as (...args: unknown[]) => Server)(...args);
  }
}

/**
 * Creates an HTTP server for a Koa app. It answers a malformed HTTP request with a problem document. `app.listen()` uses such a server already.
 *
 * @param app The app, with Halyard mounted on it.
 * @param options The options of Node's `http.createServer`.
 * @returns the server, not listening yet.
 * @throws HalyardError E_NOT_AN_APP if `app` is not a Koa app.
 * @example
 * createServer(app, { keepAliveTimeout: 10_000 }).listen(1337);
 */
export function createServer(app: AnyKoa, options: ServerOptions = {}): Server {
  const native = appOf(app);
  const server = createHttpServer(options, native.callback()).on('clientError', answerClientError);
  announceProof(server, () => native[PROOF]);
  return server;
}

function appOf(app: unknown): KoaApp {
  const { context, middleware, callback } = (typeof app === 'object' && app !== null ? app : {}) as Partial<KoaApp>;
  if (typeof context === 'object' && Array.isArray(middleware) && typeof callback === 'function') return app as KoaApp;
  throw new HalyardError('E_NOT_AN_APP', {
    found: app === undefined ? 'undefined' : `a value of type ${typeof app}`,
    expected: 'the return value of new Koa()',
    todo: 'halyard(app, options) takes the app itself, and no place in app.use().',
  });
}

/** Adds the app's own views. */
function withViews(options: Options, { env }: KoaApp): Options {
  return extendOptions(options, ({ views }) => ({ views: [...asList(views), koaViews(env !== 'development')] }));
}
