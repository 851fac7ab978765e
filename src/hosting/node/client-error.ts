import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { statusPhrase } from '../../core/values/status.ts';

/** How long a client may take to read the answer and close. Closing at once would reset the connection, and the answer could be lost with it. */
const LINGER_MILLISECONDS = 2_000;

const STATUS: Readonly<Record<string, number>> = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408, HPE_CHUNK_EXTENSIONS_OVERFLOW: 413 };

/** What Node keeps on a connection: its own answer to a `clientError` reads the same. */
interface Connection extends Duplex {
  /** The reply whose turn it is. */
  readonly _httpMessage?: ServerResponse | null;
  readonly parser?: { readonly incoming?: IncomingMessage | null } | null;
}

const ended = new WeakSet<Duplex>();

/**
 * For a server's `clientError`: answers what never became a request (RFC 9112 §2.2), from memory, and closes. Where the request has its
 * answer, or a part of it, the connection is closed without another one.
 */
export function answerClientError(error: Error & { code?: string }, socket: Duplex): void {
  // The parser complains of each piece that still arrives.
  if (ended.has(socket)) return;
  ended.add(socket);
  // The network or TLS has failed: there is nobody who could read an answer.
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

/** Does the client have an answer, or a part of one, to what it is sending? */
function isAnswered({ _httpMessage: reply, parser }: Connection): boolean {
  if (reply) return reply.headersSent;
  // The answer has ended before the body has.
  return parser?.incoming?.complete === false;
}

/** What was written goes out and nothing else, and what still comes in is thrown away until the client closes. */
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
