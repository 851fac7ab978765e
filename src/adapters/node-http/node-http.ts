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
import { linkRequest, type NodeReply, STARTED } from '../../hosting/node/node-request.ts';
import { nodeSettings } from '../../hosting/node/node-settings.ts';
import { announceProof, opensProof } from '../../hosting/node/proof-link.ts';
import { drillDoor, drillMount } from '../../hosting/shared/drill-door.ts';
import { maintenanceGate } from '../../hosting/shared/maintenance-gate.ts';

/**
 * Node's response with the response methods and `form`.
 *
 * @example
 * const show = (req: IncomingMessage, res: Reply) => res.notFound('There is no such order');
 */
export type Reply<Native extends ServerResponse | Http2ServerResponse = ServerResponse> = Native & ResponseMethods & FormMember;

/**
 * A request handler of the app. It may be async, and may return the result of a response method. Halyard answers an error that it throws.
 *
 * @example
 * const handler: Handler = async (req, res) => res.ok(await orders.all());
 */
export type Handler<Request = IncomingMessage, Native extends ServerResponse | Http2ServerResponse = ServerResponse> = (
  request: Request,
  response: Reply<Native>,
) => unknown;

/** Halyard for plain Node: the functions that connect a handler to a server. */
export interface Halyard {
  /**
   * Creates an HTTP/1.1 server. It answers a malformed HTTP request with a problem document.
   *
   * @param handler The handler of every request.
   * @param options The options of Node's `http.createServer`.
   * @returns the server, not listening yet.
   * @example
   * app.createServer((req, res) => res.notFound()).listen(1337);
   */
  createServer(handler: Handler, options?: ServerOptions): Server;
  /**
   * Makes a request listener for `http.createServer` and `https.createServer`.
   *
   * @param handler The handler of every request.
   * @returns the listener.
   * @example
   * https.createServer({ key, cert, ...app.http }, app.listener(handler)).listen(443);
   */
  listener(handler: Handler): (request: IncomingMessage, response: ServerResponse) => void;
  /**
   * Makes a request listener for `http2.createServer` and `http2.createSecureServer`.
   *
   * @param handler The handler of every request.
   * @returns the listener.
   * @example
   * http2.createSecureServer({ key, cert, ...app.http2 }, app.http2Listener(handler)).listen(443);
   */
  http2Listener(handler: Handler<Http2ServerRequest, Http2ServerResponse>): (request: Http2ServerRequest, response: Http2ServerResponse) => void;
  /**
   * Options for `http.createServer` and `https.createServer`: classes whose responses have the methods already. `listener` then does not have to add
   * the methods to each response.
   *
   * @example
   * http.createServer(app.http, app.listener(handler)).listen(1337);
   */
  readonly http: { readonly IncomingMessage: typeof IncomingMessage; readonly ServerResponse: typeof ServerResponse<IncomingMessage> };
  /**
   * The same options for `http2.createServer` and `http2.createSecureServer`.
   *
   * @example
   * http2.createServer(app.http2, app.http2Listener(handler)).listen(1337);
   */
  readonly http2: { readonly Http2ServerRequest: typeof Http2ServerRequest; readonly Http2ServerResponse: typeof Http2ServerResponse<Http2ServerRequest> };
}

/**
 * Creates Halyard for plain Node, without a framework.
 *
 * @param options The options of Halyard. `load()` of `halyard/load` reads responses and views from the app's folder.
 * @returns the functions that connect a handler to a server.
 * @throws HalyardError E_NAME_TAKEN if Node's responses have a member with the name of a response.
 * @throws HalyardError E_OPTION or E_OPTION_UNKNOWN for an invalid option, E_RESPONSE_DEFINITION or E_NAME_RESERVED for an invalid response of the app.
 * @example
 * const app = halyard(await load({ root: import.meta.dirname }));
 * app.createServer((req, res) => res.notFound()).listen(1337);
 */
export function halyard(options: Options<IncomingMessage | Http2ServerRequest> = {}): Halyard {
  const settings = nodeSettings(options);
  const host = nodeHost('node:http');
  const responder = new Responder(host, settings);
  const mount = drillMount(responder, host);
  const gate = maintenanceGate(responder, host);
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
    // The listener calls the handler directly, because each frame of a stack trace costs time when the text is made.
    const listener = (request: unknown, response: NodeReply): void => {
      // The server was created without our response classes, so the methods are added to this response.
      if (!(STARTED in response)) {
        Object.assign(response, methods, { [STARTED]: performance.now() });
        defineForm(visits, response, request as object);
      }
      linkRequest(response, request as object);
      // `req.flash` finds the response here, as in Express.
      (request as { res?: NodeReply }).res = response;
      if (settings.disclosure.proof !== undefined && opensProof(settings.disclosure, response)) return;
      const arrived = visits.arrive(response);
      if (arrived !== undefined) {
        // The handler runs in its own turn of the event loop, so its errors do not reject this promise.
        void arrived.then(() => setImmediate(listener, request, response));
        return;
      }
      if (drillDoor.session?.starts(mount, response) !== undefined || gate?.(response) !== undefined) return;
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
