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
import { factsOf } from './status.ts';

/** A reply while our response is being sent. */
interface Answering extends FastifyReply, Stateful {
  [SENDING]?: Sending;
  [FAILED]?: boolean;
  /** The data of a success did not match the response schema of the route. */
  [REFUSED]?: boolean;
}

interface Sending {
  readonly representation: Representation;
  /** The header fields that were set before. */
  readonly before: Fields;
}

const SENDING = Symbol('halyard.sending');
const FAILED = Symbol('halyard.failed');
const REFUSED = Symbol('halyard.refused');

/** The host port of the core, implemented with Fastify's reply. A response is sent with `reply.send()`, so that the app's hooks run. */
export function fastifyHost(mounting: Mounting, answerFailure: (reply: FastifyReply, error: unknown) => void): Host<FastifyReply> {
  return {
    name: 'Fastify',
    read: (reply) => new HostedRequest(reply, mounting),
    progress: (reply) => node.progress(rawOf(reply)),
    sentStatus: (reply) => reply.statusCode,
    factsOf,
    rendering(reply: Answering) {
      if (reply[STATE]?.isFailure !== true) return;
      reply.send = secondSend;
      hold(reply);
      holdReply(rawOf(reply), reply[STATE]);
    },
    write: (reply, representation) => writeUnderSchema(reply, representation, answerFailure),
    abort: (reply) => node.abort(rawOf(reply)),
    startedType: (reply) => node.startedType?.(rawOf(reply)),
    conclude: (reply, text) => node.conclude?.(rawOf(reply), text),
    context: (reply) => ({ req: reply.request, res: reply }),
  };
}

/** Returns the text unchanged. Fastify's own serializer would add `charset=utf-8` to the media type, and JSON has no such parameter (RFC 8259 §11). */
const asItIs = (text: string): string => text;

function writeUnderSchema(reply: Answering, representation: Representation, answerFailure: (reply: FastifyReply, error: unknown) => void): void {
  let kept: Representation;
  try {
    kept = underSchema(reply, representation);
  } catch (error) {
    if (reply[REFUSED]) {
      // The app's own response has answered the failure with a success, and that fails too.
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
  // The reply was hijacked, so Fastify does not send anything for it.
  if (reply.sent) {
    writePast(reply, representation, before);
    return;
  }
  reply[SENDING] = { representation, before };
  try {
    send(reply, representation, before);
  } catch (error) {
    // The app has set an invalid header field. Fastify checks it here, and not when it is set.
    reply[STATE]?.occurrence?.failed(error);
    writePast(reply, representation, before);
    return;
  }
  const raw = rawOf(reply);
  // A hook is still running for the response.
  if (!raw.writableEnded && !raw.headersSent) hold(reply);
  if (reply[STATE]?.isFailure !== true) return;
  reply.send = secondSend;
  closeReply(raw, reply[STATE]);
}

/** Replaces `reply.send()` after a failure. A second answer, such as a value that the handler returns, is logged, and the failure is kept. */
function secondSend(this: Answering, payload?: unknown): FastifyReply {
  if (this[FAILED] && sendsPast(this, payload)) return this;
  const state = this[STATE];
  if (state?.isFailure !== true || !(this.sent || this.raw.headersSent)) return sendInstead.call(this, payload);
  reportHostAnswer(state, 'reply.send(), or a value that the handler returned', secondSend);
  const sending = this[SENDING];
  // A hook is still running for our response. The second answer has set its status and fields already, so ours are set once more.
  if (sending !== undefined && !this.raw.headersSent) setFields(this, sending.representation);
  return this;
}

function setFields(reply: FastifyReply, { status, headers, removedHeaders }: Representation): void {
  for (const name of removedHeaders) reply.removeHeader(name);
  reply.code(status).headers(headers as Record<string, string>);
}

function send(reply: Answering, { status, headers, removedHeaders, body }: Representation, before: Fields): void {
  const { raw } = reply.request;
  const http2 = raw.httpVersionMajor === 2;
  for (const name in before) {
    // Fastify sets such fields after a body that it refused to read.
    if (removedHeaders.includes(name) || (http2 && name === 'connection')) {
      reply.removeHeader(name);
      // A stream that failed before its first byte has left them on Node's response. Fastify before 5.12 keeps them there.
      if (!reply.raw.headersSent) reply.raw.removeHeader(name);
    }
  }
  if (!http2 && reply.raw.statusMessage) reply.raw.statusMessage = '';
  if (headers['set-cookie'] !== undefined && reply.raw.hasHeader('set-cookie') && before['set-cookie'] === reply.raw.getHeader('set-cookie')) {
    // Fastify's fields would replace the one on Node's response.
    reply.header('set-cookie', before['set-cookie']);
  }
  reply.code(status).headers(withoutShortLists(headers)).serializer(asItIs);
  // HTTP/2 has neither Upgrade nor a reason phrase (RFC 9113 §8.2.2, §8.1).
  if (http2) reply.removeHeader('upgrade');
  if (!http2 && isUnread(raw, reply.raw)) endWithBody(raw, reply.raw);
  const text = status === 205 || status === 304 ? undefined : body;
  if (reply[FAILED]) {
    const { send: ownSend } = reply;
    reply.send = sendInstead;
    // While a page is rendered, `secondSend` is there. It is for the answers of the app, and this is ours.
    (ownSend === secondSend ? Object.getPrototypeOf(reply).send : ownSend).call(reply, text);
  } else reply.send(text);
  if (http2 && !awaitsContinue(raw, rawOf(reply))) drain(raw as unknown as Http2ServerRequest);
}

/** Sends a single cookie as a string. A load balancer in front of AWS Lambda does not accept a list (serverless-http leaves it out). */
function withoutShortLists(headers: Representation['headers']): Record<string, string> {
  const { 'set-cookie': cookies } = headers as { readonly 'set-cookie'?: readonly string[] };
  return (cookies?.length === 1 ? { ...headers, 'set-cookie': cookies[0] } : headers) as Record<string, string>;
}

/**
 * Replaces `reply.send()` after our error handler has answered. If a hook then fails for our response, Fastify's next error handler would send the
 * message of that error to the client.
 */
function sendInstead(this: Answering, payload?: unknown): FastifyReply {
  if (this[FAILED] && sendsPast(this, payload)) return this;
  return (Object.getPrototypeOf(this) as FastifyReply).send.call(this, payload);
}

/** If a hook has failed for our response, sends the response without the remaining hooks. Returns `false` if no response was being sent. */
export function sendsPast(reply: Answering, error: unknown): boolean {
  const sending = reply[SENDING];
  if (sending === undefined) return false;
  const progress = node.progress(rawOf(reply));
  const failed = (failure: unknown): void => reply[STATE]?.occurrence?.failed(failure);
  if (progress === 'head-sent' && isError(error)) {
    // Middleware's own `write` or `end` has thrown, and would throw a second time.
    failed(error);
    void node.abort(rawOf(reply));
    return true;
  }
  if (progress !== 'open') return false;
  failed(error);
  try {
    writePast(reply, sending.representation, sending.before);
  } catch (failure) {
    failed(failure);
    void node.abort(rawOf(reply));
  }
  return true;
}

/** Notes that our error handler was called. Fastify passes the next error to its next error handler. */
export function noteFailure(reply: Answering): void {
  reply[FAILED] = true;
}
