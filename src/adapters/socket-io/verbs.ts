import type { Server } from 'socket.io';
import { writeLog } from '../../core/report/report.ts';
import { boundedText, singleLine } from '../../core/values/bounded-text.ts';
import { askServer, type NodeServer, UnfitReply, type VirtualReply } from '../../hosting/node/virtual-connection.ts';
import { MessageClient } from '../../hosting/shared/message-client.ts';
import type { MessageReplies } from '../../hosting/sockets/message-replies.ts';
import type { Answer, Message, MessageReply } from '../../hosting/sockets/message-reply.ts';
import { BadEnvelope } from './bad-envelope.ts';
import { SocketCookies } from './cookies.ts';
import { readEnvelope, VERBS, type Verb } from './envelope.ts';
import { type AnySocket, handshakeOf } from './events.ts';

/** Requests of one socket that may be under way at once. */
const MAX_AT_ONCE = 256;
/** Bytes of an answer: it is held in memory, and again as the packet that it becomes. */
const MAX_ANSWER = 16 * 1024 * 1024;

/** What a socket's verbs need of the app. */
export interface VerbOptions {
  readonly io: Server;
  readonly server: NodeServer;
  /** May a page of this origin speak for the user whose cookies came with the handshake? */
  readonly isOwnOrigin: (socket: AnySocket) => boolean;
  /** Further header fields that a message may set. */
  readonly headers: ReadonlySet<string>;
}

/** Sails' wire protocol on one socket: each verb is an event, each message a request through the app's own routes, each answer an ack. */
export function answerVerbs(socket: AnySocket, replies: MessageReplies, options: VerbOptions): void {
  const cookies = new SocketCookies(socket.request.headers.cookie);
  const underWay = new Set<() => void>();
  // The app sees a client that has gone, as it would see a connection end.
  socket.once('disconnect', () => {
    for (const cancel of underWay) cancel();
  });
  for (const verb of VERBS) {
    socket.on(verb, (...args: unknown[]) => {
      const ack = args.slice(1).find((arg) => typeof arg === 'function') as Ack | undefined;
      answerVerb(verb, args[0], { ...options, replies, socket, cookies, underWay, ack });
    });
  }
}

/** The members are those that `sails.io.js` reads. */
type Ack = (answer: { readonly body: unknown; readonly headers: Answer['headers']; readonly statusCode: number }) => void;

interface Way extends VerbOptions {
  readonly replies: MessageReplies;
  readonly socket: AnySocket;
  readonly cookies: SocketCookies;
  readonly underWay: Set<() => void>;
  readonly ack: Ack | undefined;
}

function answerVerb(verb: Verb, envelope: unknown, way: Way): void {
  const { socket, cookies, underWay } = way;
  const { responder } = way.replies;
  // For what no route of the app's gets to see.
  const refusal = way.replies.reply(refusalOf(verb, way));
  try {
    if (underWay.size >= MAX_AT_ONCE) {
      responder.respondWith(refusal, 'tooManyRequests', 'Too many requests of this socket are under way.', { retryAfter: 1 });
      return;
    }
    if (!way.isOwnOrigin(socket)) {
      logForeignOrigin(way);
      responder.respondWith(refusal, 'forbidden', 'A page of another origin may not ask here.');
      return;
    }
    const fields = { ...socket.request.headers, cookie: cookies.field };
    const asked = readEnvelope(verb, envelope, fields, { named: way.headers, dropped: (name) => logDropped(name, way) });
    // Sockets of its own are not for a socket to open.
    if (isBelow(asked.path, way.io.path())) throw new BadEnvelope('The url leads to the sockets themselves.');
    const handshake = handshakeOf(socket);
    const { remoteAddress, localPort, encrypted = false } = handshake.socket ?? {};
    const { reply, cancel } = askServer(way.server, {
      ...asked,
      owner: socket,
      handshake: new MessageClient({ ...handshake, headers: { ...handshake.headers, cookie: cookies.field } }),
      peer: { remoteAddress, localAddress: socket.request.socket.localAddress, localPort, encrypted },
      limit: MAX_ANSWER,
    });
    underWay.add(cancel);
    const done = (step: () => void): void => {
      underWay.delete(cancel);
      step();
    };
    reply.then(
      (got) =>
        done(() => {
          cookies.take(got.headers['set-cookie'] ?? []);
          way.ack?.(answerOf(got));
        }),
      (error: unknown) => done(() => noAnswer(refusal, error, way)),
    );
  } catch (error) {
    if (error instanceof BadEnvelope) responder.respondWith(refusal, 'badRequest', error.message);
    else responder.fail(refusal, error);
  }
}

