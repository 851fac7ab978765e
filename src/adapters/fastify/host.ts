import type { Http2ServerRequest } from 'node:http2';
import type { FastifyReply } from 'fastify';
import { STATE, type Stateful } from '../../core/pipeline/answered.ts';
import { plainTextAnswer } from '../../core/pipeline/plain-text-answer.ts';
import { reportHostAnswer } from '../../core/pipeline/second-answer.ts';
import type { Host } from '../../core/ports/host.ts';
import type { Representation } from '../../core/ports/representation.ts';
import { isError } from '../../core/values/guarded-read.ts';
import { drain } from '../../hosting/node/drain.ts';
import { endWithBody } from '../../hosting/node/end-with-body.ts';
import { isUnread } from '../../hosting/node/node-host.ts';
import { closeReply, holdReply, openReply } from '../../hosting/node/second-answer.ts';
import { awaitsContinue } from '../../hosting/shared/end-after-body.ts';
import { type Fields, hold, letGo, node, writePast } from './raw-reply.ts';
import { HostedRequest, type Mounting, rawOf } from './request.ts';
import { underSchema } from './schema.ts';

/** A reply on which an answer of ours is on its way. */
interface Answering extends FastifyReply, Stateful {
  [SENDING]?: Sending;
  [FAILED]?: boolean;
  /** The data of a success was not what the schema of the route allows. */
  [REFUSED]?: boolean;
}

interface Sending {
  readonly representation: Representation;
  /** The fields that were set before. */
  readonly before: Fields;
}

const SENDING = Symbol('halyard.sending');
const FAILED = Symbol('halyard.failed');
const REFUSED = Symbol('halyard.refused');

/** What the core asks of a host, answered by Fastify's reply: it is written with `reply.send()`, so that the app's hooks run. */
export function fastifyHost(mounting: Mounting, answerFailure: (reply: FastifyReply, error: unknown) => void): Host<FastifyReply> {
  return {
    name: 'Fastify',
    read: (reply) => new HostedRequest(reply, mounting),
    progress: (reply) => node.progress(rawOf(reply)),
    rendering(reply: Answering) {
      if (reply[STATE]?.isFailure !== true) return;
      reply.send = sendAgain;
      hold(reply);
      holdReply(rawOf(reply), reply[STATE]);
    },
    write: (reply, representation) => writeUnderSchema(reply, representation, answerFailure),
    abort: (reply) => node.abort(rawOf(reply)),
    begun: (reply) => node.begun?.(rawOf(reply)),
    conclude: (reply, text) => node.conclude?.(rawOf(reply), text),
    context: (reply) => ({ req: reply.request, res: reply }),
  };
}

/** Text is text: Fastify's own serializer would call a problem document `…; charset=utf-8`, which JSON has no use for (RFC 8259 §11). */
const asItIs = (text: string): string => text;

function writeUnderSchema(reply: Answering, representation: Representation, answerFailure: (reply: FastifyReply, error: unknown) => void): void {
  let kept: Representation;
  try {
    kept = underSchema(reply, representation);
  } catch (error) {
    if (reply[REFUSED]) {
      // A response of the app's own has answered the failure with a success that fails as well.
      reply[STATE]?.occurrence?.failed(error);
      write(reply, plainTextAnswer({ status: 500, title: 'Internal Server Error' }));
      return;
    }
    reply[REFUSED] = true;
    delete reply[STATE];
    answerFailure(reply, error);
    return;
  }
  write(reply, kept);
}

function write(reply: Answering, representation: Representation): void {
  letGo(reply);
  openReply(rawOf(reply));
  const before: Fields = reply.getHeaders();
  // Hijacked: Fastify sends nothing for it any more.
  if (reply.sent) {
    writePast(reply, representation, before);
    return;
  }
  reply[SENDING] = { representation, before };
  try {
    send(reply, representation, before);
  } catch (error) {
    // A field of the app's that cannot be sent: Fastify learns of it here, and not when it is set.
    reply[STATE]?.occurrence?.failed(error);
    writePast(reply, representation, before);
    return;
  }
  const raw = rawOf(reply);
  // A hook is still at work on it.
  if (!raw.writableEnded && !raw.headersSent) hold(reply);
  if (reply[STATE]?.isFailure !== true) return;
  reply.send = sendAgain;
  closeReply(raw, reply[STATE]);
}

