import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { MessageReplies } from '../../hosting/sockets/message-replies.ts';
import type { Message } from '../../hosting/sockets/message-reply.ts';
import { upgradeMessage } from '../../hosting/sockets/upgrade-message.ts';
import { closing, OPEN, type WebSocketLike } from './closing.ts';
import { type Failing, guardFunctions, type UpgradeOptions } from './guarded-functions.ts';
import { type Refusal, readRefusal } from './refusal.ts';

type Connected = (...args: unknown[]) => void;

/** Members of a `WebSocketServer` that upgrade a connection. */
interface Upgrading {
  emit(event: 'connection', ...args: unknown[]): boolean;
  readonly options?: UpgradeOptions;
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer, connected: Connected): void;
}

/** The sockets that connections have become. */
const opened = new WeakMap<Duplex, WebSocketLike>();

/** The request of an upgrade as a message. Once its connection is a WebSocket, an HTTP answer would be an invalid frame, so the answer closes the socket. */
export function upgrading(request: IncomingMessage, socket: Duplex): Message {
  const http = upgradeMessage(request, socket);
  return {
    ...http,
    get isOpen() {
      return opened.get(socket)?.readyState === OPEN || (!opened.has(socket) && socket.writable);
    },
    send(answer, fields) {
      const client = opened.get(socket);
      if (client === undefined) http.send(answer, fields);
      else closing(client, request).send(answer, fields);
    },
  };
}

/** The requests for which the gate was asked. An upgrade that `upgrade()` wraps comes to `handleUpgrade()` as well. */
const asked = new WeakSet<IncomingMessage>();

/** Answers an upgrade that meets a planned outage, and returns whether it did. */
export function closesUpgrade({ closes }: MessageReplies, request: IncomingMessage, message: Message): boolean {
  if (closes === undefined || asked.has(request)) return false;
  asked.add(request);
  return closes(message);
}

/**
 * Makes Halyard answer a refused upgrade with a problem document: of `verifyClient`, of `handleProtocols`, and of ws itself. An exception or a rejection
 * in them would end the process.
 */
export function guardUpgrades(wss: Upgrading, replies: MessageReplies): void {
  const { responder, reply } = replies;
  const { handleUpgrade, options } = wss;
  if (typeof handleUpgrade !== 'function') return;
  const failing = new WeakMap<object, Failing>();
  wss.handleUpgrade = (request, socket, head, connected) => {
    const message = upgrading(request, socket);
    if (closesUpgrade(replies, request, message)) return;
    const res = reply(message);
    const fail = (error: unknown): void => {
      release();
      responder.fail(res, error);
    };
    const late = (error: unknown): void => void responder.fail(reply({ ...message, isOpen: true, send: () => undefined }), error);
    failing.set(request, { fail, late });
    if (options !== undefined) guardFunctions(options, (one) => failing.get(one));
    const release = onRefusal(socket, ({ status, text, headers }) => {
      const entry = responder.settings.mapping.responses.byStatus.get(status);
      // 405 has other arguments. A status without a response method has no entry.
      if (entry === undefined || status === 405) fail(Object.assign(new Error(text ?? STATUS_CODES[status]), { status, expose: status < 500, headers }));
      else responder.respondWith(res, entry.name, text, { headers });
    });
    try {
      handleUpgrade.call(wss, request, socket, head, (...args) => {
        release();
        opened.set(socket, args[0] as WebSocketLike);
        // ws passes its own `emit`, bound when the server was made. The one of the server guards the listeners.
        if (connected.name === 'bound emit') wss.emit('connection', ...args);
        else connected(...args);
      });
    } catch (error) {
      fail(error);
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
