import type { IncomingMessage } from 'node:http';
import { callListeners, type Listener } from '../../hosting/sockets/call-listeners.ts';
import type { CurrentMessages } from '../../hosting/sockets/current-message.ts';
import type { MessageReplies } from '../../hosting/sockets/message-replies.ts';
import { closing, OPEN, type WebSocketLike } from './closing.ts';

interface Emitter {
  emit(event: string, ...args: unknown[]): boolean;
  rawListeners(event: string): Listener[];
  prependListener(event: 'connection', listener: (...args: unknown[]) => void): unknown;
}

/** What guards the listeners of a server. */
export interface Guard {
  readonly replies: MessageReplies;
  /** The request of each socket. */
  readonly handshakes: WeakMap<object, IncomingMessage>;
  readonly current: CurrentMessages<WebSocketLike>;
}

/** Makes Halyard answer the failures of the app's own listeners, of which the process would end: of `connection`, and of each event of a socket. */
export function guardListeners(wss: Emitter, guard: Guard): void {
  wss.prependListener('connection', (socket, request) => guardSocket(socket as never, request as IncomingMessage, guard));
  const { emit } = wss;
  wss.emit = (event, ...args) => {
    if (event !== 'connection') return emit.call(wss, event, ...args);
    const [socket, request] = args as [WebSocketLike & Emitter, IncomingMessage];
    guardSocket(socket, request, guard);
    return emitTo(wss, event, args, { emit, fail: failing(socket, request, guard.replies) });
  };
}

function guardSocket(socket: WebSocketLike & Emitter, request: IncomingMessage, { replies, handshakes, current }: Guard): void {
  if (handshakes.has(socket)) return;
  handshakes.set(socket, request);
  // A malformed frame emits `error`, which ends the process if there is no listener. ws closes the socket itself.
  socket.on('error', () => undefined);
  const emit = socket.emit as Emitter['emit'];
  const fail = failing(socket, request, replies);
  // Every listener of an event can find its socket, also without `this`.
  socket.emit = (event, ...args) => {
    if (event === 'message' && closesMessage(socket, request, replies)) return true;
    return current.run({ socket }, () => emitTo(socket, event, args, { emit, fail }));
  };
}

/** Closes the socket of a message that meets a planned outage. A message that comes while it closes is dropped, because no listener may hear it. */
function closesMessage(socket: WebSocketLike & Emitter, request: IncomingMessage, { closes }: MessageReplies): boolean {
  if (closes === undefined || socket.rawListeners('message').length === 0) return false;
  if (closed.has(socket)) return true;
  if (!closes(closing(socket, request))) return false;
  closed.add(socket);
  return true;
}

const closed = new WeakSet<object>();

function emitTo(emitter: Emitter, event: string, args: readonly unknown[], { emit, fail }: { emit: Emitter['emit']; fail(error: unknown): void }): boolean {
  const listeners = emitter.rawListeners(event);
  if (listeners.length === 0) return emit.call(emitter, event, ...args);
  callListeners(emitter, listeners, { args, fail });
  return true;
}

/** Closes the socket with the response of the error. If the socket is closed, the log has the error. */
function failing(socket: WebSocketLike, request: IncomingMessage, { responder, reply }: MessageReplies): (error: unknown) => void {
  return (error) => {
    const message = closing(socket, request);
    const isOpen = socket.readyState === OPEN;
    responder.fail(reply(isOpen ? message : { ...message, socket, isOpen: true, send: () => undefined }), error);
  };
}
