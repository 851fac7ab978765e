// Written by scripts/docs.mjs from the doc comments of the responses: change them there, then run npm run docs.
import type { badRequest } from './bad-request.ts';
import type { conflict } from './conflict.ts';
import type { contentTooLarge } from './content-too-large.ts';
import type { forbidden } from './forbidden.ts';
import type { gone } from './gone.ts';
import type { methodNotAllowed } from './method-not-allowed.ts';
import type { notAcceptable } from './not-acceptable.ts';
import type { notFound } from './not-found.ts';
import type { paymentRequired } from './payment-required.ts';
import type { preconditionFailed } from './precondition-failed.ts';
import type { preconditionRequired } from './precondition-required.ts';
import type { requestTimeout } from './request-timeout.ts';
import type { tooManyRequests } from './too-many-requests.ts';
import type { unauthorized } from './unauthorized.ts';
import type { unavailableForLegalReasons } from './unavailable-for-legal-reasons.ts';
import type { unprocessableContent } from './unprocessable-content.ts';
import type { unsupportedMediaType } from './unsupported-media-type.ts';

/** Methods of `res`. `Sent` is what a call returns on the host. No method throws: what fails is logged, and the client gets the status. */
export interface ClientErrorMethods<Sent> {
  /**
   * The request is not valid: a field is missing, or a value is out of range (RFC 9110 §15.5.1). Takes a message, issues, messages by field, or the error
   * of a validation library. `redirectTo` is the page that a browser's form is sent back to. A browser gets its form again, with the errors and what was
   * typed, or else the page of the status. A program gets a problem document (RFC 9457).
   *
   * @param validationErrors A message, a list of `{ path, message }`, messages by field, or the error of a validation library.
   * @param redirectTo A path of this origin, or options with it. A browser's form goes back there.
   * @example
   * return res.badRequest([{ path: ['email'], message: 'Enter an email address.' }], '/signup');
   */
  readonly badRequest: (...args: Parameters<typeof badRequest>) => Sent;
  /**
   * The client is not authenticated (RFC 9110 §15.5.2). The response always has the header `WWW-Authenticate`. A browser gets the page of the status, a
   * program a problem document (RFC 9457).
   *
   * @param message A text for the client, or data for it. The text of an Error stays in the log.
   * @param options `code`, `type`, `headers`, `view`, `format`, `cause`, `expose`, and what this response adds.
   * @example
   * return res.unauthorized('Sign in first', { challenge: 'Bearer realm="orders"' });
   */
  readonly unauthorized: (...args: Parameters<typeof unauthorized>) => Sent;
  /**
   * The client has to pay first (RFC 9110 §15.5.3). A browser gets the page of the status, a program a problem document (RFC 9457).
   *
   * @param message A text for the client, or data for it. The text of an Error stays in the log.
   * @param options `code`, `type`, `headers`, `view`, `format`, `cause`, `expose`, and what this response adds.
   * @example
   * return res.paymentRequired('Your plan has no exports');
   */
  readonly paymentRequired: (...args: Parameters<typeof paymentRequired>) => Sent;
  /**
   * The client may not do this (RFC 9110 §15.5.4). The client sees your message: "Only the owner may delete this file". With `conceal: true` the client
   * gets a 404 instead. A browser gets the page of the status, a program a problem document (RFC 9457).
   *
   * @param message A text for the client, or data for it. The text of an Error stays in the log.
   * @param options `code`, `type`, `headers`, `view`, `format`, `cause`, `expose`, and what this response adds.
   * @example
   * return res.forbidden('Only the owner may delete this file');
   */
  readonly forbidden: (...args: Parameters<typeof forbidden>) => Sent;
  /**
   * The resource does not exist, or you do not want to show that it exists (RFC 9110 §15.5.5). A browser gets the page of the status, a program a problem
   * document (RFC 9457).
   *
   * @param message A text for the client, or data for it. The text of an Error stays in the log.
   * @param options `code`, `type`, `headers`, `view`, `format`, `cause`, `expose`, and what this response adds.
   * @example
   * return res.notFound('There is no such order');
   */
  readonly notFound: (...args: Parameters<typeof notFound>) => Sent;
  /**
   * The resource exists, but does not support this method (RFC 9110 §15.5.6). Pass its methods as `allow`. A browser gets the page of the status, a program
   * a problem document (RFC 9457).
   *
   * @param message A text for the client, or data for it. The text of an Error stays in the log.
   * @param options `code`, `type`, `headers`, `view`, `format`, `cause`, `expose`, and what this response adds.
   * @example
   * return res.methodNotAllowed({ allow: ['GET', 'HEAD'] });
   */
  readonly methodNotAllowed: (...args: Parameters<typeof methodNotAllowed>) => Sent;
  /**
   * You have no representation that this client accepts (RFC 9110 §15.5.7). Only your app sends it: Halyard never refuses an error because of `Accept`. A
   * browser gets the page of the status, a program a problem document (RFC 9457).
   *
   * @param message A text for the client, or data for it. The text of an Error stays in the log.
   * @param options `code`, `type`, `headers`, `view`, `format`, `cause`, `expose`, and what this response adds.
   * @example
   * return res.notAcceptable('This report exists as PDF only');
   */
  readonly notAcceptable: (...args: Parameters<typeof notAcceptable>) => Sent;
  /**
   * The complete request did not arrive in time (RFC 9110 §15.5.9). A browser gets the page of the status, a program a problem document (RFC 9457).
   *
   * @param message A text for the client, or data for it. The text of an Error stays in the log.
   * @param options `code`, `type`, `headers`, `view`, `format`, `cause`, `expose`, and what this response adds.
   * @example
   * return res.requestTimeout();
   */
  readonly requestTimeout: (...args: Parameters<typeof requestTimeout>) => Sent;
  /**
   * The request conflicts with the current state: a name is taken, or two edits crossed (RFC 9110 §15.5.10). Takes a message, data, or the issues and the
   * database error that `badRequest` takes. `redirectTo` is the page that a browser's form is sent back to. A browser gets its form again, with the errors
   * and what was typed, or else the page of the status. A program gets a problem document (RFC 9457).
   *
   * @param message A text for the client, or data for it. The text of an Error stays in the log.
   * @param redirectTo A path of this origin, or options with it. A browser's form goes back there.
   * @example
   * return res.conflict('This order is already paid');
   */
  readonly conflict: (...args: Parameters<typeof conflict>) => Sent;
  /**
   * The resource existed, and will not come back (RFC 9110 §15.5.11). A browser gets the page of the status, a program a problem document (RFC 9457).
   *
   * @param message A text for the client, or data for it. The text of an Error stays in the log.
   * @param options `code`, `type`, `headers`, `view`, `format`, `cause`, `expose`, and what this response adds.
   * @example
   * return res.gone('This article was withdrawn');
   */
  readonly gone: (...args: Parameters<typeof gone>) => Sent;
  /**
   * A condition in the request headers is false, for example an `If-Match` that no longer matches (RFC 9110 §15.5.13). A browser gets the page of the
   * status, a program a problem document (RFC 9457).
   *
   * @param message A text for the client, or data for it. The text of an Error stays in the log.
   * @param options `code`, `type`, `headers`, `view`, `format`, `cause`, `expose`, and what this response adds.
   * @example
   * return res.preconditionFailed('The article has changed since you read it');
   */
  readonly preconditionFailed: (...args: Parameters<typeof preconditionFailed>) => Sent;
  /**
   * The request is larger than you accept (RFC 9110 §15.5.14). Set `retryAfter` if the limit is temporary. A browser gets the page of the status, a program
   * a problem document (RFC 9457).
   *
   * @param message A text for the client, or data for it. The text of an Error stays in the log.
   * @param options `code`, `type`, `headers`, `view`, `format`, `cause`, `expose`, and what this response adds.
   * @example
   * return res.contentTooLarge('At most 5 MB');
   */
  readonly contentTooLarge: (...args: Parameters<typeof contentTooLarge>) => Sent;
  /**
   * You do not accept the media type of this request (RFC 9110 §15.5.16). `accept` lists the media types that you accept. A browser gets the page of the
   * status, a program a problem document (RFC 9457).
   *
   * @param message A text for the client, or data for it. The text of an Error stays in the log.
   * @param options `code`, `type`, `headers`, `view`, `format`, `cause`, `expose`, and what this response adds.
   * @example
   * return res.unsupportedMediaType({ accept: ['image/png', 'image/jpeg'] });
   */
  readonly unsupportedMediaType: (...args: Parameters<typeof unsupportedMediaType>) => Sent;
  /**
   * The request is well-formed, but its content cannot be processed (RFC 9110 §15.5.21). It takes the same arguments as `badRequest`. A browser gets its
   * form again, with the errors and what was typed, or else the page of the status. A program gets a problem document (RFC 9457).
   *
   * @param validationErrors A message, a list of `{ path, message }`, messages by field, or the error of a validation library.
   * @param redirectTo A path of this origin, or options with it. A browser's form goes back there.
   * @example
   * return res.unprocessableContent({ amount: 'More than your balance' }, '/payments/new');
   */
  readonly unprocessableContent: (...args: Parameters<typeof unprocessableContent>) => Sent;
  /**
   * The request must be conditional, so that no update is lost (RFC 6585 §3). Name the required header in your message. A browser gets the page of the
   * status, a program a problem document (RFC 9457).
   *
   * @param message A text for the client, or data for it. The text of an Error stays in the log.
   * @param options `code`, `type`, `headers`, `view`, `format`, `cause`, `expose`, and what this response adds.
   * @example
   * return res.preconditionRequired('Send If-Match');
   */
  readonly preconditionRequired: (...args: Parameters<typeof preconditionRequired>) => Sent;
  /**
   * The client sent too many requests in a short time (RFC 6585 §4). `retryAfter` is the time after which the client may try again. A browser gets the page
   * of the status, a program a problem document (RFC 9457).
   *
   * @param message A text for the client, or data for it. The text of an Error stays in the log.
   * @param options `code`, `type`, `headers`, `view`, `format`, `cause`, `expose`, and what this response adds.
   * @example
   * return res.tooManyRequests('One export a minute', { retryAfter: 42 });
   */
  readonly tooManyRequests: (...args: Parameters<typeof tooManyRequests>) => Sent;
  /**
   * You may not show the resource because of a legal demand (RFC 7725). `blockedBy` is the URI of the organisation that carries out the block. A browser
   * gets the page of the status, a program a problem document (RFC 9457).
   *
   * @param message A text for the client, or data for it. The text of an Error stays in the log.
   * @param options `code`, `type`, `headers`, `view`, `format`, `cause`, `expose`, and what this response adds.
   * @example
   * return res.unavailableForLegalReasons({ blockedBy: 'https://authority.example' });
   */
  readonly unavailableForLegalReasons: (...args: Parameters<typeof unavailableForLegalReasons>) => Sent;
}
