import type { IncomingMessage } from 'node:http';
import type { Http2ServerRequest } from 'node:http2';
import { isUrlEncodedType, MAX_FORM } from '../shared/form-fields.ts';

export type FormMessage = (IncomingMessage | Http2ServerRequest) & { body?: unknown };

const copies = new WeakMap<FormMessage, Buffer[]>();

/**
 * Keeps what passes of a form's body: a parser with a limit reads on above it and throws all of it away, and with it what was typed. It
 * is taken where the host hands it in, so that whoever reads the body notices nothing. Gone with the request.
 */
export function keepCopy(request: FormMessage): void {
  const length = Number(request.headers['content-length']);
  if (!(length > 0 && length <= MAX_FORM) || !isUrlEncoded(request) || copies.has(request)) return;
  const chunks: Buffer[] = [];
  copies.set(request, chunks);
  const { push } = request;
  request.push = function (chunk: unknown, encoding?: BufferEncoding) {
    // A copy of the bytes: the chunk is a view of a larger piece of memory, which it would hold.
    if (chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk));
    return push.call(this, chunk, encoding);
  };
}

/** The whole body, when it has passed and was kept. */
export function copyOf(request: FormMessage): string | undefined {
  const chunks = request.readableEnded ? copies.get(request) : undefined;
  return chunks === undefined ? undefined : Buffer.concat(chunks).toString();
}

export function isUrlEncoded({ headers }: FormMessage): boolean {
  return isUrlEncodedType(headers['content-type']) && headers['content-encoding'] === undefined;
}
