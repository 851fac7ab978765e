import type { IncomingRequest } from '../ports/request.ts';
import type { Outcome } from '../responses/outcome.ts';

/** Fields without which a status must not go out, where neither the call nor the app has set them (RFC 9110 §15.5.2, §15.5.6). */
export function withRequiredHeaders(outcome: Outcome, request: IncomingRequest, challenge: string): Outcome {
  if (outcome.status === 401) return requiredHeaders(outcome, request, 'www-authenticate', challenge);
  if (outcome.status === 405) return requiredHeaders(outcome, request, 'allow', '');
  return outcome;
}

function requiredHeaders(outcome: Outcome, request: IncomingRequest, name: string, value: string): Outcome {
  if ((outcome.headers !== undefined && Object.hasOwn(outcome.headers, name)) || request.replyHeader(name) !== undefined) return outcome;
  return { ...outcome, headers: { ...outcome.headers, [name]: value } };
}
