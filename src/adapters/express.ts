import { createServer as createHttpServer, IncomingMessage, type Server, type ServerOptions, ServerResponse } from 'node:http';
// Imported: the global is a getter, which on each use costs as much again as the clock.
import { performance } from 'node:perf_hooks';
import type { Express } from 'express';
import { HalyardError } from '../core/errors.ts';
import type { ResponseMethods } from '../core/methods.ts';
import type { Options } from '../core/options.ts';
import { Responder } from '../core/responder.ts';
import type { ViewEngine } from '../core/view-engine.ts';
import type { Form } from '../forms/form.ts';
import { answerClientError } from '../node-server/client-error.ts';
import { defineMethods } from '../node-server/define-methods.ts';
import { arriving, defineForm } from '../node-server/form-visits.ts';
import { nodeSettings } from '../node-server/node-forms.ts';
import { nodeHost } from '../node-server/node-host.ts';
import { ANSWERS_GET, type NodeReply, STARTED } from '../node-server/node-request.ts';
import { meaningOf } from './express-errors.ts';
import { answersGet, defineFormLocals } from './express-forms.ts';
import { guardLayers } from './express-layers.ts';
import { expressViews, type ViewApp } from './express-views.ts';

declare global {
  namespace Express {
    interface Response extends ResponseMethods {
      readonly form: Form;
    }
    /** As connect-flash has it, without a session. */
    interface Request {
      flash(): Record<string, unknown[]>;
      flash(kind: string): unknown[];
      flash(kind: string, message: string | readonly string[], ...values: readonly unknown[]): number;
    }
  }
}

/** What we use of an Express app, 4 or 5. */
export interface App extends ViewApp {
  handle(request: object, response: object, callback?: (error?: unknown) => void): void;
  response: object;
  request: object;
  listen(...args: unknown[]): Server;
  /** Express 5. */
  readonly router?: { readonly stack?: readonly object[] };
  /** Express 4, where `router` is a getter that throws. */
  readonly _router?: { readonly stack?: readonly object[] };
  lazyrouter?: unknown;
}

const MOUNTED = Symbol.for('halyard.mounted');

/**
 * Mounts Halyard on an Express app, 4 or 5: `halyard(app, await load({ root }))`, before or after the routes. From then on `res` has
 * the response methods, and unmatched routes and errors that no error handler of the app's answers arrive in the same place.
 *
 * @throws HalyardError E_NOT_AN_APP, E_MOUNTED_TWICE, E_NAME_TAKEN, and for options that cannot be used.
 */
export function halyard(app: Express, options: Options = {}): void {
  const native = appOf(app);
  if (MOUNTED in native) throw new HalyardError('E_MOUNTED_TWICE', { found: 'a second halyard(app)', todo: 'Call it once, where the app is made.' });
  const views = [...listOf(options.views), expressViews(native)];
  const settings = nodeSettings({ ...options, views });
  const responder = new Responder(nodeHost('Express'), settings);
  defineMethods(
    native.response,
    responder.methods<NodeReply>((reply) => reply),
    'Express',
  );
  defineForm(settings.forms, native.response, native.request);
  defineFormLocals(native.response);
  Object.defineProperty(native.request, ANSWERS_GET, { value: (path: string) => answersGet(native, path) });
  Object.defineProperty(native, MOUNTED, { value: true });

  native.listen = (...args) => {
    const server = createServer(app);
    const callback = args.at(-1);
    // Express 5 gives a failure to listen to the callback; Express 4 does not.
    if (typeof callback === 'function' && native.lazyrouter === undefined) {
      const once = onceOnly(callback as () => void);
      server.once('error', once);
      args[args.length - 1] = once;
    }
    return (server.listen as (...args: unknown[]) => Server)(...args);
  };

  const { handle } = native;
  let guarded = false;
  native.handle = function (request, response, callback) {
    // Mounted in another app: that one has the last word.
    if (callback !== undefined) return arriving(settings.forms, response as NodeReply, () => handle.call(this, request, response, callback));
    if (!guarded) guarded = guardLayers(this.lazyrouter === undefined ? this.router : this._router);
    const reply = response as NodeReply;
    if (!(STARTED in reply)) {
      Object.assign(reply, { [STARTED]: performance.now() });
      // Express does it a moment later; a flash is looked for now, and whether the request came over TLS is Express' to say.
      Object.setPrototypeOf(request, this.request);
    }
    arriving(settings.forms, reply, () =>
      handle.call(this, request, response, (error?: unknown) => {
        if (error === undefined || error === null || error === 'router') responder.say(reply, 'notFound');
        else responder.fail(reply, meaningOf(error));
      }),
    );
  };
}

/**
 * A server for the app that spares Express half of its own work: `createServer(app).listen(1337)`. Requests and replies are born with
 * the app's prototypes, so that Express does not have to change them on every request. `app.listen()` uses it by itself.
 */
export function createServer(app: Express, options: ServerOptions = {}): Server {
  return createHttpServer({ ...options, ...classesOf(appOf(app)) }, app as never).on('clientError', answerClientError);
}

const classes = new WeakMap<App, ServerOptions>();

/**
 * Classes whose prototypes are the app's `request` and `response`, with what the app had there behind them. Real subclasses: V8 gives
 * all their objects one shape, and Express finds the prototype it wants to set already there.
 */
function classesOf(app: App): ServerOptions {
  const made = classes.get(app);
  if (made !== undefined) return made;
  class Request extends IncomingMessage {}
  class Response<R extends IncomingMessage = IncomingMessage> extends ServerResponse<R> {
    readonly [STARTED] = performance.now();
  }
  app.request = Object.setPrototypeOf(Request.prototype, app.request);
  app.response = Object.setPrototypeOf(Response.prototype, app.response);
  const own: ServerOptions = { IncomingMessage: Request, ServerResponse: Response };
  classes.set(app, own);
  return own;
}

function onceOnly(callback: (...args: unknown[]) => void): (...args: unknown[]) => void {
  let called = false;
  return (...args) => {
    if (!called) callback(...args);
    called = true;
  };
}

function appOf(app: unknown): App {
  if (typeof app === 'function' && typeof (app as Partial<App>).handle === 'function' && typeof (app as Partial<App>).response === 'object')
    return app as unknown as App;
  throw new HalyardError('E_NOT_AN_APP', { found: app === undefined ? 'undefined' : `a value of type ${typeof app}`, expected: 'what express() gives' });
}

function listOf(views: Options['views']): readonly ViewEngine[] {
  return views === undefined ? [] : Array.isArray(views) ? views : [views as ViewEngine];
}
