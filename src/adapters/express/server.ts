import { createServer as createHttpServer, IncomingMessage, type Server, type ServerOptions, ServerResponse } from 'node:http';
// Imported: the global is a getter, which on each use costs as much again as the clock.
import { performance } from 'node:perf_hooks';
import type { Express } from 'express';
import { answerClientError } from '../../hosting/node/client-error.ts';
import { STARTED } from '../../hosting/node/node-request.ts';
import { announceProof, PROOF } from '../../hosting/node/proof-link.ts';
import { type App, appOf } from './app.ts';

/**
 * A server for the app that spares Express half of its own work: `createServer(app).listen(1337)`. Requests and replies are born with
 * the app's prototypes, so that Express does not have to change them on every request. `app.listen()` uses it by itself.
 */
export function createServer(app: Express, options: ServerOptions = {}): Server {
  const native = appOf(app);
  const server = createHttpServer({ ...options, ...classesOf(native) }, app as never).on('clientError', answerClientError);
  announceProof(server, () => native[PROOF]);
  return server;
}

const classes = new WeakMap<App, ServerOptions>();

/**
 * Classes whose prototypes are the app's `request` and `response`, with what the app had there behind them. Real subclasses: V8 gives
 * all their objects one shape, and Express finds the prototype it wants to set already there.
 */
export function classesOf(app: App): ServerOptions {
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
