import { isHttpClientError } from '../../core/error-mapping/http-client-error.ts';
import { isError, readOwn, readProperty } from '../../core/values/guarded-read.ts';
import type { LibraryMapping } from '../../core/values/library-mapping.ts';
import { isHttpException } from '../frameworks/nest.ts';
import { wreck } from './wreck.ts';

/** Codes of Node, undici, axios, node-fetch and superagent for an outgoing call that took too long. */
const TIMEOUTS: ReadonlySet<unknown> = new Set([
  'ETIMEDOUT',
  'ETIME',
  'ESOCKETTIMEDOUT',
  'ERR_SOCKET_CONNECTION_TIMEOUT',
  'ERR_TLS_HANDSHAKE_TIMEOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
]);

/** Codes of Node, OpenSSL and undici for a connection that was refused, lost or never made, and for an answer that is not HTTP. */
const CONNECTIONS: ReadonlySet<unknown> = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN', 'ENETDOWN', 'ENOTFOUND', 'EAI_AGAIN', 'EPROTO'],
  ...['UND_ERR_SOCKET', 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH', 'UND_ERR_RES_EXCEEDED_MAX_SIZE', 'UND_ERR_HEADERS_OVERFLOW', 'UND_ERR_RESPONSE'],
  // Certificates that Node does not trust (X509_V_ERR_… of OpenSSL).
  ...['ERR_TLS_CERT_ALTNAME_INVALID', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN', 'CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'],
  ...['CERT_REVOKED', 'CERT_UNTRUSTED', 'CERT_REJECTED', 'CERT_SIGNATURE_FAILURE', 'CERT_CHAIN_TOO_LONG', 'INVALID_CA', 'HOSTNAME_MISMATCH'],
  ...['UNABLE_TO_GET_ISSUER_CERT', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
]);

/** The codes of Node's parser for HTTP, and of a handshake of TLS. */
const PROTOCOLS = /^(?:HPE_|ERR_SSL_)/;

/** How many causes are read: `fetch failed` has the error of the socket as its cause, and that may be an AggregateError of two addresses. */
const DEPTH = 4;

/**
 * Returns the status for the failure of an outgoing call: 504 if it took too long, 502 if its connection failed. The option `upstream` decides whether
 * the client gets it. `undefined`: the error is of something else, such as the client's own connection.
 */
export function outgoingStatus(value: unknown): 502 | 504 | undefined {
  let error = value;
  for (let depth = 0; depth < DEPTH && isError(error); depth++) {
    const status = statusOfOne(error) ?? (depth > 0 ? statusOfAnswer(error) : undefined);
    if (status !== undefined) return status;
    // Sequelize keeps the error of the connection in `original`, and Stripe in `detail`.
    error = readOwn(error, 'cause') ?? readProperty(readOwn(error, 'errors'), 0) ?? readOwn(error, 'original') ?? readOwn(error, 'detail');
  }
  return undefined;
}

function statusOfOne(error: Error): 502 | 504 | undefined {
  const code = readOwn(error, 'code');
  // The request of the client was aborted. Node reports it with the same code as a connection that an upstream has closed.
  if (code === 'ECONNRESET' && readOwn(error, 'message') === 'aborted') return undefined;
  if (TIMEOUTS.has(code) || isTimeout(error, code)) return 504;
  return CONNECTIONS.has(code) || (typeof code === 'string' && PROTOCOLS.test(code)) ? 502 : undefined;
}

/** The status for the error of an HTTP client that the app's error wraps: the upstream has answered. */
function statusOfAnswer(error: Error): 502 | 504 | undefined {
  return wreck(error)?.upstream ?? (isHttpClientError(error) && !isHttpException(error) && !isAborted(error) ? 502 : undefined);
}

/** `AbortSignal.timeout()`, got and ky name their error so. axios and superagent have codes for it that they also use for an aborted call. */
function isTimeout(error: Error, code: unknown): boolean {
  if (readProperty(error, 'name') === 'TimeoutError' || TIMEOUTS.has(readOwn(error, 'errno'))) return true;
  const [message, config] = [readOwn(error, 'message'), readOwn(error, 'config')];
  if (code === 'ECONNABORTED') return typeof message === 'string' && (/^timeout\b/.test(message) || message === readOwn(config, 'timeoutErrorMessage'));
  // The signal of the call says why axios or Gaxios has aborted it.
  return readProperty(readProperty(readOwn(config, 'signal'), 'reason'), 'name') === 'TimeoutError';
}

/** Whether the app itself has aborted the call. Then neither server has failed. */
export function isAborted(error: Error): boolean {
  const [code, name] = [readOwn(error, 'code'), readProperty(error, 'name')];
  return code === 'ERR_CANCELED' || code === 'ERR_ABORTED' || code === 'UND_ERR_ABORTED' || name === 'AbortError' || name === 'CancelError';
}

/** Maps the failure of an outgoing call that no HTTP client has marked, such as that of a socket: a 500, with the status for the option `upstream`. */
export function outgoing(value: unknown): LibraryMapping | undefined {
  const upstream = outgoingStatus(value);
  return upstream === undefined ? undefined : { status: 500, upstream };
}
