import { type IncomingMessage, ServerResponse } from 'node:http';
import { type Http2ServerRequest, Http2ServerResponse } from 'node:http2';
import type { Host, HostFacts, Progress } from '../../core/ports/host.ts';
import type { Representation } from '../../core/ports/representation.ts';
import { destroyedWith } from '../shared/destroyed-with.ts';
import { awaitsContinue, type EarlyReply, endAfterBody, hasBody } from '../shared/end-after-body.ts';
import { factsOfStatus } from '../shared/reply-status.ts';
import { addCookies } from './add-cookies.ts';
import { drain } from './drain.ts';
import { endConnection } from './end-connection.ts';
import { HELD_END } from './hold-head.ts';
import { isHttp2 } from './is-http2.ts';
import { type NodeReply, NodeRequest } from './node-request.ts';
import { closeReply, holdReply, openReply } from './second-answer.ts';
import { isUnpacking } from './unpacking.ts';

/** The port `Host` for Node's replies over HTTP/1.1 and HTTP/2. */
export function nodeHost(name: string): Host<NodeReply> {
  return {
    name,
    read: (reply) => new NodeRequest(reply),
    progress,
    sentStatus: ({ statusCode }) => statusCode,
    factsOf,
    write,
    rendering: (reply) => holdReply(reply),
    abort: endConnection,
    startedType,
    conclude: (reply, text) => void (reply as ServerResponse).end(text),
    context: (reply) => ({ req: reply.req, res: reply }),
  };
}

/** The facts of a reply whose head is not sent: the status that the app set on it, or a compressed body that could not be read. */
function factsOf({ statusCode, headersSent, req }: NodeReply, error: unknown): HostFacts | undefined {
  if (headersSent) return undefined;
  return isUnpacking(req.headers, req, error) ? { isUnpacking: true } : factsOfStatus(statusCode);
}

const { writeHead } = ServerResponse.prototype;
const { writeHead: http2WriteHead } = Http2ServerResponse.prototype;

function progress(reply: NodeReply): Progress {
  if (reply.writableEnded || (reply as { [HELD_END]?: boolean })[HELD_END]) return 'finished';
  if (isHttp2(reply)) {
    const { stream } = reply;
    if (stream === undefined || stream.destroyed || stream.closed) return destroyed(reply);
    return reply.headersSent ? 'head-sent' : 'open';
  }
  if (reply.destroyed || reply.socket?.destroyed || reply.req.socket?.destroyed) return destroyed(reply);
  return reply.headersSent ? 'head-sent' : 'open';
}

/** An answer that the app has broken off is still its own failure. Nothing can be written to it any more. */
function destroyed(reply: NodeReply): Progress {
  return destroyedWith(reply) === undefined ? 'gone' : 'head-sent';
}

function write(reply: NodeReply, representation: Representation): void {
  openReply(reply);
  if (!isHttp2(reply) && isLeft(reply.req)) reply.shouldKeepAlive = false;
  const { status, body } = representation;
  // An untouched reply takes all fields in one `writeHead`. Middleware and Lambda adapters replace `writeHead` and expect `setHeader`.
  const present = reply.getHeaderNames();
  if (present.length > 0 || !(reply.writeHead === writeHead || reply.writeHead === http2WriteHead)) {
    setFields(reply, representation, present);
    if (!isBodiless(status)) reply.setHeader('content-length', Buffer.byteLength(body));
    reply.statusCode = status;
    if (!isHttp2(reply)) (reply as ServerResponse).statusMessage = '';
  } else {
    const fields: string[] = [];
    for (const name of namesFor(reply, representation)) {
      const value = representation.headers[name] as string | readonly string[];
      if (typeof value === 'string') fields.push(name, value);
      else for (const one of value) fields.push(name, one);
    }
    if (!isBodiless(status)) fields.push('content-length', String(Buffer.byteLength(body)));
    // The reason phrase may belong to an answer that was never sent: Koa sets it with each status. HTTP/2 has none, and Node warns.
    if (!isHttp2(reply) && reply.statusMessage) reply.statusMessage = '';
    (reply as ServerResponse).writeHead(status, fields);
  }
  writeBody(reply, representation);
  closeReply(reply);
}

