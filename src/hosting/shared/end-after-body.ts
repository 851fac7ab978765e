/** As much of an unread body as we take in so that the client reads our answer: a form with a 50 MB file sees its 413. */
export const MAX_BYTES = 128 * 1024 * 1024;
export const MAX_MILLISECONDS = 30_000;

/** What we ask of Node's request; nothing of Node is imported here. */
export interface UnreadBody {
  readonly socket: { destroy(): unknown };
  unpipe(): unknown;
  on(event: 'data', listener: (chunk: { readonly length: number }) => void): unknown;
  on(event: 'error', listener: () => void): unknown;
  once(event: 'end' | 'close', listener: () => void): unknown;
  resume(): unknown;
}

/** What we ask of Node's reply. */
export interface EarlyReply {
  flushHeaders(): unknown;
  write(body: string): unknown;
  end(): unknown;
}

/**
 * Answered before the body was read. The whole answer goes out at once; the rest of the body is taken in and thrown away, within
 * limits, and only then the reply ends. Ending it at once would let Node close a connection that is not kept alive while the client
 * still sends, which resets it, and the client would lose the answer; reading for ever would be a gift to slow senders.
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
    request.socket.destroy();
  };
  const timer = setTimeout(giveUp, MAX_MILLISECONDS);
  // Something else may have begun to read it, and paused.
  request.unpipe();
  request.on('data', (chunk) => {
    bytes += chunk.length;
    if (bytes > MAX_BYTES) giveUp();
  });
  request.once('end', end);
  request.once('close', end);
  // Its failure is the client's going away, which is no news after the answer.
  request.on('error', giveUp);
  request.resume();
}

/** `complete` is false in a handler that is called with the head of a GET: only these fields announce a body (RFC 9112 §6). */
export function hasBody({ headers }: { readonly headers: { readonly [name: string]: unknown } }): boolean {
  const length = headers['content-length'];
  return headers['transfer-encoding'] !== undefined || (length !== undefined && length !== '0');
}

/**
 * Does the client keep its body back until it is asked for, and has nobody asked? Then none will come (RFC 9110 §10.1.1), and the answer
 * ends at once: Node closes the connection with it. Without a listener for `checkContinue` Node asks before the app has the request.
 */
export function awaitsContinue({ headers }: { readonly headers: { readonly [name: string]: unknown } }, reply: object): boolean {
  if (headers['expect'] === undefined) return false;
  const { stream, _sent100: asked } = reply as { readonly stream?: Http2Stream; readonly _sent100?: boolean };
  return stream === undefined ? asked === false : stream.sentInfoHeaders?.some((fields) => fields[':status'] === 100) !== true;
}

interface Http2Stream {
  readonly sentInfoHeaders?: readonly { readonly [name: string]: unknown }[];
}
