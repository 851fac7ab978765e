import { Responder } from '../../core/pipeline/responder.ts';
import type { Representation } from '../../core/ports/representation.ts';
import type { Options } from '../../core/settings/options.ts';
import type { MaybePromise } from '../../core/values/maybe-promise.ts';
import type { Form } from '../../forms/page/form.ts';
import type { Exchange } from './exchange.ts';
import { webHost } from './web-host.ts';
import { WebRequest } from './web-request.ts';
import { type WebSettings, webSettings } from './web-settings.ts';
import { formOf } from './web-visits.ts';

/** The exchange behind a reply: whoever has the one may ask for the other. */
export const EXCHANGE = Symbol('halyard.exchange');

/** The app of a reply. */
export const APP = Symbol('halyard.app');

/** What an app's handlers are given: the response methods of an app, for one request. */
export abstract class WebReply<E extends Exchange> {
  readonly [EXCHANGE]: E;
  readonly [APP]: WebApp<E>;

  constructor(app: WebApp<E>, exchange: E) {
    this[APP] = app;
    this[EXCHANGE] = exchange;
    exchange.reply = this;
  }

  /** What was told to this page's form, and what its page tells the next one. */
  get form(): Form {
    return formOf(this[APP].settings.forms, this[EXCHANGE]);
  }
}

/** A host of Request and Response with its settings. Made once, at start. */
export class WebApp<E extends Exchange> {
  readonly settings: WebSettings;
  readonly #responder: Responder<E, Response>;

  /** @throws HalyardError */
  constructor(name: string, options: Options) {
    this.settings = webSettings(options, {
      waitUntil: (request, promise) => {
        if (request instanceof WebRequest) request.waitUntil(promise);
      },
    });
    this.#responder = new Responder<E, Response>(webHost<E>(name), this.settings);
  }

  /** Gives a class of replies the response methods. */
  defineMethods(prototype: WebReply<E>): void {
    const methods = this.#responder.methods<WebReply<E>, MaybePromise<Response>>(
      (reply) => reply[EXCHANGE],
      (sending, reply) => reply[EXCHANGE].given(sending),
    );
    for (const [name, value] of Object.entries(methods))
      Object.defineProperty(prototype, name, { value, writable: true, configurable: true, enumerable: false });
  }

  /** The answer to a request that opens the link of the log, which the app does not see. `undefined`: it is a request like any other. */
  proves(exchange: E): Response | undefined {
    const answer = this.settings.disclosure.proof?.arrive(exchange.incoming);
    return answer && new Response(answer.body, { status: answer.status, headers: flat(answer.headers) });
  }

  respondWith(exchange: E, name: string): MaybePromise<Response> {
    return exchange.given(this.#responder.respondWith(exchange, name));
  }

  /** What was thrown. */
  fail(exchange: E, error: unknown): MaybePromise<Response> {
    return exchange.given(this.#responder.fail(exchange, error));
  }
}

function flat(headers: Representation['headers']): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