/** Adds the fields of an answer to those of the reply, and removes the fields that the answer must not have. */
export function setFields(reply: NodeReply, representation: Representation, present = reply.getHeaderNames()): void {
  const { headers, removedHeaders } = representation;
  for (const name of present) if (removedHeaders.includes(name)) reply.removeHeader(name);
  for (const name of namesFor(reply, representation)) {
    if (name === 'set-cookie') addCookies(reply, headers[name] as readonly string[]);
    else reply.setHeader(name, headers[name] as string);
  }
}

/** Writes the body of an answer whose head is set, and handles the rest of the request body. */
export function writeBody(reply: NodeReply, { status, body }: Representation): void {
  const request = reply.req;
  const http2 = isHttp2(reply);
  const hasUnreadBody = !http2 && isUnread(request as IncomingMessage, reply as ServerResponse);
  const text = isBodiless(status) || request.method === 'HEAD' ? undefined : body;
  if (hasUnreadBody) endAfterBody(request as IncomingMessage, early(reply as ServerResponse), text);
  else if (text === undefined) reply.end();
  else reply.end(text);
  if (http2 && !awaitsContinue(request, reply)) drain(request as Http2ServerRequest);
}

/** The reply for an early answer. Nothing else writes between the body and the end. */
function early(reply: ServerResponse): EarlyReply {
  const close = <Result>(result: Result): Result => {
    if (reply.headersSent) holdReply(reply);
    return result;
  };
  return {
    flushHeaders: () => close(reply.flushHeaders()),
    write: (body) => close(reply.write(body)),
    end: () => {
      openReply(reply);
      reply.end();
      closeReply(reply);
    },
  };
}

/** Whether an answer with this status has no content (RFC 9110 §15.3.5, §15.3.6, §15.4.5). */
export function isBodiless(status: number): boolean {
  return status === 204 || status === 205 || status === 304;
}

/** The names of the fields that the protocol allows. `Upgrade` belongs to HTTP/1.1 and ends an HTTP/2 stream (RFC 9113 §8.2.2). */
function namesFor(reply: NodeReply, { headers }: Representation): readonly string[] {
  const names = Object.keys(headers);
  return isHttp2(reply) ? names.filter((name) => name !== 'upgrade') : names;
}

/**
 * Whether the request has an unread body. `complete` is false in a handler that is called with the head of a GET, so the fields decide whether there
 * is a body (RFC 9112 §6). A request that light-my-request injected has no `complete`.
 */
export function isUnread(request: IncomingMessage, reply: ServerResponse): boolean {
  if (isLeft(request)) {
    reply.shouldKeepAlive = false;
    return false;
  }
  return !request.complete && !request.readableEnded && hasBody(request) && !awaitsContinue(request, reply);
}

/**
 * Whether a handler left `for await (const chunk of request)` in the middle. Node then takes the socket from the request and reads no more of it, so the
 * connection can serve no further request. It ends with the answer.
 */
function isLeft(request: { readonly socket: unknown }): boolean {
  return request.socket === null;
}

/** The Content-Type of the head that was sent. Fields that were passed to `writeHead` are not fields of the reply. */
function startedType(reply: NodeReply): string | undefined {
  if (destroyedWith(reply) !== undefined) return undefined;
  if (isHttp2(reply)) return reply.stream?.sentHeaders?.['content-type'] as string | undefined;
  const { _header: head } = reply as { readonly _header?: string | null };
  return head ? /^content-type: *(.*)$/im.exec(head)?.[1] : (reply.getHeader('content-type') as string | undefined);
}
