import type { IncomingRequest } from '../ports/request.ts';
import type { Outcome } from '../responses/outcome.ts';

/**
 * Adds `WWW-Authenticate` to a 401 (RFC 9110 §15.5.2). A field that the call or the app has set stays. `challenge` is the value. A 405 without `Allow` gets
 * none: only the app knows the methods, and an empty field says that the resource has no method at all (§10.2.1).
 */
export function withChallenge(outcome: Outcome, request: IncomingRequest, challenge: string): Outcome {
  const name = 'www-authenticate';
  if (outcome.status !== 401 || (outcome.headers !== undefined && Object.hasOwn(outcome.headers, name)) || request.replyHeader(name) !== undefined)
    return outcome;
  return { ...outcome, headers: { ...outcome.headers, [name]: challenge } };
}
