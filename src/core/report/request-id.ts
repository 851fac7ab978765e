import type { IncomingRequest } from '../ports/request.ts';

const SAFE_ID = /^[\w.:+/=-]{1,64}$/;
/** Version 00 has exactly four parts, which are 55 characters. A later version may have more (W3C Trace Context §4.3). An id of zeros is not valid. */
const TRACEPARENT = /^(?!ff|00.{54})[\da-f]{2}-(?!0{32})([\da-f]{32})-(?!0{16})[\da-f]{16}-[\da-f]{2}(?:-|$)/;

/** The request id: the one that the app set on the reply, or else the client's own if it is short and safe. */
export function requestId(request: IncomingRequest): string | undefined {
  const id = request.replyHeader('x-request-id') ?? request.header('x-request-id');
  return id !== undefined && SAFE_ID.test(id) ? id : undefined;
}

/** The trace id of a well-formed `traceparent` (W3C Trace Context §3.2). */
export function traceId(request: IncomingRequest): string | undefined {
  return TRACEPARENT.exec(request.header('traceparent') ?? '')?.[1];
}
