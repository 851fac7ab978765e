import type { ServerResponse } from 'node:http';
import type { Http2ServerRequest } from 'node:http2';
import { STATE } from '../../core/pipeline/answered.ts';
import { plainTextAnswer } from '../../core/pipeline/plain-text-answer.ts';
import { drain } from '../../hosting/node/drain.ts';
import { endWithBody } from '../../hosting/node/end-with-body.ts';
import { isUnread } from '../../hosting/node/node-host.ts';
import { openReply } from '../../hosting/node/second-answer.ts';
import { awaitsContinue } from '../../hosting/shared/end-after-body.ts';
import { thrownValue } from '../../hosting/shared/thrown-value.ts';
import { boomOf } from './boom-marks.ts';
import { type HapiExchange, knownExchange } from './exchange.ts';
import { firstByte } from './first-byte.ts';
import { guardReply } from './guarded-reply.ts';
import type { Boom, HapiResponse, Internals } from './internals.ts';
import { jsonSource } from './json-source.ts';
import type { Lifecycle } from './lifecycle.ts';

/**
 * Answers errors in the last step before hapi writes the head. After our extension, another extension or a serializer may fail, or a header field may be
 * invalid. hapi would answer those errors itself, in its own format.
 */
export function answerAtLast(prototype: Internals['response'], lifecycle: Lifecycle): void {
  const { _marshal: marshal } = prototype;
  prototype._marshal = async function () {
    const exchange = knownExchange(this.request);
    if (exchange !== undefined) await settle(exchange, this, lifecycle);
    return marshal.call(this);
  };
}

async function settle(exchange: HapiExchange, response: HapiResponse, lifecycle: Lifecycle): Promise<void> {
  const boom = response._error;
  const waiting = boom === null ? firstByte(exchange, response.source) : undefined;
  if (waiting !== undefined) await waiting;
  const { representation, streamFailure } = exchange;
  if (boom !== null) await answerFailure(exchange, response, boom, lifecycle);
  else if (streamFailure !== undefined && response.source !== null) {
    throw boomOf(streamFailure.error);
  } else if ((response === exchange.response || response === exchange.takenBack) && representation !== undefined && exchange[STATE]?.isFailure) {
    // hapi has added the fields of `h.entity()`, which describe a body that is not sent. Or it holds the success that the failure has replaced.
    exchange.apply(representation, response);
  } else if (response === exchange.response && representation !== undefined) response.source = jsonSource(representation, response.source);
  openReply(exchange.raw);
  if (boom !== null || exchange[STATE]?.isFailure) dropStatusMessage(exchange, response);
  if (exchange[STATE]?.isFailure) guardReply(exchange, boom !== null);
  takeIn(exchange);
}

async function answerFailure(exchange: HapiExchange, response: HapiResponse, boom: Boom, lifecycle: Lifecycle): Promise<void> {
  // Without this line, hapi would also emit its own events for the error.
  response._error = null;
  const state = exchange[STATE];
  if (state?.isFailure && exchange.representation !== undefined) {
    if (!exchange.isReplaced) state.occurrence?.failed(thrownValue(boom));
  } else {
    exchange.representation = undefined;
    await lifecycle.fail(exchange, boom);
  }
  exchange.apply(exchange.representation ?? ofApps(exchange, response), response);
}

/** The answer of the app's own response. Plain text is sent. Other values would still need hapi's preparation, so a plain-text answer replaces them. */
function ofApps(exchange: HapiExchange, response: HapiResponse): ReturnType<typeof plainTextAnswer> {
  const own = exchange.response;
  if (typeof own === 'object' && own.variety === 'plain' && typeof own.source === 'string') {
    const headers = { 'content-type': own.contentType ?? 'text/plain; charset=utf-8', ...own.headers } as Record<string, string>;
    return { status: own.statusCode ?? 200, headers, removedHeaders: [], body: own.source, value: own.source };
  }
  return plainTextAnswer(exchange[STATE]?.occurrence?.outcome ?? { status: response.statusCode, title: 'Internal Server Error' });
}

/** Node refuses to send an invalid reason phrase. One on Node's response belongs to another answer (RFC 9112 §4). */
function dropStatusMessage({ raw }: HapiExchange, { settings }: HapiResponse): void {
  if (!('stream' in raw)) (raw as ServerResponse).statusMessage = '';
  if (typeof settings.message !== 'string' || /[^\t\x20-\x7e\x80-\xff]/.test(settings.message)) settings.message = null;
}

/** Reads the rest of an unread request body before the response ends. */
function takeIn({ request, raw }: HapiExchange): void {
  const { req, res } = request.raw;
  if ('stream' in raw) {
    if (!awaitsContinue(req, raw)) drain(req as unknown as Http2ServerRequest);
  } else if (isUnread(req, res)) endWithBody(req, res);
}
