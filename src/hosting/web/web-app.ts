import { Responder } from '../../core/pipeline/responder.ts';
import type { Representation } from '../../core/ports/representation.ts';
import type { Options } from '../../core/settings/options.ts';
import type { MaybePromise } from '../../core/values/maybe-promise.ts';
import type { Form } from '../../forms/page/form.ts';
import { type DrillMount, drillDoor, drillMount } from '../shared/drill-door.ts';
import { type MaintenanceGate, maintenanceGate } from '../shared/maintenance-gate.ts';
import type { Exchange } from './exchange.ts';
import { webHost } from './web-host.ts';
import { WebRequest } from './web-request.ts';
import { type WebSettings, webSettings } from './web-settings.ts';
import { formOf } from './web-visits.ts';

/** The key of the exchange on a reply. */
export const EXCHANGE = Symbol('halyard.exchange');

/** The key of the app on a reply. */
export const APP = Symbol('halyard.app');

/** The reply that an app's handlers receive: the response methods for one request. */
export abstract class WebReply<E extends Exchange> {
  readonly [EXCHANGE]: E;
  readonly [APP]: WebApp<E>;

  constructor(app: WebApp<E>, exchange: E) {
    this[APP] = app;
    this[EXCHANGE] = exchange;
    exchange.reply = this;
  }

  /** The form of this page: the messages for it, and the messages for the next page. */
  get form(): Form {
    return formOf(this[APP].settings.forms, this[EXCHANGE]);
  }
}

/** The Halyard of an app on a host of Request and Response. It is made once, at start. */
export class WebApp<E extends Exchange> {
  readonly settings: WebSettings;
  readonly #responder: Responder<E, Response>;
  readonly #mount: DrillMount;
  readonly #gate: MaintenanceGate<E, Response> | undefined;

  /**
   * Checks the options. `name` is the name of the host.
   *
   * @throws HalyardError if an option does not exist or has an invalid value.
   */
  constructor(name: string, options: Options) {
    this.settings = webSettings(options, {
      waitUntil: (request, promise) => {
        if (request instanceof WebRequest) request.waitUntil(promise);
      },
    });
    const host = webHost<E>(name);
    this.#responder = new Responder<E, Response>(host, this.settings);
    this.#mount = drillMount(this.#responder, host);
    this.#gate = maintenanceGate(this.#responder, host);
  }

  /** Adds the response methods to a class of replies. */
  defineMethods(prototype: WebReply<E>): void {
    const methods = this.#responder.methods<WebReply<E>, MaybePromise<Response>>(
      (reply) => reply[EXCHANGE],
      (sending, reply) => reply[EXCHANGE].answerFor(sending),
    );
    for (const [name, value] of Object.entries(methods))
      Object.defineProperty(prototype, name, { value, writable: true, configurable: true, enumerable: false });
  }

  /** Answers a request that opens the link from the log. The app does not see that request. `undefined`: it is any other request. */
  proves(exchange: E): Response | undefined {
    const answer = this.settings.disclosure.proof?.answerLink(exchange.incoming);
    return answer && new Response(answer.body, { status: answer.status, headers: flat(answer.headers) });
  }

  /** Answers a request that is for the drill, or that meets a planned outage. The app does not see that request. `undefined`: it is any other request. */
  answersFirst(exchange: E): MaybePromise<Response> | undefined {
    const drilled = drillDoor.session?.starts(this.#mount, exchange);
    return drilled === undefined ? this.closes(exchange) : exchange.answerFor(drilled.sending as MaybePromise<Response | undefined>);
  }

  /** Answers a request that meets a planned outage. `undefined`: it meets none. */
  closes(exchange: E): MaybePromise<Response> | undefined {
    const closed = this.#gate?.(exchange);
    return closed && exchange.answerFor(closed.sending);
  }

  /** Answers with the response of this name. Hosts use it for unmatched routes. */
  respondWith(exchange: E, name: string): MaybePromise<Response> {
    return exchange.answerFor(this.#responder.respondWith(exchange, name));
  }

  /** Answers a thrown value. */
  fail(exchange: E, error: unknown): MaybePromise<Response> {
    return exchange.answerFor(this.#responder.fail(exchange, error));
  }
}

function flat(headers: Representation['headers']): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
