import type { IncomingRequest } from '../ports/request.ts';
import type { Outcome } from '../responses/outcome.ts';

/**
 * Adds the header field that the status requires: `WWW-Authenticate` for 401 and `Allow` for 405 (RFC 9110 §15.5.2, §15.5.6). A field that the call or
 * the app has set stays. `challenge` is the value of `WWW-Authenticate`.
 */
export function withRequiredHeaders(outcome: Outcome, request: IncomingRequest, challenge: string): Outcome {
  if (outcome.status === 401) return requiredHeaders(outcome, request, 'www-authenticate', challenge);
  if (outcome.status === 405) return requiredHeaders(outcome, request, 'allow', '');
  return outcome;
}

function requiredHeaders(outcome: Outcome, request: IncomingRequest, name: string, value: string): Outcome {
  if ((outcome.headers !== undefined && Object.hasOwn(outcome.headers, name)) || request.replyHeader(name) !== undefined) return outcome;
  return { ...outcome, headers: { ...outcome.headers, [name]: value } };
}
