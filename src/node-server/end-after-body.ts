import type { IncomingMessage, ServerResponse } from 'node:http';
import { constants, type Http2ServerRequest } from 'node:http2';

/** As much of an unread body as we take in so that the client reads our answer: a form with a 50 MB file sees its 413. */
const MAX_BYTES = 128 * 1024 * 1024;
const MAX_MILLISECONDS = 30_000;

/**
 * Answered before the body was read. The whole answer goes out at once; the rest of the body is taken in and thrown away, within
 * limits, and only then the reply ends. Ending it at once would let Node close a connection that is not kept alive while the client
 * still sends, which resets it, and the client would lose the answer; reading for ever would be a gift to slow senders.
 */
export function endAfterBody(request: IncomingMessage, reply: ServerResponse, body: string | undefined): void {
  if (body === undefined) reply.flushHeaders();
  else reply.write(body);
  let bytes = 0;
  const end = (): void => {
    clearTimeout(timer);
    reply.end();
  };
  const giveUp = (): void => {
    clearTimeout(timer);
    request.socket.destroy();
  };
  const timer = setTimeout(giveUp, MAX_MILLISECONDS);
  // Something else may have begun to read it, and paused.
  request.unpipe();
  request.on('data', (chunk: Buffer | string) => {
    bytes += chunk.length;
    if (bytes > MAX_BYTES) giveUp();
  });
  request.once('end', end).once('close', end);
  // Its failure is the client's going away, which is no news after the answer.
  request.on('error', giveUp);
  request.resume();
}

/**
 * The same over HTTP/2, where the answer is whole at once: what the client still sends is taken in, or its flow control would hold it up
 * for ever; beyond the limits it is told that it need not (RFC 9113 §8.1).
 */
export function drain(request: Http2ServerRequest): void {
  const { stream } = request;
  if (stream === undefined || stream.readableEnded || stream.closed) return;
  let bytes = 0;
  const stop = (): void => stream.close(constants.NGHTTP2_NO_ERROR);
  const timer = setTimeout(stop, MAX_MILLISECONDS);
  stream.once('close', () => clearTimeout(timer));
  request.on('data', (chunk: Buffer | string) => {
    bytes += chunk.length;
    if (bytes > MAX_BYTES) stop();
  });
  request.resume();
}
