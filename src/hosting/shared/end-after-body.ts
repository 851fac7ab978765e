/** How many bytes of an unread body are read so that the client receives the answer. A form with a file of 50 MB receives its 413. */
export const MAX_BYTES = 128 * 1024 * 1024;
/** How many milliseconds the rest of a body may take. */
export const MAX_MILLISECONDS = 30_000;

/** The members of Node's request that are used. Nothing of Node is imported here. */
export interface UnreadBody {
  /** Node takes it away if a handler leaves `for await (const chunk of request)` in the middle. */
  readonly socket: { destroy(): unknown } | null;
  unpipe(): unknown;
  on(event: 'data', listener: (chunk: { readonly length: number }) => void): unknown;
  on(event: 'error', listener: () => void): unknown;
  once(event: 'end' | 'close', listener: () => void): unknown;
  resume(): unknown;
}

/** The members of Node's reply that are used. */
export interface EarlyReply {
  flushHeaders(): unknown;
  write(body: string): unknown;
  end(): unknown;
}

/**
 * Answers before the request body was read. The whole answer is sent at once. The rest of the body is read and dropped within the limits, and then
 * the reply ends. An earlier end lets Node close a connection that is not kept alive. The client is still sending, so the connection is reset and the
 * client loses the answer. The limits stop slow senders.
 */
export function endAfterBody(request: UnreadBody, reply: EarlyReply, body: string | undefined): void {
  if (body === undefined) reply.flushHeaders();
  else reply.write(body);
  let bytes = 0;
  const end = (): void => {
    clearTimeout(timer);
    reply.end();
  };
  const giveUp = (): void => {
    clearTimeout(timer);
    request.socket?.destroy();
  };
  const timer = setTimeout(giveUp, MAX_MILLISECONDS);
  // Other code may have begun to read the body, and paused.
  request.unpipe();
  request.on('data', (chunk) => {
    bytes += chunk.length;
    if (bytes > MAX_BYTES) giveUp();
  });
  request.once('end', end);
  request.once('close', end);
  // The client has disconnected, which does not matter after the answer.
  request.on('error', giveUp);
  request.resume();
}

/**
 * Whether a request has a body. `complete` is false in a handler that is called with the head of a GET, so only these fields decide (RFC 9112 §6).
 */
export function hasBody({ headers }: { readonly headers: { readonly [name: string]: unknown } }): boolean {
  const length = headers['content-length'];
  return headers['transfer-encoding'] !== undefined || (length !== undefined && length !== '0');
}

/**
 * Whether the client waits for a `100 Continue` that was not sent. Then no body will come (RFC 9110 §10.1.1), and the answer ends at once, because
 * Node closes the connection with it. Without a listener for `checkContinue`, Node sends the 100 before the app has the request.
 */
export function awaitsContinue({ headers }: { readonly headers: { readonly [name: string]: unknown } }, reply: object): boolean {
  if (headers['expect'] === undefined) return false;
  const { stream, _sent100: sent100 } = reply as { readonly stream?: Http2Stream; readonly _sent100?: boolean };
  return stream === undefined ? sent100 === false : stream.sentInfoHeaders?.some((fields) => fields[':status'] === 100) !== true;
}

interface Http2Stream {
  readonly sentInfoHeaders?: readonly { readonly [name: string]: unknown }[];
}
