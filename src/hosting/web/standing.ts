import { LEFTOVERS } from '../../core/headers/leftovers.ts';
import { STATE } from '../../core/pipeline/answered.ts';
import { reportHostAnswer } from '../../core/pipeline/second-answer.ts';
import { isPromiseLike, type MaybePromise } from '../../core/values/maybe-promise.ts';
import type { Exchange } from './exchange.ts';

/**
 * What goes out when the app hands back `given`: that, or a failure of ours that it has asked for before. An app that goes on after
 * `reply.badRequest()` and returns a success of its own would send what the log knows as a failure. A Response with the status of ours is
 * ours with something done to it, as by a compression.
 */
export function standing(exchange: Exchange, given: Response | undefined): MaybePromise<Response | undefined> {
  if (!exchange.failureStands || exchange.isUnmatched || exchange.sink !== undefined) return given;
  const ours = exchange.given(undefined);
  return isPromiseLike(ours) ? ours.then((answer) => chosen(exchange, answer, given)) : chosen(exchange, ours, given);
}

function chosen(exchange: Exchange, ours: Response, given: Response | undefined): Response {
  if (given === undefined || given === ours) return ours;
  if (given.status === ours.status) return given;
  const state = exchange[STATE];
  if (state !== undefined) reportHostAnswer(state, `a Response with status ${given.status}`);
  const response = new Response(bodyOf(exchange, ours), { status: ours.status, headers: mergedHeaders(ours.headers, given.headers) });
  exchange.response = response;
  // Nobody will read it.
  if (given.body !== null && !given.bodyUsed && !given.body.locked) given.body.cancel().then(undefined, () => undefined);
  return response;
}

/** Somebody may have read ours to make the other one of it. */
function bodyOf({ written, request }: Exchange, ours: Response): string | ReadableStream<Uint8Array> | null {
  if (request.method === 'HEAD' || ours.body === null) return null;
  if (written !== undefined) return written;
  return ours.bodyUsed || ours.body.locked ? null : ours.body;
}

/** Ours, and those that middleware has put on the other one and that are not about its body: CORS, a request id, a session's cookie. */
function mergedHeaders(ours: Headers, given: Headers): Headers {
  const fields = new Headers(ours);
  const cookies = new Set(ours.getSetCookie());
  for (const [name, value] of given) {
    if (name === 'set-cookie') {
      if (!cookies.has(value)) fields.append(name, value);
    } else if (!fields.has(name) && !LEFTOVERS.includes(name)) fields.set(name, value);
  }
  return fields;
}
