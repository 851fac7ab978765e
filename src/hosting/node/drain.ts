import { constants, type Http2ServerRequest } from 'node:http2';
import { MAX_BYTES, MAX_MILLISECONDS } from '../shared/end-after-body.ts';

/**
 * Answered before the body was read, over HTTP/2, where the answer is whole at once: what the client still sends is taken in, or its flow control would hold it up
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
