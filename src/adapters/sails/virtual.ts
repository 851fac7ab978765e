import { STATE, type Stateful } from '../../core/pipeline/answered.ts';
import { reportHostAnswer } from '../../core/pipeline/second-answer.ts';
import type { Progress } from '../../core/ports/host.ts';
import type { Representation } from '../../core/ports/representation.ts';
import type { Client, IncomingRequest } from '../../core/ports/request.ts';
import { MessageClient } from '../../hosting/shared/message-client.ts';
import type { SailsRequest, VirtualReply } from './app.ts';

/** What only the connection can tell: a message over it may claim anything. */
const CONNECTION = /^(?:host|origin|referer|forwarded|via|x-forwarded-.*|sec-fetch-.*)$/;

/** A request that no server of Node's has seen: a message over a socket, or one of the app's own by `sails.request()`. */
export class VirtualRequest implements IncomingRequest {
  readonly transport = 'socket';
  readonly httpVersion = '1.1';
  readonly route = undefined;
  readonly #reply: VirtualReply;

  constructor(reply: VirtualReply) {
    this.#reply = reply;
  }

  get native(): SailsRequest {
    return this.#reply.req;
  }

  get reply(): VirtualReply {
    return this.#reply;
  }

  get method(): string {
    return this.native.method ?? 'GET';
  }

  get url(): string {
    return this.native.originalUrl ?? this.native.url ?? '/';
  }

  /** The app asks itself: nobody is nearer. */
  get remoteAddress(): string | undefined {
    return this.native.isSocket ? this.native.socket?.handshake?.address : '127.0.0.1';
  }

  /** The app asks itself as if on the port that needs no name. */
  get localPort(): number | undefined {
    return this.native.isSocket ? undefined : 80;
  }

  get handshake(): Client | undefined {
    const { isSocket, socket } = this.native;
    if (!isSocket) return undefined;
    const { address, secure = false, headers = {} } = socket?.handshake ?? {};
    const listening = socket?.server?.httpServer?.address?.();
    const localPort = typeof listening === 'object' ? listening?.port : undefined;
    return new MessageClient({ headers, httpVersion: this.httpVersion, socket: { remoteAddress: address, localPort, encrypted: secure } });
  }

  fieldNames(): readonly string[] {
    return this.native.isSocket ? Object.keys(this.native.headers) : [];
  }

  get elapsed(): number | undefined {
    const started = this.native._startTime;
    return started === undefined ? undefined : Date.now() - started.getTime();
  }

  header(name: string): string | undefined {
    const { isSocket, headers, socket } = this.native;
    if (CONNECTION.test(name)) return isSocket ? socket?.handshake?.headers?.[name] : name === 'host' ? 'localhost' : undefined;
    return fieldOf(headers, name);
  }

  replyHeader(name: string): string | undefined {
    return fieldOf(this.#reply._headers, name) ?? fieldOf(this.#reply.headers, name);
  }
}

/** As the client wrote it: nobody has made its names lower case. */
function fieldOf(fields: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = fields[name] ?? fields[Object.keys(fields).find((own) => own.toLowerCase() === name) ?? ''];
  return value === undefined ? undefined : Array.isArray(value) ? value.join(', ') : String(value);
}

/** With a callback nothing is on its way before the end: until then the answer can still be another one. */
export function virtualProgress(reply: VirtualReply): Progress {
  if (reply._virtualResponseStarted || reply.writableEnded) return 'finished';
  return reply._clientCallback === undefined && reply._clientRes?.statusCode !== undefined ? 'head-sent' : 'open';
}

/** A socket's ack carries the value, the caller of `sails.request()` the text, which is read as JSON when its type is exactly that. */
export function writeVirtual(reply: VirtualReply, { status, headers, drops, body, value }: Representation): void {
  for (const name of drops) removeField(reply, name);
  for (const [name, field] of Object.entries(headers)) {
    removeField(reply, name);
    reply.setHeader(name, name === 'content-type' ? String(field).replace(/^application\/json;.*$/, 'application/json') : field);
  }
  reply.statusCode = status;
  reply.send(reply._clientCallback === undefined ? body : value);
  const state = (reply as Stateful)[STATE];
  if (state?.isFailure === true) reply.send = sendAgain;
}

/** A failure stands: Sails itself would put what comes after it in the place of its body. */
function sendAgain(this: VirtualReply): void {
  const state = (this as Stateful)[STATE];
  if (state !== undefined) reportHostAnswer(state, 'res.send()', sendAgain);
}

function removeField({ headers, _headers }: VirtualReply, name: string): void {
  for (const fields of [headers, _headers]) {
    for (const own of Object.keys(fields)) if (own.toLowerCase() === name) delete fields[own];
  }
}

/** Half of it is in the caller's hands. What can still be said is that it failed. */
export function abortVirtual(reply: VirtualReply): void {
  reply.statusCode = 500;
  reply.end();
}
