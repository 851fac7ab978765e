import { createServer as createHttpServer, IncomingMessage, type Server, type ServerOptions, ServerResponse } from 'node:http';
import type { Express } from 'express';
import { HalyardError } from '../core/errors.ts';
import { isError, readOwn, readProperty } from '../core/guarded-read.ts';
import type { ResponseMethods } from '../core/methods.ts';
import type { Options } from '../core/options.ts';
import { Responder } from '../core/responder.ts';
import { badRequest } from '../core/responses/index.ts';
import { settingsOf } from '../core/settings.ts';
import type { ViewEngine } from '../core/view-engine.ts';
import { answerClientError } from '../node-server/client-error.ts';
import { defineMethods } from '../node-server/define-methods.ts';
import { nodeEnvironment } from '../node-server/node-environment.ts';
import { nodeHost } from '../node-server/node-host.ts';
import { type NodeReply, STARTED } from '../node-server/node-request.ts';
import { guardLayers, thrownValue } from './express-layers.ts';
import { expressViews, type ViewApp } from './express-views.ts';

declare global {
  namespace Express {
    interface Response extends ResponseMethods {}
  }
}

/** What we use of an Express app, 4 or 5. */
interface App extends ViewApp {
  handle(request: object, response: object, callback?: (error?: unknown) => void): void;
  response: object;
  request: object;
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
  const responder = new Responder(nodeHost('Express'), settingsOf({ ...options, views }, nodeEnvironment()));
  defineMethods(
    native.response,
    responder.methods<NodeReply>((reply) => reply),
    'Express',
  );
  Object.defineProperty(native, MOUNTED, { value: true });

  const { handle } = native;
  let guarded = false;
  native.handle = function (request, response, callback) {
    // Mounted in another app: that one has the last word.
    if (callback !== undefined) return handle.call(this, request, response, callback);
    if (!guarded) guarded = guardLayers(this.lazyrouter === undefined ? this.router : this._router);
    const reply = response as NodeReply;
    if (!(STARTED in reply)) Object.assign(reply, { [STARTED]: performance.now() });
    return handle.call(this, request, response, (error?: unknown) => {
      if (error === undefined || error === null || error === 'router') responder.say(reply, 'notFound');
      else responder.fail(reply, isUndecodable(error) ? badRequest() : thrownValue(error));
    });
  };
}

/** The router's own complaint of a path like `/%zz`, which names the path: it is the client's mistake, and its text is for the log. */
function isUndecodable(error: unknown): boolean {
  return isError(error) && readOwn(error, 'status') === 400 && readProperty(error, 'name') === 'URIError';
}

/**
 * A server for the app that spares Express half of its own work: `createServer(app).listen(1337)`. Requests and replies are born with
 * the app's prototypes, so that Express does not have to change them on every request. For it `app.request` and `app.response` become
 * the prototypes of classes that inherit from what they were: call it before other apps are mounted in this one.
 */
export function createServer(app: Express, options: ServerOptions = {}): Server {
  const native = appOf(app);
  class Request extends IncomingMessage {}
  class Response<R extends IncomingMessage = IncomingMessage> extends ServerResponse<R> {
    readonly [STARTED] = performance.now();
  }
  native.request = inheriting(Request.prototype, native.request);
  native.response = inheriting(Response.prototype, native.response);
  return createHttpServer({ ...options, IncomingMessage: Request, ServerResponse: Response }, app as never).on('clientError', answerClientError);
}

/** `class … extends` makes objects faster than a constructor that borrows another's; only its prototype's parent has to be the app's. */
function inheriting(prototype: object, parent: object): object {
  return Object.setPrototypeOf(prototype, parent);
}

function appOf(app: unknown): App {
  if (typeof app === 'function' && typeof (app as Partial<App>).handle === 'function' && typeof (app as Partial<App>).response === 'object')
    return app as unknown as App;
  throw new HalyardError('E_NOT_AN_APP', { found: app === undefined ? 'undefined' : `a value of type ${typeof app}`, expected: 'what express() gives' });
}

function listOf(views: Options['views']): readonly ViewEngine[] {
  return views === undefined ? [] : Array.isArray(views) ? views : [views as ViewEngine];
}
