// Written by scripts/docs.mjs from the doc comments of the responses: change them there, then run npm run docs.
import type { badGateway } from './bad-gateway.ts';
import type { gatewayTimeout } from './gateway-timeout.ts';
import type { notImplemented } from './not-implemented.ts';
import type { serverError } from './server-error.ts';
import type { serviceUnavailable } from './service-unavailable.ts';

/** Methods of `res`. `Sent` is what a call returns on the host. No method throws: what fails is logged, and the client gets the status. */
export interface ServerErrorMethods<Sent> {
  /**
   * Something failed on the server (RFC 9110 §15.6.1). Takes one or more strings, Errors or other values. Halyard logs all of them, and shows them to a
   * client only in development. A browser gets the page of the status, a program a problem document (RFC 9457).
   *
   * @param errors One error or a list: Errors, texts or other values. They go to the log.
   * @param options `code`, `type`, `headers`, `view`, `format`, `cause`, `expose`, and what this response adds.
   * @example
   * return res.serverError(error);
   */
  readonly serverError: (...args: Parameters<typeof serverError>) => Sent;
  /**
   * The server does not support this for any resource (RFC 9110 §15.6.2). In production the client sees your message only with `expose: true`. A browser
   * gets the page of the status, a program a problem document (RFC 9457).
   *
   * @param message A text for the client, or data for it. The text of an Error stays in the log.
   * @param options `code`, `type`, `headers`, `view`, `format`, `cause`, `expose`, and what this response adds.
   * @example
   * return res.notImplemented();
   */
  readonly notImplemented: (...args: Parameters<typeof notImplemented>) => Sent;
  /**
   * A server behind yours sent an answer that you cannot use (RFC 9110 §15.6.3). In production the client sees your message only with `expose: true`. A
   * browser gets the page of the status, a program a problem document (RFC 9457).
   *
   * @param message A text for the client, or data for it. The text of an Error stays in the log.
   * @param options `code`, `type`, `headers`, `view`, `format`, `cause`, `expose`, and what this response adds.
   * @example
   * return res.badGateway(error);
   */
  readonly badGateway: (...args: Parameters<typeof badGateway>) => Sent;
  /**
   * The server is down or overloaded for a while (RFC 9110 §15.6.4). `retryAfter` is the time after which clients may try again. In production the client
   * sees your message only with `expose: true`. A browser gets the page of the status, a program a problem document (RFC 9457).
   *
   * @param message A text for the client, or data for it. The text of an Error stays in the log.
   * @param options `code`, `type`, `headers`, `view`, `format`, `cause`, `expose`, and what this response adds.
   * @example
   * return res.serviceUnavailable('Back at noon', { expose: true, retryAfter: 3600 });
   */
  readonly serviceUnavailable: (...args: Parameters<typeof serviceUnavailable>) => Sent;
  /**
   * A server behind yours did not answer in time (RFC 9110 §15.6.5). In production the client sees your message only with `expose: true`. A browser gets
   * the page of the status, a program a problem document (RFC 9457).
   *
   * @param message A text for the client, or data for it. The text of an Error stays in the log.
   * @param options `code`, `type`, `headers`, `view`, `format`, `cause`, `expose`, and what this response adds.
   * @example
   * return res.gatewayTimeout(error);
   */
  readonly gatewayTimeout: (...args: Parameters<typeof gatewayTimeout>) => Sent;
}
