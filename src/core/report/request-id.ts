import type { IncomingRequest } from '../ports/request.ts';

const SAFE_ID = /^[\w.:+/=-]{1,64}$/;
const TRACEPARENT = /^(?!ff)[\da-f]{2}-([\da-f]{32})-([\da-f]{16})-[\da-f]{2}(?:-|$)/;
const ZEROS = /^0+$/;

/** The request's id: the one the app put on the reply, else the client's own if it is short and harmless. */
export function requestId(request: IncomingRequest): string | undefined {
  const id = request.replyHeader('x-request-id') ?? request.header('x-request-id');
  return id !== undefined && SAFE_ID.test(id) ? id : undefined;
}

/** The trace a well-formed `traceparent` names (W3C Trace Context §3.2). */
export function traceId(request: IncomingRequest): string | undefined {
  const header = request.header('traceparent');
  // Version 00 has these four parts and no more; a later one may go on (§4.3).
  const whole = header?.startsWith('00-') && header.length !== 55 ? undefined : header;
  const [, trace, span] = (whole === undefined ? null : TRACEPARENT.exec(whole)) ?? [];
  return trace === undefined || ZEROS.test(trace) || ZEROS.test(span as string) ? undefined : trace;
}
