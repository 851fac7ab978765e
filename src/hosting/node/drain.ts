import { constants, type Http2ServerRequest } from 'node:http2';
import { MAX_BYTES, MAX_MILLISECONDS } from '../shared/end-after-body.ts';

/**
 * Reads and drops the rest of an HTTP/2 request body after the answer. Otherwise flow control would block the client for ever. Beyond the limits the
 * stream closes with NO_ERROR, so that the client stops (RFC 9113 §8.1).
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
