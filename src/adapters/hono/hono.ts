import type { Context, Env, Hono, MiddlewareHandler } from 'hono';
import { STATE } from '../../core/pipeline/answered.ts';
import type { Options } from '../../core/settings/options.ts';
import { HalyardError } from '../../core/values/errors.ts';
import { isPromiseLike, type MaybePromise } from '../../core/values/maybe-promise.ts';
import { policyOfReport } from '../../hosting/shared/development-report.ts';
import { markMounted, refuseMounted } from '../../hosting/shared/mounted.ts';
import { finalAnswer } from '../../hosting/web/final-answer.ts';
import { REQUEST_METHODS, watchBody } from '../../hosting/web/unreadable-body.ts';
import { watchSending } from '../../hosting/web/watch-sending.ts';
import { APP, EXCHANGE, WebApp, WebReply } from '../../hosting/web/web-app.ts';
import { depart, isUnchanged, receiveFlash } from '../../hosting/web/web-visits.ts';
import { answerIn } from './errors.ts';
import { type HonoApp, HonoExchange } from './exchange.ts';
import { hintOfHandlers, watchNotFound } from './hints.ts';
import type { Reply } from './reply.ts';
import { HonoSink, type StreamingApi } from './sink.ts';
import { pagesOf } from './views.ts';

export type { Problem, Reply } from './reply.ts';
export { stream, streamSSE, streamText } from './streaming.ts';

declare module 'hono' {
  interface ContextVariableMap {
    /**
     * The response methods and the form of this request.
     *
     * @example
     * app.get('/orders/:id', (c) => c.var.reply.notFound('There is no such order'));
     */
    readonly reply: Reply;
  }
}

/** The members of a Hono app that Halyard uses. */
interface App extends HonoApp {
  readonly errorHandler: unknown;
  use(middleware: MiddlewareHandler): unknown;
  onError(handler: (error: unknown, context: Context) => MaybePromise<Response>): unknown;
  notFound(handler: (context: Context) => MaybePromise<Response>): unknown;
}

/**
 * Mounts Halyard on a Hono app, before its routes. After that, `c.var.reply` has the response methods and `form`. Halyard answers unmatched routes,
 * `c.notFound()`, and errors.
 *
 * @param app The app, as `new Hono()` returns it.
 * @param options The options of Halyard. `load()` of `halyard/load` reads responses and views from the app's folder.
 * @throws HalyardError E_NOT_AN_APP if `app` is not a Hono app, E_MOUNTED_TWICE if Halyard is mounted already, E_MOUNTED_LATE if the app has routes
 * already, E_NAME_TAKEN if `app.onError()` was called before.
 * @throws HalyardError E_OPTION or E_OPTION_UNKNOWN for an invalid option, E_RESPONSE_DEFINITION or E_NAME_RESERVED for an invalid response of the app.
 * @example
 * const app = new Hono();
 * halyard(app);
 * app.get('/orders/:id', (c) => c.var.reply.notFound('There is no such order'));
 */
