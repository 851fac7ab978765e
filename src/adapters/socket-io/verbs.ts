import type { Server } from 'socket.io';
import { writeLog } from '../../core/report/report.ts';
import { boundedText, singleLine } from '../../core/values/bounded-text.ts';
import { type NodeServer, requestInMemory, UnfitReply, type VirtualReply } from '../../hosting/node/virtual-connection.ts';
import { MessageClient } from '../../hosting/shared/message-client.ts';
import type { MessageReplies } from '../../hosting/sockets/message-replies.ts';
import type { Answer, Message, MessageReply } from '../../hosting/sockets/message-reply.ts';
import { BadEnvelope } from './bad-envelope.ts';
import { SocketCookies } from './cookies.ts';
import { readEnvelope, VERBS, type Verb } from './envelope.ts';
import { type AnySocket, handshakeOf } from './event-message.ts';

/** The number of requests of one socket that may be open at the same time. */
const MAX_AT_ONCE = 256;
/** The size limit of a response in bytes. It is held in memory twice: as the response, and as the packet. */
const MAX_ANSWER = 16 * 1024 * 1024;

/** The settings of the verbs of a socket. */
export interface VerbOptions {
  readonly io: Server;
  readonly server: NodeServer;
  /** May a page of the socket's origin use the cookies of the handshake? */
  readonly isOwnOrigin: (socket: AnySocket) => boolean;
  /** Further header fields that a message may set. */
  readonly headers: ReadonlySet<string>;
}

/** Implements Sails' wire protocol on one socket. Each verb is an event, each message a request to the app's routes, and each response an ack. */
export function answerVerbs(socket: AnySocket, replies: MessageReplies, options: VerbOptions): void {
  const cookies = new SocketCookies(socket.request.headers.cookie);
  const underWay = new Set<() => void>();
  // For the app, a socket that disconnects looks like a closed connection.
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

/** The ack of `sails.io.js`, with the members that it reads. */
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
  // Answers messages that are refused before they reach a route.
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
    // A socket must not open further sockets.
    if (isBelow(asked.path, way.io.path())) throw new BadEnvelope('The url leads to the sockets themselves.');
    const handshake = handshakeOf(socket);
    const { remoteAddress, localPort, encrypted = false } = handshake.socket ?? {};
    const { reply, cancel } = requestInMemory(way.server, {
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

/** Logged once. It may be an attack, or the app's own page behind a proxy that changes Host. */
function logForeignOrigin({ replies: { responder }, socket: { request } }: Way): void {
  const { origin, host } = request.headers;
  const line = `halyard: a page of ${origin} asked over a socket of ${host}, and was refused. If it is the app's own, name its address in the option \`origin\`.`;
  logOnce('socket origin', line, responder);
}

/** Logged once. It may be an attack, or a header field that the Sails app reads from messages. */
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

/** Answers a request whose connection ended without a complete response. Over HTTP the client would notice that. Here it gets an error response. */
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

/** Header fields of a single connection, and cookies, which a page must not read (Fetch §2.2.2). */
const NOT_IN_AN_ACK = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-length', 'set-cookie']);

function answerOf({ status, headers, body }: VirtualReply): Parameters<Ack>[0] {
  const fields: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined && !NOT_IN_AN_ACK.has(name)) fields[name] = typeof value === 'string' ? value : value.join(', ');
  }
  return { body: bodyOf(body, headers['content-type'] ?? ''), headers: fields, statusCode: status };
}

/** The body for the ack: JSON as a value, other text as a string, and the rest as bytes. */
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
