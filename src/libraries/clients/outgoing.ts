import { isError, readOwn, readProperty } from '../../core/values/guarded-read.ts';
import type { LibraryMapping } from '../../core/values/library-mapping.ts';

/** Codes of Node, undici, axios and node-fetch for an outgoing call that took too long. */
const TIMEOUTS: ReadonlySet<unknown> = new Set([
  'ETIMEDOUT',
  'ESOCKETTIMEDOUT',
  'ERR_SOCKET_CONNECTION_TIMEOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
]);

/** Codes of Node and undici for a connection that was refused, lost or never made. */
const CONNECTIONS: ReadonlySet<unknown> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EHOSTDOWN',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_SOCKET',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'CERT_HAS_EXPIRED',
]);

/** How many causes are read: `fetch failed` has the error of the socket as its cause, and that may be an AggregateError of two addresses. */
const DEPTH = 4;

/**
 * Returns the status for the failure of an outgoing call: 504 if it took too long, 502 if its connection failed. The option `upstream` decides whether
 * the client gets it. `undefined`: the error is of something else, such as the client's own connection.
 */
export function outgoingStatus(value: unknown): 502 | 504 | undefined {
  let error = value;
  for (let depth = 0; depth < DEPTH && isError(error); depth++) {
    const status = statusOfOne(error);
    if (status !== undefined) return status;
    error = readOwn(error, 'cause') ?? readProperty(readOwn(error, 'errors'), 0);
  }
  return undefined;
}

function statusOfOne(error: Error): 502 | 504 | undefined {
  const code = readOwn(error, 'code');
  // The request of the client was aborted. Node reports it with the same code as a connection that an upstream has closed.
  if (code === 'ECONNRESET' && readOwn(error, 'message') === 'aborted') return undefined;
  if (TIMEOUTS.has(code) || isTimeout(error, code)) return 504;
  return CONNECTIONS.has(code) ? 502 : undefined;
}

/** `AbortSignal.timeout()`, got and ky name their error so. axios has a code for it that it also uses for an aborted call. */
function isTimeout(error: Error, code: unknown): boolean {
  const message = readOwn(error, 'message');
  return readProperty(error, 'name') === 'TimeoutError' || (code === 'ECONNABORTED' && typeof message === 'string' && /^timeout\b/.test(message));
}

/** Maps the failure of an outgoing call that no HTTP client has marked, such as that of a socket: a 500, with the status for the option `upstream`. */
export function outgoing(value: unknown): LibraryMapping | undefined {
  const upstream = outgoingStatus(value);
  return upstream === undefined ? undefined : { status: 500, upstream };
}
