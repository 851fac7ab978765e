import type { Host } from '../../core/ports/host.ts';
import type { Representation } from '../../core/ports/representation.ts';
import { awaitsContinue, type EarlyReply, endAfterBody, hasBody, type UnreadBody } from '../shared/end-after-body.ts';
import { factsOfStatus } from '../shared/reply-status.ts';
import type { Exchange } from './exchange.ts';
import { isResponse } from './is-response.ts';
import type { NodePair } from './runtime.ts';
import { statusOfUnreadable } from './unreadable-body.ts';

/** The port `Host` for hosts that answer with a Response. */
export function webHost<E extends Exchange>(name: string): Host<E, Response> {
  return {
    name,
    read: (exchange) => exchange.incoming,
    progress: (exchange) => exchange.progress,
    sentStatus: ({ response }) => response?.status,
    factsOf: ({ replyStatus }, error) => {
      const unreadable = statusOfUnreadable(error);
      return unreadable === undefined ? factsOfStatus(replyStatus) : { unreadable };
    },
    write,
    abort: async (exchange) => {
      await exchange.sink?.breakOff();
      return exchange.answer;
    },
    startedType: (exchange) => exchange.begun,
    conclude: async (exchange, text) => {
      await exchange.sink?.conclude(text);
      return exchange.answer;
    },
    keepReturned: (exchange, value) => {
      if (isResponse(value)) exchange.deliver(value);
    },
    takeBack: (exchange) => exchange.takeBack(),
    context: (exchange) => ({ req: exchange.ownRequest, res: exchange.reply }),
  };
}

function write(exchange: Exchange, { status, headers, removedHeaders, body }: Representation): Response {
  const bodiless = status === 204 || status === 205 || status === 304;
  const isHead = exchange.request.method === 'HEAD';
  const response = new Response(bodiless || isHead ? null : body, { status, headers: fieldsFor(exchange, headers, removedHeaders) as Record<string, string> });
  // The server counts the bytes of a body, but for HEAD it receives none (RFC 9110 §9.3.2).
  if (isHead && !bodiless) response.headers.set('content-length', String(new TextEncoder().encode(body).length));
  exchange.response = response;
  exchange.written = body;
  if (exchange.node?.incoming.complete === false) endLater(exchange.node);
  return response;
}

/**
 * Delays the end of the reply until the request body was read. The server would otherwise close the connection while the client still sends, and the
 * answer would be lost.
 */
function endLater({ incoming, outgoing }: NodePair): void {
  if (outgoing.stream !== undefined || incoming.readableDidRead || !hasBody(incoming as never) || awaitsContinue(incoming as never, outgoing)) return;
  const reply = outgoing as unknown as { end?: (body?: string) => unknown };
  reply.end = (body) => {
    delete reply.end;
    endAfterBody(incoming as unknown as UnreadBody, reply as unknown as EarlyReply, body);
    return reply;
  };
}

/** A plain object if no fields were set before, because servers write such an object as it is. */
function fieldsFor(exchange: Exchange, headers: Representation['headers'], removedHeaders: readonly string[]): Headers | Representation['headers'] {
  const before = exchange.fields;
  const cookies = headers['set-cookie'];
  if (before === undefined && (cookies === undefined || typeof cookies === 'string')) return headers;
  const merged = new Headers(before);
  for (const name of removedHeaders) merged.delete(name);
  for (const [name, value] of Object.entries(headers)) {
    if (name === 'set-cookie') for (const cookie of [value].flat()) merged.append(name, cookie);
    else merged.set(name, value as string);
  }
  exchange.takeFields();
  return merged;
}