/** Once: it may be an attack, or the app's own page behind a proxy that changes Host. */
function logForeignOrigin({ replies: { responder }, socket: { request } }: Way): void {
  const { origin, host } = request.headers;
  const line = `halyard: a page of ${origin} asked over a socket of ${host}, and was refused. If it is the app's own, name its address in the option \`origin\`.`;
  logOnce('socket origin', line, responder);
}

/** Once: it may be an attack, or a field that an app of Sails' had from messages. */
function logDropped(name: string, { replies: { responder } }: Way): void {
  const field = boundedText(name, 64);
  const line = `halyard: a message over a socket set the header ${JSON.stringify(field)}, which was dropped. If clients may set it, name it: answerVerbs({ headers: [${JSON.stringify(field)}] }).`;
  logOnce('socket header', line, responder);
}

function logOnce(what: string, line: string, { settings }: MessageReplies['responder']): void {
  if (settings.report.loggedOnce.has(what)) return;
  settings.report.loggedOnce.add(what);
  writeLog(settings.report, 'warn', {}, singleLine(boundedText(line, 512)));
}

/** The connection ended without a whole answer: over HTTP the client would see that, here it has to be told. */
function noAnswer(refusal: MessageReply, error: unknown, { replies: { responder }, socket }: Way): void {
  if (!socket.connected) return;
  if (error instanceof UnfitReply) responder.respondWith(refusal, 'notAcceptable', `The answer is ${error.message}, which a socket cannot give.`);
  else responder.fail(refusal, error);
}

function refusalOf(verb: Verb, { socket, ack }: Way): Message {
  return {
    socket,
    event: verb,
    handshake: handshakeOf(socket),
    get isOpen() {
      return socket.connected;
    },
    send({ status, headers, body }) {
      if (ack !== undefined) ack({ body, headers, statusCode: status });
      else socket.emit('sails:parseError', body);
    },
  };
}

function isBelow(path: string, folder: string): boolean {
  return path.startsWith(folder) && /^(?:$|[/?])/.test(path.slice(folder.length));
}

/** Of one connection, and not of the answer; and cookies, which a page must not read (Fetch §2.2.2). */
const NOT_IN_AN_ACK = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-length', 'set-cookie']);

function answerOf({ status, headers, body }: VirtualReply): Parameters<Ack>[0] {
  const fields: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined && !NOT_IN_AN_ACK.has(name)) fields[name] = typeof value === 'string' ? value : value.join(', ');
  }
  return { body: bodyOf(body, headers['content-type'] ?? ''), headers: fields, statusCode: status };
}

/** JSON as the value it is, other text as text, and anything else as its bytes. */
function bodyOf(body: Buffer, type: string): unknown {
  if (body.length === 0) return undefined;
  if (/^application\/(?:[\w.-]+\+)?json\b/i.test(type)) {
    try {
      return JSON.parse(body.toString());
    } catch {
      return body.toString();
    }
  }
  return /^(?:text\/|application\/(?:xml|javascript|x-www-form-urlencoded)\b)|\+xml\b/i.test(type) || type === '' ? body.toString() : body;
}
