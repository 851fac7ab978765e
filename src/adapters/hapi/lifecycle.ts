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
import { type DrillMount, drillDoor } from '../../hosting/shared/drill-door.ts';
import type { MaintenanceGate } from '../../hosting/shared/maintenance-gate.ts';
import { keepFields } from './boom-fields.ts';
import { boomOf, failureOf } from './boom-marks.ts';
import { emitError } from './events.ts';
import { exchangeOf, type HapiExchange, knownExchange } from './exchange.ts';
import { hintOfAnswers } from './hints.ts';
import { type AnyFunction, type Boom, type HapiResponse, isBoom } from './internals.ts';

interface Parts {
  readonly visits: FormVisits<HapiExchange>;
  readonly mount: DrillMount;
  readonly gate: MaintenanceGate<HapiExchange> | undefined;
}

/** The extensions that run for every request, before the app and after it. */
export class Lifecycle {
  readonly #responder: Responder<HapiExchange>;
  readonly #visits: FormVisits<HapiExchange>;
  readonly #mount: DrillMount;
  readonly #gate: MaintenanceGate<HapiExchange> | undefined;

  constructor(responder: Responder<HapiExchange>, { visits, mount, gate }: Parts) {
    this.#responder = responder;
    this.#visits = visits;
    this.#mount = mount;
    this.#gate = gate;
  }

  /** For `onRequest`. It reads the flash of the request before the app can read it. */
  readonly onRequest = async (request: Request, h: ResponseToolkit): Promise<HapiResponse | symbol> => {
    const exchange = exchangeOf(request, h);
    exchange.raw[STARTED] = performance.now();
    const { settings } = this.#responder;
    if (settings.disclosure.proof !== undefined && opensProof(settings.disclosure, exchange.raw)) return h.abandon;
    const arrived = this.#visits.arrive(exchange);
    if (arrived !== undefined) await arrived;
    const begun = drillDoor.session?.starts(this.#mount, exchange) ?? this.#gate?.(exchange);
    if (begun === undefined) return h.continue;
    await begun.sending;
    return exchange.answer;
  };

  /** For `onPreResponse`. It answers errors, and keeps a failure that the app has answered with. */
  readonly onPreResponse = async (request: Request, h: ResponseToolkit): Promise<HapiResponse | symbol> => {
    const exchange = exchangeOf(request, h);
    exchange.isReplying = true;
    if (exchange.pending !== undefined) await exchange.pending;
    const response: unknown = request.response;
    if (isBoom(response)) return this.#failed(exchange, response);
    // The handler has written to Node's response itself, and hapi would fail to write to it.
    if (!exchange.isOpen) return h.abandon;
    if (exchange[STATE]?.isFailure === true && response !== exchange.response) return stands(exchange, response as HapiResponse);
    if (exchange[STATE] === undefined) hintOfAnswers(exchange, response as HapiResponse, this.onPreResponse as AnyFunction, this.#responder.settings.report);
    this.#watchStream(exchange, response as HapiResponse);
    return h.continue;
  };

  /** Answers an error. For a status from 500, it also emits hapi's event for the app's listeners. */
  async fail(exchange: HapiExchange, boom: Boom): Promise<void> {
    const before = exchange[STATE];
    const error = failureOf(boom);
    const isUnmatched = before === undefined && boom.output.statusCode === 404 && boom === exchange.unmatched;
    const sending = isUnmatched ? this.#responder.respondWith(exchange, 'notFound') : this.#responder.fail(exchange, error);
    if (isPromiseLike(sending)) await sending;
    const state = exchange[STATE];
    if (state !== before && (state?.occurrence?.outcome.status ?? 0) >= 500) emitError(exchange, boom, this.#responder.settings);
  }

  async #failed(exchange: HapiExchange, boom: Boom): Promise<HapiResponse | symbol> {
    // If the handler called `h.notFound()` without `return`, this error is only about the missing return value.
    if (exchange[STATE] === undefined || !isNothingReturned(boom)) {
      keepFields(exchange.raw, boom);
      await this.fail(exchange, boom);
    }
    return exchange.isOpen ? exchange.remade() : exchange.toolkit.abandon;
  }

  #watchStream(exchange: HapiExchange, { source }: HapiResponse): void {
    const stream = source as { readonly pipe?: unknown; once(event: 'error', listener: (error: unknown) => void): unknown } | null;
    if (typeof stream?.pipe !== 'function') return;
    stream.once('error', (error) => {
      if (exchange.streamFailure?.error === error) return;
      // hapi does not send the stream yet, so an error response can replace it.
      if (exchange.isOpen) exchange.streamFailure = { error };
      else void this.fail(exchange, boomOf(error));
    });
  }
}

/** Drops a response of the app after a failure. A response with the same status is our failure, changed by an extension, and is kept. */
function stands(exchange: HapiExchange, response: HapiResponse): HapiResponse | symbol {
  const { representation, toolkit } = exchange;
  const state = exchange[STATE];
  if (state === undefined || representation === undefined || response.statusCode === representation.status) return toolkit.continue;
  if (response !== exchange.takenBack) reportHostAnswer(state, `a response with status ${response.statusCode}`);
  return exchange.remade();
}

/** Is this hapi's error for a function that returned nothing? */
function isNothingReturned({ message }: Boom): boolean {
  return message.endsWith('method did not return a value, a promise, or throw an error');
}

/** For the server's `response` event. After a failure was sent, later writes by the app do not throw. */
export function onSent(request: Request): void {
  const exchange = knownExchange(request);
  if (exchange !== undefined) closeReply(exchange.raw, exchange[STATE]);
}
