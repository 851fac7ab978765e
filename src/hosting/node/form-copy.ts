import type { IncomingMessage } from 'node:http';
import type { Http2ServerRequest } from 'node:http2';
import { isUrlEncodedType, MAX_FORM } from '../shared/form-fields.ts';

/** A request whose body a parser may have put into `body`. */
export type FormMessage = (IncomingMessage | Http2ServerRequest) & { body?: unknown };

const copies = new WeakMap<FormMessage, Buffer[]>();

/**
 * Copies the body of a small form while it is received. A parser with a limit discards the whole body above it, and the submitted values would be
 * lost. The copy is taken where Node pushes the bytes, so that it does not affect the reader. It lives as long as the request.
 */
export function keepCopy(request: FormMessage): void {
  const length = Number(request.headers['content-length']);
  if (!(length > 0 && length <= MAX_FORM) || !isUrlEncoded(request) || copies.has(request)) return;
  const chunks: Buffer[] = [];
  copies.set(request, chunks);
  const { push } = request;
  request.push = function (chunk: unknown, encoding?: BufferEncoding) {
    // The chunk is a view of a larger buffer, and keeping it would keep that buffer in memory.
    if (chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk));
    return push.call(this, chunk, encoding);
  };
}

/** The whole body as text, if it was copied and has ended. */
export function copyOf(request: FormMessage): string | undefined {
  const chunks = request.readableEnded ? copies.get(request) : undefined;
  return chunks === undefined ? undefined : Buffer.concat(chunks).toString();
}

/** Whether the request has a form without files and without a content coding. */
export function isUrlEncoded({ headers }: FormMessage): boolean {
  return isUrlEncodedType(headers['content-type']) && headers['content-encoding'] === undefined;
}
