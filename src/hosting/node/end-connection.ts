import { ServerResponse } from 'node:http';
import { constants, Http2ServerResponse } from 'node:http2';
import type { NodeReply } from './node-request.ts';

interface Socket {
  readonly destroyed?: boolean;
  destroy?(): unknown;
}

/** How long middleware that has replaced `end` may take to finish an answer. A session is saved and a body is compressed within it. */
const GRACE_MILLISECONDS = 1_000;

/**
 * Ends the connection of an answer that cannot be finished. The app may have ended the answer already: express-session delays the end until the session
 * is saved, and compression until the body is compressed. So an answer whose `end` was replaced has some time to finish by itself.
 */
export function endConnection(reply: NodeReply): void {
  if (ENDS.includes(reply.end)) {
    breakConnection(reply);
    return;
  }
  const emitter = reply as ServerResponse;
  const timer = setTimeout(() => breakConnection(reply), GRACE_MILLISECONDS);
  const done = (): void => clearTimeout(timer);
  emitter.once('finish', done).once('close', done);
}

const ENDS: readonly unknown[] = [ServerResponse.prototype.end, Http2ServerResponse.prototype.end];

/**
 * Breaks off the connection. The client sees that the content is incomplete: no final chunk, no END_STREAM (RFC 9112 §7.1, RFC 9113 §8.1). Middleware
 * may have wrapped the reply, so each way to the connection is tried.
 */
function breakConnection(reply: NodeReply): void {
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
 * Ends the reply of an AWS Lambda adapter, whose socket is a stub. Without this the adapter waits until the function times out. The error makes the
 * function fail, and the gateway answers with a 5xx. Adapters listen only after the app has returned.
 */
function breakOff(reply: ServerResponse): void {
  const error = new Error('The answer broke off.');
  // The adapter may show the stack to the client, so it has no frames of the app.
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
      // This way failed, so the next one is tried.
    }
  }
  return undefined;
}
