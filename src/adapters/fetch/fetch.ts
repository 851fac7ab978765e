import { type Answered, STATE } from '../../core/pipeline/answered.ts';
import { reportHostAnswer } from '../../core/pipeline/second-answer.ts';
import type { ResponseMethods } from '../../core/responses/methods.ts';
import type { Options } from '../../core/settings/options.ts';
import { HalyardError } from '../../core/values/errors.ts';
import { isPromiseLike, type MaybePromise } from '../../core/values/maybe-promise.ts';
import type { FormMember } from '../../forms/page/form-member.ts';
import { BodySink, type BodyWriter } from '../../hosting/web/body-sink.ts';
import { Exchange } from '../../hosting/web/exchange.ts';
import { finalAnswer } from '../../hosting/web/final-answer.ts';
import { copyOfForm } from '../../hosting/web/form-body.ts';
import { isResponse } from '../../hosting/web/is-response.ts';
import { REQUEST_METHODS, watchBody } from '../../hosting/web/unreadable-body.ts';
import { watchSending } from '../../hosting/web/watch-sending.ts';
import { EXCHANGE, WebApp, WebReply } from '../../hosting/web/web-app.ts';
import { depart, isUnchanged, receiveFlash, withFields } from '../../hosting/web/web-visits.ts';

export type { BodyWriter } from '../../hosting/web/body-sink.ts';

/**
 * The response methods and the form of a request. Each response method returns a Response, which the handler returns.
 *
 * @example
 * return reply.notFound('There is no such order');
 */
export type Reply = ResponseMethods<MaybePromise<Response>> &
  FormMember & {
    /**
     * Header fields for the response of this request, also if Halyard answers it: CORS, a request id. A field that your own Response already has stays.
     *
     * @example
     * reply.headers.set('x-request-id', id);
     */
    readonly headers: Headers;
    /**
     * Makes a Response whose body is written while it is sent. If `write` fails, Halyard logs the error and ends the connection so that the client
     * notices.
     *
     * @param write Writes the body. It may be async, and the body ends when it has returned.
     * @param init Status and header fields, as for `new Response()`.
     * @returns the Response, for the handler to return.
     * @example
     * return reply.stream(async (body) => {
     *   for await (const order of orders) await body.write(`${JSON.stringify(order)}\n`);
     * });
     */
    stream(write: (body: BodyWriter) => unknown, init?: ResponseInit): Response;
  };

/**
 * A request handler of the app. It returns the Response of a response method, or its own. It may be async. Halyard answers an error that it throws.
 *
 * @example
 * const handler: Handler = async (request, reply) => reply.ok(await orders.all());
 */
export type Handler<Context extends readonly unknown[] = readonly never[]> = (request: Request, reply: Reply, ...context: Context) => MaybePromise<Response>;

/** Halyard for servers with the Fetch API. */
export interface Halyard {
  /**
   * Makes a function that answers a Request with a Response, for Bun, Deno, Workers and other servers with the Fetch API.
   *
   * @param handler Gets the request, the reply, and then the further arguments of the server, such as `env` on Workers.
   * @returns the function for the server.
   * @throws HalyardError E_NOT_AN_APP if `handler` is not a function.
   * @example
   * export default { fetch: app.fetch((request, reply, env) => reply.notFound()) };
   * @example
   * Deno.serve(app.fetch(handler));
   */
  fetch<Context extends readonly unknown[]>(handler: Handler<Context>): (request: Request, ...context: Context) => MaybePromise<Response>;
}

/** An exchange whose handler can set header fields before there is a response. */
class FetchExchange extends Exchange {
  ownFields: Headers | undefined = undefined;
  readonly #context: unknown;

  constructor(request: Request, env: unknown, context: unknown) {
    super(request, env);
    this.#context = context;
  }

  override get context(): unknown {
    return this.#context;
  }

  override get fields(): Headers | undefined {
    return this.ownFields;
  }
}

/**
 * Creates Halyard for servers with the Fetch API: Bun, Deno, Workers, and Node with an adapter.
 *
 * @param options The options of Halyard.
 * @returns an object whose `fetch` wraps your handler.
 * @throws HalyardError E_OPTION or E_OPTION_UNKNOWN for an invalid option, E_RESPONSE_DEFINITION or E_NAME_RESERVED for an invalid response of the app.
 * @example
 * const app = halyard();
 * export default { fetch: app.fetch((request, reply) => reply.notFound()) };
 */
