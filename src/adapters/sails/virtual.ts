import { STATE, type Stateful } from '../../core/pipeline/answered.ts';
import { reportHostAnswer } from '../../core/pipeline/second-answer.ts';
import type { Progress } from '../../core/ports/host.ts';
import type { Representation } from '../../core/ports/representation.ts';
import type { Client, IncomingRequest } from '../../core/ports/request.ts';
import { MessageClient } from '../../hosting/shared/message-client.ts';
import type { SailsRequest, VirtualReply } from './app.ts';

/** The header fields that are true only of the connection. A client may put any value into a message. */
const CONNECTION = /^(?:host|origin|referer|forwarded|via|x-forwarded-.*|sec-fetch-.*)$/;

/** A request without Node's HTTP server: a message over a socket, or a call of `sails.request()`. */
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

  /** `sails.request()` comes from the app itself, so its address is this machine. */
  get remoteAddress(): string | undefined {
    return this.native.isSocket ? this.native.socket?.handshake?.address : '127.0.0.1';
  }

  /** For `sails.request()`, the default port is assumed. */
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

/** Finds a header field without regard to case, because Sails does not convert the names of a message to lower case. */
function fieldOf(fields: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = fields[name] ?? fields[Object.keys(fields).find((own) => own.toLowerCase() === name) ?? ''];
  return value === undefined ? undefined : Array.isArray(value) ? value.join(', ') : String(value);
}

/** The progress of a virtual response. With a callback, nothing is sent before the end, so the response can still change. */
export function virtualProgress(reply: VirtualReply): Progress {
  if (reply._virtualResponseStarted || reply.writableEnded) return 'finished';
  return reply._clientCallback === undefined && reply._clientRes?.statusCode !== undefined ? 'head-sent' : 'open';
}

/** Writes a virtual response. A socket's ack gets the value. The caller of `sails.request()` gets text, and parses it if its type is exactly JSON. */
export function writeVirtual(reply: VirtualReply, { status, headers, removedHeaders, body, value }: Representation): void {
  for (const name of removedHeaders) removeField(reply, name);
  for (const [name, field] of Object.entries(headers)) {
    removeField(reply, name);
    reply.setHeader(name, name === 'content-type' ? String(field).replace(/^application\/json;.*$/, 'application/json') : field);
  }
  reply.statusCode = status;
  reply.send(reply._clientCallback === undefined ? body : value);
  const state = (reply as Stateful)[STATE];
  if (state?.isFailure === true) reply.send = secondSend;
}

/** Keeps a failure as the response. Sails itself would replace its body by later output. */
function secondSend(this: VirtualReply): void {
  const state = (this as Stateful)[STATE];
  if (state !== undefined) reportHostAnswer(state, 'res.send()', secondSend);
}

function removeField({ headers, _headers }: VirtualReply, name: string): void {
  for (const fields of [headers, _headers]) {
    for (const own of Object.keys(fields)) if (own.toLowerCase() === name) delete fields[own];
  }
}

/** Ends a virtual response with an error. The caller has received a part of the body already. */
export function abortVirtual(reply: VirtualReply): void {
  reply.statusCode = 500;
  reply.end();
}
