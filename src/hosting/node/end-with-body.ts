import type { IncomingMessage, ServerResponse } from 'node:http';
import { endAfterBody } from '../shared/end-after-body.ts';

/** Delays the end of a reply that the host ends itself, until the unread rest of the request body was read. */
export function endWithBody(request: IncomingMessage, raw: ServerResponse): void {
  const own = Object.getOwnPropertyDescriptor(raw, 'end');
  raw.end = function endOnceRead(this: ServerResponse, chunk?: unknown): ServerResponse {
    if (own === undefined) delete (raw as { end?: unknown }).end;
    else Object.defineProperty(raw, 'end', own);
    endAfterBody(request, raw, (chunk ?? undefined) as string | undefined);
    return raw;
  };
}
