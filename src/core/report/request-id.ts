import type { IncomingRequest } from '../ports/request.ts';

const SAFE_ID = /^[\w.:+/=-]{1,64}$/;
const TRACEPARENT = /^(?!ff)[\da-f]{2}-([\da-f]{32})-([\da-f]{16})-[\da-f]{2}(?:-|$)/;
const ZEROS = /^0+$/;

/** The request id: the one that the app set on the reply, or else the client's own if it is short and safe. */
export function requestId(request: IncomingRequest): string | undefined {
  const id = request.replyHeader('x-request-id') ?? request.header('x-request-id');
  return id !== undefined && SAFE_ID.test(id) ? id : undefined;
}

/** The trace id of a well-formed `traceparent` (W3C Trace Context §3.2). */
export function traceId(request: IncomingRequest): string | undefined {
  const header = request.header('traceparent');
  // Version 00 has exactly these four parts. A later version may have more (§4.3).
  const whole = header?.startsWith('00-') && header.length !== 55 ? undefined : header;
  const [, trace, span] = (whole === undefined ? null : TRACEPARENT.exec(whole)) ?? [];
  return trace === undefined || ZEROS.test(trace) || ZEROS.test(span as string) ? undefined : trace;
}
