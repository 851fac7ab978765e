import { STALE_FIELDS } from '../../core/headers/stale-fields.ts';
import { STATE } from '../../core/pipeline/answered.ts';
import { reportHostAnswer } from '../../core/pipeline/second-answer.ts';
import { isPromiseLike, type MaybePromise } from '../../core/values/maybe-promise.ts';
import type { Exchange } from './exchange.ts';

/**
 * Chooses the answer when the app returns the Response `returned`. A failure response that was called before stands. Otherwise an app that goes on after
 * `reply.badRequest()` and returns its own success would send what the log has as a failure. A Response with the status of the failure is a changed
 * version of it, as by a compression.
 */
export function finalAnswer(exchange: Exchange, returned: Response | undefined): MaybePromise<Response | undefined> {
  if (!exchange.failureStands || exchange.isUnmatched || exchange.sink !== undefined) return returned;
  const ours = exchange.answerFor(undefined);
  return isPromiseLike(ours) ? ours.then((answer) => chosen(exchange, answer, returned)) : chosen(exchange, ours, returned);
}

function chosen(exchange: Exchange, ours: Response, returned: Response | undefined): Response {
  if (returned === undefined || returned === ours) return ours;
  if (returned.status === ours.status) return returned;
  const state = exchange[STATE];
  if (state !== undefined) reportHostAnswer(state, `a Response with status ${returned.status}`);
  const response = new Response(bodyOf(exchange, ours), { status: ours.status, headers: mergedHeaders(ours.headers, returned.headers) });
  exchange.response = response;
  // The dropped body has no reader, so it is cancelled.
  if (returned.body !== null && !returned.bodyUsed && !returned.body.locked) returned.body.cancel().then(undefined, () => undefined);
  return response;
}

/** The body of the failure. Other code may have read it to make its own Response. */
function bodyOf({ written, request }: Exchange, ours: Response): string | ReadableStream<Uint8Array> | null {
  if (request.method === 'HEAD' || ours.body === null) return null;
  if (written !== undefined) return written;
  return ours.bodyUsed || ours.body.locked ? null : ours.body;
}

/**
 * The fields of the failure, with those that middleware has set on the other Response. Fields about its body are left out. CORS, a request id and a
 * session's cookie are kept.
 */
function mergedHeaders(ours: Headers, returned: Headers): Headers {
  const fields = new Headers(ours);
  const cookies = new Set(ours.getSetCookie());
  for (const [name, value] of returned) {
    if (name === 'set-cookie') {
      if (!cookies.has(value)) fields.append(name, value);
    } else if (!fields.has(name) && !STALE_FIELDS.includes(name)) fields.set(name, value);
  }
  return fields;
}
