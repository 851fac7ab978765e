import { accepted } from './accepted.ts';
import { badGateway } from './bad-gateway.ts';
import { badRequest } from './bad-request.ts';
import { conflict } from './conflict.ts';
import { contentTooLarge } from './content-too-large.ts';
import { created } from './created.ts';
import { forbidden } from './forbidden.ts';
import { gatewayTimeout } from './gateway-timeout.ts';
import { gone } from './gone.ts';
import { methodNotAllowed } from './method-not-allowed.ts';
import { noContent } from './no-content.ts';
import { notAcceptable } from './not-acceptable.ts';
import { notFound } from './not-found.ts';
import { notImplemented } from './not-implemented.ts';
import { ok } from './ok.ts';
import { paymentRequired } from './payment-required.ts';
import { preconditionFailed } from './precondition-failed.ts';
import { preconditionRequired } from './precondition-required.ts';
import { requestTimeout } from './request-timeout.ts';
import { serverError } from './server-error.ts';
import { serviceUnavailable } from './service-unavailable.ts';
import { tooManyRequests } from './too-many-requests.ts';
import { unauthorized } from './unauthorized.ts';
import { unavailableForLegalReasons } from './unavailable-for-legal-reasons.ts';
import { unprocessableContent } from './unprocessable-content.ts';
import { unsupportedMediaType } from './unsupported-media-type.ts';

/** All built-in responses, for the response table. Each has its own name. */
export const BUILT_IN = [
  accepted,
  badGateway,
  badRequest,
  conflict,
  contentTooLarge,
  created,
  forbidden,
  gatewayTimeout,
  gone,
  methodNotAllowed,
  noContent,
  notAcceptable,
  notFound,
  notImplemented,
  ok,
  paymentRequired,
  preconditionFailed,
  preconditionRequired,
  requestTimeout,
  serverError,
  serviceUnavailable,
  tooManyRequests,
  unauthorized,
  unavailableForLegalReasons,
  unprocessableContent,
  unsupportedMediaType,
];