export function halyard(options: Options<Request> = {}): Halyard {
  const app = new WebApp<FetchExchange>('fetch', options);
  const { forms } = app.settings;

  class FetchReply extends WebReply<FetchExchange> {
    get headers(): Headers {
      const exchange = this[EXCHANGE];
      exchange.ownFields ??= new Headers();
      return exchange.ownFields;
    }

    stream(write: (body: BodyWriter) => unknown, init?: ResponseInit): Response {
      const exchange = this[EXCHANGE];
      if (exchange.failureStands) {
        reportHostAnswer(exchange[STATE] as Answered, 'reply.stream()', this.stream);
        // A failure was answered already. The handler returns this value at once.
        return exchange.answerFor(undefined) as Response;
      }
      const sink = new BodySink(exchange.node?.outgoing);
      exchange.sink = sink;
      exchange.response = new Response(sink.body, init);
      void (async () => {
        try {
          await write(sink);
          // A response method that was called during the writing may be ending the body.
          await sink.ending;
          sink.end();
        } catch (error) {
          await app.fail(exchange, error);
        }
      })();
      return exchange.response;
    }
  }
  app.defineMethods(FetchReply.prototype);
  const failedLate = (exchange: FetchExchange, error: unknown): unknown => app.fail(exchange, error);

  return {
    fetch(handler) {
      if (typeof handler !== 'function')
        throw new HalyardError('E_NOT_AN_APP', { found: `a value of type ${typeof handler}`, expected: 'a function of the request and the reply' });
      return (request, ...context) => {
        const exchange = new FetchExchange(request, context[0], context[1]);
        const proved = app.settings.disclosure.proof && app.proves(exchange);
        if (proved !== undefined) return proved;
        const reply = new FetchReply(app, exchange) as unknown as Reply;
        exchange.copy = copyOfForm(request);
        if (request.method !== 'GET' && request.method !== 'HEAD') watchBody(request, REQUEST_METHODS);
        const failed = (error: unknown): MaybePromise<Response> => leave(exchange, app.fail(exchange, error));
        const answered = (result: unknown): MaybePromise<Response> => {
          if (!isResponse(result)) return exchange.isAnswered ? leave(exchange, exchange.answerFor(undefined)) : failed(noResponse(result));
          if (exchange[STATE] === undefined && exchange.sink === undefined) watchSending(exchange, result.status, failedLate);
          return leave(exchange, finalAnswer(exchange, result) as MaybePromise<Response>);
        };
        const run = (): MaybePromise<Response> => {
          try {
            const result: unknown = app.answersFirst(exchange) ?? handler(request, reply, ...context);
            return isPromiseLike(result) ? Promise.resolve(result).then(answered, failed) : answered(result);
          } catch (error) {
            return failed(error);
          }
        };
        const arrived = receiveFlash(forms, exchange);
        return isPromiseLike(arrived) ? arrived.then(run) : run();
      };
    },
  };
}

/** The response to send, with the header fields of `reply.headers` and the cookies that Halyard sets. */
function leave(exchange: FetchExchange, answer: MaybePromise<Response>): MaybePromise<Response> {
  if (isPromiseLike(answer)) return answer.then((response) => leave(exchange, response));
  const own = exchange.ownFields;
  const isOurs = exchange.response === answer && exchange.sink === undefined;
  const response = own === undefined || isOurs ? answer : withFields(answer, (headers) => addMissing(headers, own));
  exchange.response = response;
  return isUnchanged(exchange) ? response : depart(exchange, response);
}

function addMissing(headers: Headers, own: Headers): void {
  for (const [name, value] of own) {
    if (name === 'set-cookie') headers.append(name, value);
    else if (!headers.has(name)) headers.set(name, value);
  }
}

function noResponse(result: unknown): HalyardError {
  return new HalyardError('E_NO_RESPONSE', {
    found: result === undefined ? 'undefined' : `a value of type ${typeof result}`,
    expected: 'a Response',
    todo: 'Put `return` before the call that makes it.',
  });
}
