import { createServer as createHttpServer, IncomingMessage, type Server, type ServerOptions, ServerResponse } from 'node:http';
// Imported: the global is a getter, which on each use costs as much again as the clock.
import { performance } from 'node:perf_hooks';
import type { Express } from 'express';
import { answerClientError } from '../../hosting/node/client-error.ts';
import { STARTED } from '../../hosting/node/node-request.ts';
import { announceProof, PROOF } from '../../hosting/node/proof-link.ts';
import { type App, appOf } from './app.ts';

/**
 * Creates an HTTP server for an Express app. Node creates requests and responses with the app's prototypes, so Express does not have to change the
 * prototypes on every request. The server answers a malformed HTTP request with a problem document. `app.listen()` uses such a server already.
 *
 * @param app The app, with Halyard mounted on it.
 * @param options The options of Node's `http.createServer`.
 * @returns the server, not listening yet.
 * @throws HalyardError E_NOT_AN_APP if `app` is not an Express app.
 * @example
 * createServer(app, { keepAliveTimeout: 10_000 }).listen(1337);
 */
export function createServer(app: Express, options: ServerOptions = {}): Server {
  const native = appOf(app);
  const server = createHttpServer({ ...options, ...classesOf(native) }, app as never).on('clientError', answerClientError);
  announceProof(server, () => native[PROOF]);
  return server;
}

const classes = new WeakMap<App, ServerOptions>();

/**
 * Makes classes whose prototypes become the app's `request` and `response`. With real subclasses, V8 uses one shape for all their objects, and Express
 * finds that the prototype is set already.
 */
export function classesOf(app: App): ServerOptions {
  const made = classes.get(app);
  if (made !== undefined) return made;
  class Request extends IncomingMessage {}
  class Response<R extends IncomingMessage = IncomingMessage> extends ServerResponse<R> {
    readonly [STARTED] = performance.now();
  }
  app.request = replaced(app.request, Request.prototype);
  app.response = replaced(app.response, Response.prototype);
  const own: ServerOptions = { IncomingMessage: Request, ServerResponse: Response };
  classes.set(app, own);
  return own;
}

/**
 * Puts a prototype in the place of an app's own object, and returns it. It inherits from what the object inherited from, because light-my-request
 * changes that. The object inherits from it, because mounted apps inherit from the object.
 */
function replaced<T extends object>(object: T, prototype: object): T {
  const { constructor: _its, ...members } = Object.getOwnPropertyDescriptors(object) as PropertyDescriptorMap;
  Object.defineProperties(prototype, members);
  Object.setPrototypeOf(prototype, Object.getPrototypeOf(object));
  for (const key of Reflect.ownKeys(members)) Reflect.deleteProperty(object, key);
  return Object.setPrototypeOf(object, prototype) && (prototype as T);
}
