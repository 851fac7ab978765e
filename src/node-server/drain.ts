import type { IncomingMessage, ServerResponse } from 'node:http';

/** As much of an unread body as we take in so that the client reads our answer: a form with a 50 MB file sees its 413. */
const MAX_BYTES = 128 * 1024 * 1024;
const MAX_MILLISECONDS = 30_000;

/**
 * Answered before the body was read: the rest is taken in and thrown away, within limits, and then the connection is closed. Closing
 * at once would reset it, and the client would lose the answer; reading for ever would be a gift to slow senders.
 */
export function drain(request: IncomingMessage, reply: ServerResponse): void {
  const { socket } = request;
  const declared = Number(request.headers['content-length']);
  if (declared > MAX_BYTES) {
    reply.once('finish', () => setTimeout(() => socket.destroy(), 1_000).unref());
  }
  let bytes = 0;
  const timer = setTimeout(() => socket.destroy(), MAX_MILLISECONDS).unref();
  request.on('data', (chunk: Buffer | string) => {
    bytes += chunk.length;
    if (bytes > MAX_BYTES) socket.destroy();
  });
  const done = (): void => clearTimeout(timer);
  request.once('end', done).once('close', done);
  // Its failure is the client's going away, which is no news after the answer.
  request.on('error', done);
  request.resume();
}
