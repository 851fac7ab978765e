import type { Context, Env, Hono, MiddlewareHandler } from 'hono';
import { STATE } from '../../core/pipeline/answered.ts';
import type { Options } from '../../core/settings/options.ts';
import { HalyardError } from '../../core/values/errors.ts';
import { isPromiseLike, type MaybePromise } from '../../core/values/maybe-promise.ts';
import { markMounted, refuseMounted } from '../../hosting/shared/mounted.ts';
import { standing } from '../../hosting/web/standing.ts';
import { APP, EXCHANGE, WebApp, WebReply } from '../../hosting/web/web-app.ts';
import { arrive, depart, owesNothing } from '../../hosting/web/web-visits.ts';
import { answerIn } from './errors.ts';
import { HonoExchange } from './exchange.ts';
import type { Reply } from './reply.ts';
import { HonoSink, type StreamingApi } from './sink.ts';
import { pagesOf } from './views.ts';

export type { Problem, Reply } from './reply.ts';

declare module 'hono' {
  interface ContextVariableMap {
    readonly reply: Reply;
  }
}

/** What we use of a Hono app. */
interface App {
  readonly routes: readonly { readonly method: string; readonly path: string }[];
  readonly errorHandler: unknown;
  use(middleware: MiddlewareHandler): unknown;
  onError(handler: (error: unknown, context: Context) => MaybePromise<Response>): unknown;
  notFound(handler: (context: Context) => MaybePromise<Response>): unknown;
}

/**
 * Mounts Halyard on a Hono app: `halyard(app, options)`, before its routes. From then on `c.var.reply` has the response methods, and
 * unmatched routes (`c.notFound()` too) and whatever is thrown arrive in the same place.
 *
 * @throws HalyardError E_NOT_AN_APP, E_MOUNTED_TWICE, E_MOUNTED_LATE, and for options that cannot be used.
 */
export function halyard<E extends Env>(app: Hono<E, never, never> | Hono<E>, options: Options = {}): void {
  const native = appOf(app);
  const web = new WebApp<HonoExchange>('Hono', pagesOf(options));
  const { forms } = web.settings;

  class HonoReply extends WebReply<HonoExchange> {
    streaming(write: (stream: StreamingApi) => unknown): (stream: StreamingApi) => Promise<void> {
      const exchange = this[EXCHANGE];
      return async (stream) => {
        // The Response around the stream is dropped when the handler gives it back.
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

  /** Of the app that met the request first: one in which this one is mounted has the last word. */
  const replyOf = (context: Context): { readonly reply: HonoReply; readonly isNew: boolean } => {
    const known: unknown = context.get('reply');
    if (known instanceof WebReply) return { reply: known as HonoReply, isNew: false };
    const reply = new HonoReply(web, new HonoExchange(context, native.routes));
    context.set('reply', reply as unknown as Reply);
    return { reply, isNew: true };
  };

  native.use(async (context, next) => {
    const { reply, isNew } = replyOf(context);
    if (!isNew) {
      await next();
      return;
    }
    const exchange = reply[EXCHANGE];
    const proved = web.settings.disclosure.proof && web.proves(exchange);
    if (proved !== undefined) return proved;
    const arrived = arrive(forms, exchange);
    if (isPromiseLike(arrived)) await arrived;
    try {
      await next();
    } catch (error) {
      // Hono asks `onError` about Errors only.
      context.res = await web.fail(exchange, error);
    }
    if (exchange[STATE] !== undefined) await stand(exchange, context);
    if (!owesNothing(exchange)) context.res = await depart(exchange, context.res);
  });
  native.onError((error, context) => {
    const { reply } = replyOf(context);
    const answer = answerIn(error);
    return answer === undefined ? reply[APP].fail(reply[EXCHANGE], error) : context.newResponse(answer.body, answer);
  });
  native.notFound((context) => {
    const { reply } = replyOf(context);
    const exchange = reply[EXCHANGE];
    // No route has answered: middleware above may still do so, as one that serves the page of a single-page app.
    exchange.isUnmatched = exchange[STATE] === undefined;
    return reply[APP].respondWith(exchange, 'notFound');
  });
  markMounted(native);
}

/** A failure that was asked for is the answer, whatever the handler or middleware above has answered since. */
async function stand(exchange: HonoExchange, context: Context): Promise<void> {
  const given = context.finalized ? context.res : undefined;
  const answer = await standing(exchange, given);
  if (answer === given || answer === undefined) return;
  // Hono would lay the fields of the other answer over this one.
  context.res = undefined;
  context.res = answer;
}

function appOf(app: unknown): App {
  const native = app as Partial<App> | null | undefined;
  const isApp = ['use', 'onError', 'notFound', 'fetch'].every((name) => typeof (native as Record<string, unknown> | null | undefined)?.[name] === 'function');
  if (!isApp || !Array.isArray(native?.routes)) {
    throw new HalyardError('E_NOT_AN_APP', { found: app === undefined ? 'undefined' : `a value of type ${typeof app}`, expected: 'what new Hono() gives' });
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

/** Hono's own class, behind whatever an app has made of it: what a subclass does when it is made, it has done once. */
function honosOwn(app: object): new () => App {
  let level = Object.getPrototypeOf(app) as object;
  for (let above = level; above !== Object.prototype && above !== null; above = Object.getPrototypeOf(above) as object) level = above;
  return level.constructor as new () => App;
}
