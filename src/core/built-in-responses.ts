import { accepted } from './responses/accepted.ts';
import { badGateway } from './responses/bad-gateway.ts';
import { badRequest } from './responses/bad-request.ts';
import { conflict } from './responses/conflict.ts';
import { contentTooLarge } from './responses/content-too-large.ts';
import { created } from './responses/created.ts';
import { forbidden } from './responses/forbidden.ts';
import { gatewayTimeout } from './responses/gateway-timeout.ts';
import { gone } from './responses/gone.ts';
import { methodNotAllowed } from './responses/method-not-allowed.ts';
import { noContent } from './responses/no-content.ts';
import { notAcceptable } from './responses/not-acceptable.ts';
import { notFound } from './responses/not-found.ts';
import { notImplemented } from './responses/not-implemented.ts';
import { ok } from './responses/ok.ts';
import { paymentRequired } from './responses/payment-required.ts';
import { preconditionFailed } from './responses/precondition-failed.ts';
import { preconditionRequired } from './responses/precondition-required.ts';
import { requestTimeout } from './responses/request-timeout.ts';
import { serverError } from './responses/server-error.ts';
import { serviceUnavailable } from './responses/service-unavailable.ts';
import { tooManyRequests } from './responses/too-many-requests.ts';
import { unauthorized } from './responses/unauthorized.ts';
import { unavailableForLegalReasons } from './responses/unavailable-for-legal-reasons.ts';
import { unprocessableContent } from './responses/unprocessable-content.ts';
import { unsupportedMediaType } from './responses/unsupported-media-type.ts';

/** Every response there is, for the table; each knows its own name. */
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
