import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { statusPhrase } from '../../core/values/status.ts';

/** How many milliseconds a client may take to read the answer and close. Closing at once would reset the connection, and the answer could be lost. */
const LINGER_MILLISECONDS = 2_000;

const STATUS: Readonly<Record<string, number>> = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408, HPE_CHUNK_EXTENSIONS_OVERFLOW: 413 };

/** The members that Node keeps on a connection. Node's own answer to a `clientError` reads the same ones. */
interface Connection extends Duplex {
  /** The reply that is written to the connection now. */
  readonly _httpMessage?: ServerResponse | null;
  readonly parser?: { readonly incoming?: IncomingMessage | null } | null;
}

const ended = new WeakSet<Duplex>();

/**
 * Handles a server's `clientError`: it answers input that never became a request (RFC 9112 §2.2), and closes. If the request has an answer, or a part
 * of one, the connection closes without a second one.
 */
export function answerClientError(error: Error & { code?: string }, socket: Duplex): void {
  // The parser emits an error for each piece that still arrives.
  if (ended.has(socket)) return;
  ended.add(socket);
  // The network or TLS has failed, so no client can read an answer.
  if (!isOfParser(error) || !socket.writable) {
    socket.destroy();
    return;
  }
  if (!isAnswered(socket)) socket.write(answerTo(error));
  closeGently(socket);
}

function isOfParser({ code = '' }: { readonly code?: string }): boolean {
  return code.startsWith('HPE_') || code === 'ERR_HTTP_REQUEST_TIMEOUT';
}

/** Whether the client has an answer, or a part of one, to what it is sending. */
function isAnswered({ _httpMessage: reply, parser }: Connection): boolean {
  if (reply) return reply.headersSent;
  // The answer has ended before the request body has.
  return parser?.incoming?.complete === false;
}

/** Sends what was written and nothing more. Further input is thrown away until the client closes. */
function closeGently(socket: Duplex): void {
  socket.end();
  const timer = setTimeout(() => socket.destroy(), LINGER_MILLISECONDS);
  socket.once('close', () => clearTimeout(timer));
}

function answerTo(error: { readonly code?: string }): string {
  const status = STATUS[error.code ?? ''] ?? 400;
  const title = statusPhrase(status);
  const body = JSON.stringify({ title, status });
  return `HTTP/1.1 ${status} ${title}\r\nContent-Type: application/problem+json\r\nContent-Length: ${body.length}\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n${body}`;
}
