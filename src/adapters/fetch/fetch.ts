import { type Answered, STATE } from '../../core/pipeline/answered.ts';
import { reportHostAnswer } from '../../core/pipeline/second-answer.ts';
import type { ResponseMethods } from '../../core/responses/methods.ts';
import type { Options } from '../../core/settings/options.ts';
import { HalyardError } from '../../core/values/errors.ts';
import { isPromiseLike, type MaybePromise } from '../../core/values/maybe-promise.ts';
import type { FormMember } from '../../forms/page/form-member.ts';
import { BodySink, type BodyWriter } from '../../hosting/web/body-sink.ts';
import { Exchange } from '../../hosting/web/exchange.ts';
import { copyOfForm } from '../../hosting/web/form-body.ts';
import { isResponse } from '../../hosting/web/is-response.ts';
import { standing } from '../../hosting/web/standing.ts';
import { EXCHANGE, WebApp, WebReply } from '../../hosting/web/web-app.ts';
import { arrive, depart, owesNothing, withFields } from '../../hosting/web/web-visits.ts';

export type { BodyWriter } from '../../hosting/web/body-sink.ts';

/** What a handler answers with: `return reply.notFound()`. Each of the response methods gives the Response that it made. */
export type Reply = ResponseMethods<MaybePromise<Response>> &
  FormMember & {
    /** Fields of whatever this request is answered with, also by us: CORS, a request id. Those that a Response of your own has itself stay. */
    readonly headers: Headers;
    /**
     * A Response whose body is written while it goes out: `reply.stream(async (body) => { await body.write('…') })`. When `write` fails the
     * client notices, and the log has why.
     */
    stream(write: (body: BodyWriter) => unknown, init?: ResponseInit): Response;
  };

/** An app's handler: it may be async, return what a response method returns or a Response of its own, and throw. */
export type Handler<Context extends readonly unknown[] = readonly never[]> = (request: Request, reply: Reply, ...context: Context) => MaybePromise<Response>;

export interface Halyard {
  /**
   * The handler as servers of Request and Response call it; what they give beside the request comes after the reply:
   * `export default { fetch: app.fetch((request, reply, env) => …) }`, `Deno.serve(app.fetch(handler))`.
   */
  fetch<Context extends readonly unknown[]>(handler: Handler<Context>): (request: Request, ...context: Context) => MaybePromise<Response>;
}

/** An exchange whose handler has fields to set before there is an answer. */
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
 * Halyard for whatever speaks Request and Response: Bun, Deno, Workers, Node through an adapter.
 *
 * @throws HalyardError for an option that cannot be used.
 */
export function halyard(options: Options = {}): Halyard {
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
        // The handler hands it back at once, whatever it is.
        return exchange.given(undefined) as Response;
      }
      const sink = new BodySink(exchange.node?.outgoing);
      exchange.sink = sink;
      exchange.response = new Response(sink.body, init);
      void (async () => {
        try {
          await write(sink);
          // A response that was called while it was written may have ended it.
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
        const failed = (error: unknown): MaybePromise<Response> => leave(exchange, app.fail(exchange, error));
        const answered = (result: unknown): MaybePromise<Response> =>
          isResponse(result)
            ? leave(exchange, standing(exchange, result) as MaybePromise<Response>)
            : exchange.isAnswered
              ? leave(exchange, exchange.given(undefined))
              : failed(noResponse(result));
        const run = (): MaybePromise<Response> => {
          try {
            const result: unknown = handler(request, reply, ...context);
            return isPromiseLike(result) ? Promise.resolve(result).then(answered, failed) : answered(result);
          } catch (error) {
            return failed(error);
          }
        };
        const arrived = arrive(forms, exchange);
        return isPromiseLike(arrived) ? arrived.then(run) : run();
      };
    },
  };
}

/** The answer as it goes out: with the fields and cookies that it owes. */
function leave(exchange: FetchExchange, answer: MaybePromise<Response>): MaybePromise<Response> {
  if (isPromiseLike(answer)) return answer.then((response) => leave(exchange, response));
  const own = exchange.ownFields;
  const isOurs = exchange.response === answer && exchange.sink === undefined;
  const response = own === undefined || isOurs ? answer : withFields(answer, (headers) => addMissing(headers, own));
  exchange.response = response;
  return owesNothing(exchange) ? response : depart(exchange, response);
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
