// Imported: the global is a getter, which on each use costs as much again as the clock.
import { performance } from 'node:perf_hooks';
import type { Request, ResponseToolkit } from '@hapi/hapi';
import { STATE } from '../../core/pipeline/answered.ts';
import type { Responder } from '../../core/pipeline/responder.ts';
import { reportHostAnswer } from '../../core/pipeline/second-answer.ts';
import { isPromiseLike } from '../../core/values/maybe-promise.ts';
import type { FormVisits } from '../../hosting/node/form-visits.ts';
import { STARTED } from '../../hosting/node/node-request.ts';
import { opensProof } from '../../hosting/node/proof-link.ts';
import { closeReply } from '../../hosting/node/second-answer.ts';
import { thrownValue } from '../../hosting/shared/thrown-value.ts';
import { emitError } from './events.ts';
import { exchangeOf, type HapiExchange, knownExchange } from './exchange.ts';
import { type Boom, type HapiResponse, isBoom, isUnrouted } from './internals.ts';

/** What every request of a server goes through, before its app and after it. */
export class Lifecycle {
  readonly #responder: Responder<HapiExchange>;
  readonly #visits: FormVisits<HapiExchange>;

  constructor(responder: Responder<HapiExchange>, visits: FormVisits<HapiExchange>) {
    this.#responder = responder;
    this.#visits = visits;
  }

  /** For `onRequest`: the flash that a request has brought is there before the app looks for it. */
  readonly onRequest = async (request: Request, h: ResponseToolkit): Promise<symbol> => {
    const exchange = exchangeOf(request, h);
    exchange.raw[STARTED] = performance.now();
    const { settings } = this.#responder;
    if (settings.disclosure.proof !== undefined && opensProof(settings.disclosure, exchange.raw)) return h.abandon;
    const arrived = this.#visits.arrive(exchange);
    if (arrived !== undefined) await arrived;
    return h.continue;
  };

  /** For `onPreResponse`: whatever has failed is answered, and a failure that the app has asked for stands. */
  readonly onPreResponse = async (request: Request, h: ResponseToolkit): Promise<HapiResponse | symbol> => {
    const exchange = exchangeOf(request, h);
    exchange.isReplying = true;
    if (exchange.pending !== undefined) await exchange.pending;
    const response: unknown = request.response;
    if (isBoom(response)) return this.#failed(exchange, response);
    // The handler has written on Node's reply by itself: hapi would fail over that.
    if (!exchange.isOpen) return h.abandon;
    if (exchange[STATE]?.isFailure === true && response !== exchange.response) return stands(exchange, response as HapiResponse);
    this.#watchStream(exchange, response as HapiResponse);
    return h.continue;
  };

  /** Answers what has failed. From 500 up it emits hapi's event for the app's listeners. */
  async fail(exchange: HapiExchange, boom: Boom): Promise<void> {
    const before = exchange[STATE];
    const error = thrownValue(boom);
    const isUnmatched = before === undefined && boom.output.statusCode === 404 && isUnrouted(exchange.request);
    const sending = isUnmatched ? this.#responder.respondWith(exchange, 'notFound') : this.#responder.fail(exchange, error);
    if (isPromiseLike(sending)) await sending;
    const state = exchange[STATE];
    if (state !== before && (state?.occurrence?.outcome.status ?? 0) >= 500) emitError(exchange, boom, this.#responder.settings);
  }

  async #failed(exchange: HapiExchange, boom: Boom): Promise<HapiResponse | symbol> {
    // `h.notFound()` without `return`.
    if (exchange[STATE] === undefined || !isNothingReturned(boom)) {
      exchange.keepFields(boom);
      await this.fail(exchange, boom);
    }
    return exchange.isOpen ? exchange.again() : exchange.toolkit.abandon;
  }

  #watchStream(exchange: HapiExchange, { source }: HapiResponse): void {
    const stream = source as { readonly pipe?: unknown; once(event: 'error', listener: (error: unknown) => void): unknown } | null;
    if (typeof stream?.pipe !== 'function') return;
    stream.once('error', (error) => {
      // Not yet hapi's to send: it is answered in its place.
      if (exchange.isOpen) exchange.streamFailure = { error };
      else void this.#responder.fail(exchange, error);
    });
  }
}

/** What the app has answered after a failure is dropped. A response of the same status is ours with something done to it. */
function stands(exchange: HapiExchange, response: HapiResponse): HapiResponse | symbol {
  const { representation, toolkit } = exchange;
  const state = exchange[STATE];
  if (state === undefined || representation === undefined || response.statusCode === representation.status) return toolkit.continue;
  reportHostAnswer(state, `a response with status ${response.statusCode}`);
  return exchange.again();
}

/** What hapi makes of a function that has returned nothing. */
function isNothingReturned({ message }: Boom): boolean {
  return message.endsWith('method did not return a value, a promise, or throw an error');
}

/** For the server's `response`: an app that goes on after a failure that has gone out, and writes, meets no error. */
export function onSent(request: Request): void {
  const exchange = knownExchange(request);
  if (exchange !== undefined) closeReply(exchange.raw, exchange[STATE]);
}
