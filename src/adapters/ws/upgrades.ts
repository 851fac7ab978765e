import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { isPromiseLike } from '../../core/values/maybe-promise.ts';
import { statusPhrase } from '../../core/values/status.ts';
import type { MessageReplies } from '../../hosting/sockets/message-replies.ts';
import type { Answer, Message } from '../../hosting/sockets/message-reply.ts';
import { type Refusal, readRefusal } from './refusal.ts';

type Decide = (verified: unknown, code?: number, message?: string, headers?: object) => void;
type Verify = (info: unknown, decide?: Decide) => unknown;
type Connected = (...args: unknown[]) => void;

/** Members of a `WebSocketServer` that upgrade a connection. */
interface Upgrading {
  emit(event: 'connection', ...args: unknown[]): boolean;
  readonly options?: { verifyClient?: Verify | null };
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer, connected: Connected): void;
}

/** The request of an upgrade as a message. The answer is written to its connection, which then closes. */
export function upgradeMessage(request: IncomingMessage, socket: Duplex): Message {
  return {
    socket,
    event: request.url ?? '/',
    handshake: request,
    get isOpen() {
      return socket.writable;
    },
    send(answer) {
      socket.once('error', () => socket.destroy());
      socket.once('finish', () => socket.destroy());
      socket.end(textOf(answer));
    },
  };
}

/**
 * Makes Halyard answer a refused upgrade with a problem document: of `verifyClient`, of `handleProtocols`, and of ws itself. An exception or a rejection
 * in them would end the process.
 */
export function guardUpgrades(wss: Upgrading, { responder, reply }: MessageReplies): void {
  const { handleUpgrade, options } = wss;
  if (typeof handleUpgrade !== 'function') return;
  const verifiers = new WeakSet<Verify>();
  wss.handleUpgrade = (request, socket, head, connected) => {
    const res = reply(upgradeMessage(request, socket));
    const fail = (error: unknown): unknown => {
      release();
      return responder.fail(res, error);
    };
    const verify = options?.verifyClient;
    if (options !== undefined && typeof verify === 'function' && !verifiers.has(verify)) {
      options.verifyClient = guardedVerifier(verify.bind(options), verify.length === 2);
      verifiers.add(options.verifyClient);
    }
    failures.set(request, fail);
    const release = onRefusal(socket, ({ status, text, headers }) => {
      const entry = responder.settings.mapping.responses.byStatus.get(status);
      // 405 has other arguments. A status without a response method has no entry.
      if (entry === undefined || status === 405) fail(Object.assign(new Error(text ?? STATUS_CODES[status]), { status, expose: status < 500, headers }));
      else responder.respondWith(res, entry.name, text, { headers });
    });
    let isConnected = false;
    try {
      handleUpgrade.call(wss, request, socket, head, (...args) => {
        release();
        isConnected = true;
        // ws passes its own `emit`, bound when the server was made. The one of the server guards the listeners.
        if (connected.name === 'bound emit') wss.emit('connection', ...args);
        else connected(...args);
      });
    } catch (error) {
      // The connection is a WebSocket by now, so an HTTP answer would be noise. The error is the app's, as without Halyard.
      if (isConnected) throw error;
      fail(error);
    }
  };
}

/** The function that answers a failed upgrade, for each request. */
const failures = new WeakMap<object, (error: unknown) => unknown>();

/** A verifier that can fail and can be async. Without it, ws takes the promise of an async function with one argument for a "yes". */
function guardedVerifier(verify: Verify, takesCallback: boolean): Verify {
  return function guarded(info, decide) {
    const fail = failures.get((info as { req: object }).req);
    let isDecided = false;
    const once: Decide = (...decision) => {
      if (isDecided) return;
      isDecided = true;
      decide?.(...decision);
    };
    const failed = (error: unknown): void => {
      if (isDecided) return;
      isDecided = true;
      fail?.(error);
    };
    try {
      const result = takesCallback ? verify(info, once) : verify(info);
      if (isPromiseLike(result)) Promise.resolve(result).then(takesCallback ? undefined : (verified) => once(verified), failed);
      else if (!takesCallback) once(result);
    } catch (error) {
      failed(error);
    }
  };
}

/** Calls `refused` in place of the answer that ws writes to refuse an upgrade. Returns the function that ends this. */
function onRefusal(socket: Duplex, refused: (refusal: Refusal) => void): () => void {
  const { end } = socket;
  const isOwn = Object.hasOwn(socket, 'end');
  const release = (): void => {
    if (isOwn) socket.end = end;
    else delete (socket as { end?: unknown }).end;
  };
  socket.end = ((...args: Parameters<typeof end>) => {
    release();
    const refusal = readRefusal(args[0]);
    if (refusal === undefined) return end.apply(socket, args);
    refused(refusal);
    return socket;
  }) as typeof socket.end;
  return release;
}

function textOf({ status, headers, body }: Answer): string {
  const text = body === undefined ? '' : JSON.stringify(body);
  const fields = {
    ...headers,
    connection: 'close',
    'content-type': 'application/problem+json',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  };
  const lines = Object.entries(fields).flatMap(([name, value]) => [value].flat().map((one) => `${name}: ${one}\r\n`));
  return `HTTP/1.1 ${status} ${statusPhrase(status)}\r\n${lines.join('')}\r\n${text}`;
}
