/** The members of Node's reply, over HTTP/1.1 or HTTP/2, that show why it was destroyed. */
interface Destroyable {
  readonly errored?: unknown;
  readonly stream?: { readonly errored?: unknown } | null | undefined;
}

/**
 * The error with which the app or the server has destroyed a reply, as `pipeline(source, reply)` does if the source fails. `undefined`: the reply was not
 * destroyed, or the client has disconnected.
 */
export function destroyedWith(reply: object): unknown {
  const { errored, stream } = reply as Destroyable;
  const error = errored ?? stream?.errored ?? undefined;
  return isOfClient(error as Failure | undefined) ? undefined : error;
}

interface Failure {
  readonly code?: unknown;
  readonly errno?: unknown;
}

const OF_SOCKET: ReadonlySet<unknown> = new Set(['ECONNRESET', 'EPIPE', 'ETIMEDOUT']);

/** Over HTTP/2, Node destroys a stream with an error if the client resets it or the connection. A broken response of an upstream has no `errno`. */
function isOfClient(error: Failure | undefined): boolean {
  if (typeof error !== 'object' || error === null) return false;
  return String(error.code).startsWith('ERR_HTTP2_') || (OF_SOCKET.has(error.code) && error.errno !== undefined);
}
