import { createServer as createHttpServer, IncomingMessage, type Server, type ServerOptions, ServerResponse } from 'node:http';
import { Http2ServerRequest, Http2ServerResponse } from 'node:http2';
// Imported: the global is a getter, which on each use costs as much again as the clock.
import { performance } from 'node:perf_hooks';
import { Responder } from '../../core/pipeline/responder.ts';
import type { ResponseMethods } from '../../core/responses/methods.ts';
import type { Options } from '../../core/settings/options.ts';
import { isPromiseLike } from '../../core/values/maybe-promise.ts';
import type { FormMember } from '../../forms/page/form-member.ts';
import { answerClientError } from '../../hosting/node/client-error.ts';
import { defineMethods } from '../../hosting/node/define-methods.ts';
import { defineForm, nodeVisits } from '../../hosting/node/form-visits.ts';
import { nodeHost } from '../../hosting/node/node-host.ts';
import { adopt, type NodeReply, STARTED } from '../../hosting/node/node-request.ts';
import { nodeSettings } from '../../hosting/node/node-settings.ts';
import { announceProof, opensProof } from '../../hosting/node/proof-link.ts';

/** A reply of Node's with the response methods. */
export type Reply<Native extends ServerResponse | Http2ServerResponse = ServerResponse> = Native & ResponseMethods & FormMember;

/** An app's handler: it may be async, return what a response method returns, and throw. */
export type Handler<Request = IncomingMessage, Native extends ServerResponse | Http2ServerResponse = ServerResponse> = (
  request: Request,
  response: Reply<Native>,
) => unknown;

export interface Halyard {
  /** An HTTP/1.1 server, not yet listening. Malformed requests get a problem document too. */
  createServer(handler: Handler, options?: ServerOptions): Server;
  /** The handler as a request listener, for any server of Node's: `https.createServer(options, halyard.listener(handler))`. */
  listener(handler: Handler): (request: IncomingMessage, response: ServerResponse) => void;
  /** For `http2.createServer` and `http2.createSecureServer`. */
  http2Listener(handler: Handler<Http2ServerRequest, Http2ServerResponse>): (request: Http2ServerRequest, response: Http2ServerResponse) => void;
  /** Options for `http.createServer` and `https.createServer` whose replies have the methods from birth: `listener` then costs nothing. */
  readonly http: { readonly IncomingMessage: typeof IncomingMessage; readonly ServerResponse: typeof ServerResponse<IncomingMessage> };
  /** The same for `http2.createServer` and `http2.createSecureServer`. */
  readonly http2: { readonly Http2ServerRequest: typeof Http2ServerRequest; readonly Http2ServerResponse: typeof Http2ServerResponse<Http2ServerRequest> };
}

/**
 * Halyard for plain Node: `const app = halyard(await load({ root })); app.createServer((req, res) => res.notFound()).listen(1337)`.
 *
 * @throws HalyardError for an option that cannot be used, or a response whose name Node's replies already have.
 */
export function halyard(options: Options = {}): Halyard {
  const settings = nodeSettings(options);
  const responder = new Responder(nodeHost('node:http'), settings);
  const methods = responder.methods<NodeReply>((reply) => reply);
  const visits = nodeVisits(settings.forms);

  class Response<R extends IncomingMessage = IncomingMessage> extends ServerResponse<R> {
    readonly [STARTED] = performance.now();
  }
  class Http2Response<R extends Http2ServerRequest = Http2ServerRequest> extends Http2ServerResponse<R> {
    readonly [STARTED] = performance.now();
  }
  class Request extends IncomingMessage {}
  class Http2Request extends Http2ServerRequest {}
  defineMethods(Response.prototype, methods, 'node:http');
  defineMethods(Http2Response.prototype, methods, 'node:http2');
  defineForm(visits, Response.prototype, Request.prototype);
  defineForm(visits, Http2Response.prototype, Http2Request.prototype);

  const listen = (handler: (request: never, response: never) => unknown) => {
    // Nothing between it and the handler: each frame that an error's stack has is written into a text.
    const listener = (request: unknown, response: NodeReply): void => {
      // A server that was made without our reply classes: the methods become the reply's own.
      if (!(STARTED in response)) {
        Object.assign(response, methods, { [STARTED]: performance.now() });
        defineForm(visits, response, request as object);
      }
      adopt(response, request as object);
      // As Express does it: `req.flash` finds its reply by it.
      (request as { res?: NodeReply }).res = response;
      if (settings.disclosure.proof !== undefined && opensProof(settings.disclosure, response)) return;
      const arrived = visits.arrive(response);
      if (arrived !== undefined) {
        // In a turn of its own: what the app throws is not the promise's.
        void arrived.then(() => setImmediate(listener, request, response));
        return;
      }
      try {
        const result = handler(request as never, response as never);
        if (isPromiseLike(result)) result.then(undefined, (error: unknown) => responder.fail(response, error));
      } catch (error) {
        responder.fail(response, error);
      }
    };
    return listener;
  };

  return {
    createServer(handler, serverOptions = {}) {
      const classes = { IncomingMessage: Request, ServerResponse: Response };
      const server = createHttpServer({ ...serverOptions, ...classes }, listen(handler)).on('clientError', answerClientError);
      announceProof(server, () => settings.disclosure.proof);
      return server;
    },
    listener: listen,
    http2Listener: listen,
    http: { IncomingMessage: Request, ServerResponse: Response },
    http2: { Http2ServerRequest: Http2Request, Http2ServerResponse: Http2Response },
  };
}
