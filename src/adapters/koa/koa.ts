import { createServer as createHttpServer, type Server, type ServerOptions } from 'node:http';
import type Koa from 'koa';
import { Responder } from '../../core/pipeline/responder.ts';
import type { ResponseMethods } from '../../core/responses/methods.ts';
import type { Options } from '../../core/settings/options.ts';
import { asList } from '../../core/values/as-list.ts';
import { HalyardError } from '../../core/values/errors.ts';
import type { Form } from '../../forms/page/form.ts';
import type { FlashMember } from '../../forms/page/form-member.ts';
import { answerClientError } from '../../hosting/node/client-error.ts';
import { FormVisits } from '../../hosting/node/form-visits.ts';
import { nodeSettings } from '../../hosting/node/node-settings.ts';
import { announceProof, PROOF } from '../../hosting/node/proof-link.ts';
import { markMounted, refuseMounted } from '../../hosting/shared/mounted.ts';
import { type AnyFunction, type KoaApp, type KoaContext, koasOwn, type Run } from './app.ts';
import { hearBodies } from './bodies.ts';
import { defineForm, defineOnContexts, defineOnError } from './contexts.ts';
import { mindElsewhere } from './elsewhere.ts';
import { OutermostMiddleware, quiet } from './outermost-middleware.ts';
import { type KoaReply, koaHost, replyOf } from './reply.ts';
import { koaViews, watchRender, withState } from './views.ts';

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

// biome-ignore lint/suspicious/noExplicitAny: an app's state and context are its own
type AnyKoa = Koa<any, any>;

/**
 * Mounts Halyard on a Koa app: `halyard(app, await load({ root }))`, before or after the middleware. From then on `ctx` has the response
 * methods, and unmatched routes and errors that no middleware of the app's answers arrive in the same place.
 *
 * @throws HalyardError E_NOT_AN_APP, E_MOUNTED_TWICE, E_NAME_TAKEN, and for options that cannot be used.
 */
export function halyard(app: AnyKoa, options: Options = {}): void {
  const native = appOf(app);
  refuseMounted(native, 'halyard(app)');
  const settings = nodeSettings(withViews(options, native));
  const responder = new Responder<KoaReply>(koaHost, settings);
  const methods = responder.methods<KoaContext>(replyOf) as Readonly<Record<string, AnyFunction>>;
  const visits = new FormVisits<KoaContext>(settings.forms, { reply: (context) => context.res, request: (context) => replyOf(context).request });
  const outermost = new OutermostMiddleware(native, { settings, responder, visits });
  const { onError } = outermost;

  defineOnContexts(native.context, methods, settings.report);
  defineOnError(
    native.context,
    function (this: KoaContext, error: unknown) {
      onError(this, error);
    },
    settings.report,
  );
  watchRender(native.context, defineForm(native.context, visits));
  hearBodies(native.response, onError);
  markMounted(native);
  Object.defineProperty(native, PROOF, { value: settings.disclosure.proof });
  quiet(native);
  mindElsewhere(native, [...Object.keys(methods), 'form', 'flash'], { settings, visits });
  const { handleRequest } = native;
  let [run, around] = [undefined as Run | undefined, undefined as Run | undefined];
  // Asked for each request, so that it is the same before and after `app.callback()`.
  native.handleRequest = function (context, given) {
    if (run !== given) [run, around] = [given, outermost.around(given)];
    return handleRequest.call(this, context, around as Run);
  };
  if (native.listen === koasOwn(native).listen) {
    native.listen = (...args) => (createServer(app).listen as (...args: unknown[]) => Server)(...args);
  }
}

/** A server for the app that answers also what is not HTTP, with a problem document: `createServer(app).listen(1337)`. `app.listen()` uses it by itself. */
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
    expected: 'what new Koa() gives',
    todo: 'halyard(app, options) takes the app itself, and no place in app.use().',
  });
}

/** What cannot be used is left to whoever checks the options. */
function withViews(options: Options, { env }: KoaApp): Options {
  if (typeof options !== 'object' || options === null) return options;
  return { ...options, views: [...asList(options.views).map(withState), koaViews(env !== 'development')] };
}