export function halyard<E extends Env>(app: Hono<E, never, never> | Hono<E>, options: Options<Context<E>> = {}): void {
  const native = appOf(app);
  const web = new WebApp<HonoExchange>('Hono', pagesOf(options));
  const { forms } = web.settings;

  class HonoReply extends WebReply<HonoExchange> {
    streaming(write: (stream: StreamingApi) => unknown): (stream: StreamingApi) => Promise<void> {
      const exchange = this[EXCHANGE];
      return async (stream) => {
        // A failure was answered already. The Response around this stream is dropped when the handler returns it.
        if (exchange.failureStands) return;
        const sink = new HonoSink(stream, exchange.node?.outgoing);
        exchange.sink = sink;
        try {
          await write(stream);
          await sink.ending;
        } catch (error) {
          await web.fail(exchange, error);
        }
      };
    }
  }
  web.defineMethods(HonoReply.prototype);

  const failedLate = (exchange: HonoExchange, error: unknown): unknown => web.fail(exchange, error);

  /** The reply of the app that got the request first. If this app is mounted in another app with Halyard, the outer app's reply is used. */
  const replyOf = (context: Context): { readonly reply: HonoReply; readonly isNew: boolean } => {
    const known: unknown = context.get('reply');
    if (known instanceof WebReply) return { reply: known as HonoReply, isNew: false };
    const reply = new HonoReply(web, new HonoExchange(context, native));
    context.set('reply', reply as unknown as Reply);
    return { reply, isNew: true };
  };

  native.use(async (context, next) => {
    const { reply, isNew } = replyOf(context);
    if (!isNew) {
      // The option of an app that is mounted in another app is for its own part of the addresses.
      const closed = web.closes(reply[EXCHANGE]);
      if (closed !== undefined) return closed;
      await next();
      return;
    }
    const exchange = reply[EXCHANGE];
    const proved = web.settings.disclosure.proof && web.proves(exchange);
    if (proved !== undefined) return proved;
    if (context.req.method !== 'GET' && context.req.method !== 'HEAD') {
      watchBody(context.req, ['json', 'formData', 'parseBody']);
      watchBody(context.req.raw, REQUEST_METHODS);
    }
    const arrived = receiveFlash(forms, exchange);
    if (isPromiseLike(arrived)) await arrived;
    try {
      const answer = web.answersFirst(exchange);
      if (answer === undefined) await next();
      else context.res = await answer;
    } catch (error) {
      // Hono calls `onError` only for instances of Error.
      context.res = await web.fail(exchange, error);
    }
    if (exchange[STATE] !== undefined) {
      await stand(exchange, context);
      keepPolicy(exchange, context);
    } else {
      const { status } = context.res;
      if (exchange.sink === undefined) watchSending(exchange, status, failedLate);
      if (status >= 400) hintOfHandlers(native, ours, web.settings.report);
      if (status === 404 && exchange.route === undefined) hintOfNotFound();
    }
    if (!isUnchanged(exchange)) context.res = await depart(exchange, context.res);
  });
  native.onError((error, context) => {
    const { reply } = replyOf(context);
    const answer = answerIn(error);
    return answer === undefined ? reply[APP].fail(reply[EXCHANGE], error) : context.newResponse(answer.body, answer);
  });
  native.notFound((context) => {
    const { reply } = replyOf(context);
    const exchange = reply[EXCHANGE];
    // No route matched. Outer middleware may still answer, such as one that serves a single-page app.
    exchange.isUnmatched = exchange[STATE] === undefined;
    return reply[APP].respondWith(exchange, 'notFound');
  });
  const ours = native.errorHandler;
  const hintOfNotFound = watchNotFound(native, web.settings.report);
  markMounted(native);
}

/** Keeps a failure as the response, even if the handler or outer middleware has answered since. */
async function stand(exchange: HonoExchange, context: Context): Promise<void> {
  const current = context.finalized ? context.res : undefined;
  const answer = await finalAnswer(exchange, current);
  if (answer === current || answer === undefined) return;
  // Without this line, Hono would copy the header fields of the other response to this one.
  context.res = undefined;
  context.res = answer;
}

/** The page for the developer has a script and a style of its own. secureHeaders() sets the app's policy after the answer. */
function keepPolicy({ incoming }: HonoExchange, { res: { headers } }: Context): void {
  const policy = policyOfReport(incoming);
  if (policy !== undefined) headers.set('content-security-policy', policy);
}

function appOf(app: unknown): App {
  const native = app as Partial<App> | null | undefined;
  const isApp = ['use', 'onError', 'notFound', 'fetch'].every((name) => typeof (native as Record<string, unknown> | null | undefined)?.[name] === 'function');
  if (!isApp || !Array.isArray(native?.routes)) {
    throw new HalyardError('E_NOT_AN_APP', {
      found: app === undefined ? 'undefined' : `a value of type ${typeof app}`,
      expected: 'the return value of new Hono()',
    });
  }
  refuseMounted(app as object, 'halyard(app)');
  const route = native.routes.find(({ method, path }) => method !== 'ALL' || !path.endsWith('*'));
  if (route !== undefined) {
    throw new HalyardError('E_MOUNTED_LATE', {
      found: `the route ${route.method} ${route.path}`,
      expected: 'halyard(app) before the routes',
      todo: 'Call it where the app is made: Hono shows a request to what was there before its route.',
    });
  }
  if (native.errorHandler !== new (honosOwn(app as object))().errorHandler) {
    throw new HalyardError('E_NAME_TAKEN', {
      found: 'app.onError() called before halyard(app)',
      expected: 'halyard(app) first',
      todo: 'Call app.onError() after it: your handler gets the errors, and hands on those that it has no answer for: return c.var.reply.negotiate(error).',
    });
  }
  return native as App;
}

/** Hono's own class, behind subclasses of the app. A subclass is not instantiated, because its constructor may have side effects. */
function honosOwn(app: object): new () => App {
  let level = Object.getPrototypeOf(app) as object;
  for (let above = level; above !== Object.prototype && above !== null; above = Object.getPrototypeOf(above) as object) level = above;
  return level.constructor as new () => App;
}
