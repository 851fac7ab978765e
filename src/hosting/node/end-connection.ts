import type { ServerResponse } from 'node:http';
import { constants } from 'node:http2';
import type { NodeReply } from './node-request.ts';

interface Socket {
  readonly destroyed?: boolean;
  destroy?(): unknown;
}

/**
 * Ends the connection of an answer that cannot be finished, so that the client sees that what it has is not whole: no final chunk, no
 * END_STREAM (RFC 9112 §7.1, RFC 9113 §8.1). Middleware may have laid anything over the reply: each way to its connection is tried.
 */
export function endConnection(reply: NodeReply): void {
  const stream = first([() => (reply as { stream?: unknown }).stream, () => (reply.req as { stream?: unknown }).stream]) as Http2Stream | undefined;
  if (stream !== undefined) {
    stream.close(constants.NGHTTP2_INTERNAL_ERROR);
    return;
  }
  const socket = first([() => reply.socket, () => reply.req.socket, () => (reply.req as { connection?: unknown }).connection]) as Socket | undefined;
  socket?.destroy?.();
  if (socket?.destroyed !== true) breakOff(reply as ServerResponse);
}

/**
 * The reply of an adapter for AWS Lambda has a stub for its socket, and waits for the end of the answer until the function's time is up.
 * Its error makes the function fail, which the gateway answers with a 5xx. Adapters listen only after the app has returned.
 */
function breakOff(reply: ServerResponse): void {
  const error = new Error('The answer broke off.');
  // It may be shown to the client, and has nothing of the app in it.
  error.stack = String(error);
  reply.destroy();
  setImmediate(() => {
    if (reply.listenerCount('error') > 0) reply.emit('error', error);
    reply.emit('close');
  });
}

interface Http2Stream {
  close(code: number): unknown;
}

function first(ways: readonly (() => unknown)[]): unknown {
  for (const way of ways) {
    try {
      const found = way();
      if (found !== undefined && found !== null) return found;
    } catch {
      // The next way.
    }
  }
  return undefined;
}