/** `reply.send()` over a failure of ours, as when a handler returns a value after it: the failure stands. */
function sendAgain(this: Answering, payload?: unknown): FastifyReply {
  if (this[FAILED] && sendsPast(this, payload)) return this;
  const state = this[STATE];
  if (state?.isFailure !== true || !(this.sent || this.raw.headersSent)) return sendInstead.call(this, payload);
  reportHostAnswer(state, 'reply.send(), or a value that the handler returned', sendAgain);
  const sending = this[SENDING];
  // A hook is still at work on ours, and status and fields of the other one are set already.
  if (sending !== undefined && !this.raw.headersSent) setFields(this, sending.representation);
  return this;
}

function setFields(reply: FastifyReply, { status, headers, drops }: Representation): void {
  for (const name of drops) reply.removeHeader(name);
  reply.code(status).headers(headers as Record<string, string>);
}

function send(reply: Answering, { status, headers, drops, body }: Representation, before: Fields): void {
  const { raw } = reply.request;
  const http2 = raw.httpVersionMajor === 2;
  for (const name in before) {
    // Fastify's own word after a body that it would not read.
    if (drops.includes(name) || (http2 && name === 'connection')) reply.removeHeader(name);
  }
  if (!http2 && reply.raw.statusMessage) reply.raw.statusMessage = '';
  if (headers['set-cookie'] !== undefined && reply.raw.hasHeader('set-cookie') && before['set-cookie'] === reply.raw.getHeader('set-cookie')) {
    // Fastify's own fields would replace the one on Node's reply.
    reply.header('set-cookie', before['set-cookie']);
  }
  reply.code(status).headers(withoutShortLists(headers)).serializer(asItIs);
  // Of HTTP/1.1 alone, as a reason phrase is (RFC 9113 §8.2.2, §8.1).
  if (http2) reply.removeHeader('upgrade');
  if (!http2 && isUnread(raw, reply.raw)) endWithBody(raw, reply.raw);
  const text = status === 205 || status === 304 ? undefined : body;
  if (reply[FAILED]) {
    const { send: ownSend } = reply;
    reply.send = sendInstead;
    ownSend.call(reply, text);
  } else reply.send(text);
  if (http2 && !awaitsContinue(raw, rawOf(reply))) drain(raw as unknown as Http2ServerRequest);
}

/** A load balancer in front of AWS Lambda takes no list (serverless-http leaves it out); one cookie needs none. */
function withoutShortLists(headers: Representation['headers']): Record<string, string> {
  const { 'set-cookie': cookies } = headers as { readonly 'set-cookie'?: readonly string[] };
  return (cookies?.length === 1 ? { ...headers, 'set-cookie': cookies[0] } : headers) as Record<string, string>;
}

/**
 * `reply.send()` once an error handler of ours has answered: a hook has failed over our answer, and Fastify's next error handler would
 * tell the client why.
 */
function sendInstead(this: Answering, payload?: unknown): FastifyReply {
  if (this[FAILED] && sendsPast(this, payload)) return this;
  return (Object.getPrototypeOf(this) as FastifyReply).send.call(this, payload);
}

/** An answer of ours was on its way, and a hook of the app has failed over it: then it goes out past the hooks. `false`: there was none. */
export function sendsPast(reply: Answering, error: unknown): boolean {
  const sending = reply[SENDING];
  if (sending === undefined) return false;
  const progress = node.progress(rawOf(reply));
  const failed = (failure: unknown): void => reply[STATE]?.occurrence?.failed(failure);
  if (progress === 'head-sent' && isError(error)) {
    // Middleware's own `write` or `end` has thrown, and would again.
    failed(error);
    void node.abort(rawOf(reply));
    return true;
  }
  if (progress !== 'open') return false;
  failed(error);
  try {
    writePast(reply, sending.representation, sending.before);
  } catch (again) {
    failed(again);
    void node.abort(rawOf(reply));
  }
  return true;
}

/** Notes that an error handler of ours has been called: what fails from now on goes to the next one. */
export function noteFailure(reply: Answering): void {
  reply[FAILED] = true;
}
