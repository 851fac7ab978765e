import { safeResponseForError } from '../../core/error-mapping/response-for-error.ts';
import { STATE } from '../../core/pipeline/answered.ts';
import type { Responder } from '../../core/pipeline/responder.ts';
import type { Progress } from '../../core/ports/host.ts';
import { writeLog } from '../../core/report/report.ts';
import { errorRecord } from '../../core/values/error-reading.ts';
import { isError, readOwn } from '../../core/values/guarded-read.ts';
import { isPromiseLike, type MaybePromise } from '../../core/values/maybe-promise.ts';
import type { FormVisits } from '../../hosting/node/form-visits.ts';
import type { NodeSettings } from '../../hosting/node/node-settings.ts';
import { opensProof } from '../../hosting/node/proof-link.ts';
import type { DrillAnswer } from '../../hosting/shared/drill-door.ts';
import { wrapThrown } from '../../hosting/shared/thrown-value.ts';
import { type KoaApp, type KoaContext, koaPrototypeOf, type Run } from './app.ts';
import { sendStream } from './bodies.ts';
import { factsOf } from './errors.ts';
import { hintOfMiddleware } from './hints.ts';
import { KoaReply, replyOf } from './reply.ts';
import { noteRouter } from './routers.ts';

interface Parts {
  readonly settings: NodeSettings;
  readonly responder: Responder<KoaReply>;
  readonly visits: FormVisits<KoaContext>;
  /** Begins the answer of the drill, or that of a planned outage. `undefined`: the app gets the request. */
  readonly first: (reply: KoaReply) => DrillAnswer | undefined;
}

/** Runs around all middleware of an app. It prepares each request, and answers errors and unmatched routes. */
export class OutermostMiddleware {
  readonly #app: KoaApp;
  readonly #settings: NodeSettings;
  readonly #responder: Responder<KoaReply>;
  readonly #visits: FormVisits<KoaContext>;
  readonly #first: Parts['first'];

  constructor(app: KoaApp, { settings, responder, visits, first }: Parts) {
    this.#app = app;
    this.#settings = settings;
    this.#responder = responder;
    this.#visits = visits;
    this.#first = first;
  }

  /** Wraps the composed middleware of the app. The returned function never rejects, so Koa's own error handling does not run. */
  around(run: Run): Run {
    return async (context) => {
      if (this.#settings.disclosure.proof !== undefined && opensProof(this.#settings.disclosure, context.res)) {
        context.respond = false;
        return;
      }
      const reply = new KoaReply(context);
      reply.isSentByUs = true;
      try {
        const arrived = this.#visits.arrive(context);
        if (arrived !== undefined) await arrived;
        const begun = this.#first(reply);
        if (begun === undefined) await run(context);
        else await begun.sending;
        await this.#through(reply);
      } catch (error) {
        await this.#failed(reply, error, true);
      }
      this.#leaveToKoa(reply);
    };
  }

  /** Replaces `ctx.onerror`. Koa and the app call it with errors from outside the middleware chain. Node's callbacks pass `undefined` or `null` for no error. */
  readonly onError = (context: KoaContext, error: unknown): void => {
    if (error === undefined || error === null) return;
    const reply = replyOf(context);
    this.sendLate(reply, this.#failed(reply, error, false));
  };

  /**
   * Lets Koa send what the app's own response sets on the context after all middleware: the handler did not await it, or the error came from outside of
   * the middleware chain.
   */
  sendLate(reply: KoaReply, answering: MaybePromise<unknown>): void {
    const { context } = reply;
    const send = (): void => {
      const { statusCode } = context.res;
      if (!reply.isSentByUs || !reply.isThrough || !this.#leaveToKoa(reply)) return;
      koaPrototypeOf(this.#app).handleRequest.call(this.#app, context, async () => {
        // Koa begins every response with a 404.
        context.res.statusCode = statusCode;
      });
    };
    if (isPromiseLike(answering)) answering.then(send);
    else send();
  }

  /** Returns whether the app's own response has set an answer that nobody has sent yet. A body that is a stream is sent at once, and Koa sends the others. */
  #leaveToKoa(reply: KoaReply): boolean {
    const { context } = reply;
    if (reply.isLeftToKoa || !reply.isAnsweredByApp || context.headerSent || !context.writable) return false;
    reply.isLeftToKoa = true;
    context.respond = true;
    sendStream(context, this.onError);
    return true;
  }

  #through(reply: KoaReply): MaybePromise<unknown> {
    const { context } = reply;
    const { isAnsweredByApp } = reply;
    noteRouter(context);
    reply.isThrough = true;
    if (reply[STATE] !== undefined) reply.noteSecondAnswer();
    if (context.respond === false) {
      if (!reply.stands) return undefined;
      // Middleware may have replaced the body (a compression does). Koa sends that body.
      context.respond = true;
    }
    if (reply[STATE] === undefined) {
      const name = this.#unansweredResponse(context);
      if (name === undefined) {
        hintOfMiddleware(this.#app, context, this.#settings.report);
        sendStream(context, this.onError);
        return undefined;
      }
      context.respond = false;
      return this.#responder.respondWith(reply, name);
    }
    const sent = reply.send();
    if (sent === 'by-koa') sendStream(context, this.onError);
    // Either a view is still rendering, and the middleware did not await it, or the client has disconnected.
    else if (!isAnsweredByApp) context.respond = false;
    return undefined;
  }

  /** The name of the response for a status without a body: an unmatched route, a router's 405, `ctx.status = 403`. Koa alone would send the reason phrase. */
  #unansweredResponse(context: KoaContext): string | undefined {
    const { status } = context;
    // The app sets `null` for an empty body.
    if (status < 400 || context.body !== undefined || context.headerSent || !context.writable) return undefined;
    return this.#settings.mapping.responses.byStatus.get(status)?.name;
  }

  /** `isFromMiddleware`: the middleware chain threw the error, and Koa sends the response of the context next. */
  #failed(reply: KoaReply, error: unknown, isFromMiddleware: boolean): MaybePromise<unknown> {
    const { context } = reply;
    const before = reply[STATE];
    if (reply.hasFailedWith(error)) return undefined;
    if (before !== undefined && !reply.isThrough && reply.isAnsweredByApp) {
      // The app's own response has set `ctx.body`. Koa sends it if its status is an error status too.
      if (isFromMiddleware && context.status >= 400) return this.#responder.fail(reply, error);
      delete reply[STATE];
    }
    reply.isThrough = true;
    context.respond = false;
    if (isAboutConnection(error, reply.progress, before !== undefined && isFromMiddleware)) return undefined;
    // Read before the answer, which sets the status of the context.
    const facts = before === undefined ? factsOf(error, context) : undefined;
    const answering = this.#responder.fail(reply, error);
    if (before !== undefined) reply.sendAnew();
    // A first response has a known status. For an error after a response, the error mapping finds the status.
    const { status } =
      (before === undefined ? reply[STATE]?.occurrence?.outcome : undefined) ??
      safeResponseForError(error, this.#settings.mapping, () => facts).entry.definition;
    if (status >= 500) this.#emit(error, context);
    return answering;
  }

  /** Emits a server error once to the app's `error` listeners, as Koa does. Halyard has logged the error already. */
  #emit(error: unknown, context: KoaContext): void {
    const app = this.#app;
    if (app.listenerCount('error') === 0) return;
    try {
      app.emit('error', isError(error) ? error : wrapThrown(error), context);
    } catch (failure) {
      const err = errorRecord(failure, this.#settings.report.now, this.#settings.mapping.mapLibraryValue);
      writeLog(this.#settings.report, 'error', { err }, `a listener of the app's 'error' has failed: ${err.message}`);
    }
  }
}

/** Removes Koa's own `error` listener. It writes the stack trace to the console, and Halyard's log record has the stack trace already. */
export function removeDefaultErrorListener(app: KoaApp): void {
  const { onerror } = koaPrototypeOf(app);
  if (app.onerror !== onerror) return;
  const ignore = (): void => {};
  app.onerror = ignore;
  // If `app.callback()` was called before, Koa has registered its listener already.
  app.off('error', onerror);
  if (app.listenerCount('error') === 0) (app as unknown as NodeJS.EventEmitter).on('error', ignore);
}

const OF_CONNECTION = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED', 'ERR_STREAM_PREMATURE_CLOSE', 'ERR_STREAM_DESTROYED', 'ERR_HTTP2_STREAM_ERROR']);

/**
 * Is this only a closed connection? Halyard does not log that the client disconnected. It also does not log a stream that was closed together
 * with its reply, such as a compression. `isLaterError`: middleware threw it after a response, so it has another cause, such as a database.
 */
function isAboutConnection(error: unknown, progress: Progress, isLaterError: boolean): boolean {
  if (isLaterError || progress === 'open' || progress === 'head-sent') return false;
  const code = readOwn(error, 'code') as string;
  return progress === 'gone' ? OF_CONNECTION.has(code) : code === 'ERR_STREAM_PREMATURE_CLOSE';
}
