import { safeResponseForError } from '../../core/error-mapping/response-for-error.ts';
import { STATE } from '../../core/pipeline/answered.ts';
import type { Responder } from '../../core/pipeline/responder.ts';
import type { Progress } from '../../core/ports/host.ts';
import { writeLog } from '../../core/report/report.ts';
import { errorRecord } from '../../core/values/error-reading.ts';
import { isError, readOwn } from '../../core/values/guarded-read.ts';
import type { FormVisits } from '../../hosting/node/form-visits.ts';
import type { NodeSettings } from '../../hosting/node/node-settings.ts';
import { opensProof } from '../../hosting/node/proof-link.ts';
import { carry } from '../../hosting/shared/thrown-value.ts';
import { type KoaApp, type KoaContext, koasOwn, type Run } from './app.ts';
import { sendStream } from './bodies.ts';
import { factsOf } from './errors.ts';
import { KoaReply, replyOf } from './reply.ts';

interface Parts {
  readonly settings: NodeSettings;
  readonly responder: Responder<KoaReply>;
  readonly visits: FormVisits<KoaContext>;
}

/** Every request of an app, from before its first middleware to after its last. */
export class OutermostMiddleware {
  readonly #app: KoaApp;
  readonly #settings: NodeSettings;
  readonly #responder: Responder<KoaReply>;
  readonly #visits: FormVisits<KoaContext>;

  constructor(app: KoaApp, { settings, responder, visits }: Parts) {
    this.#app = app;
    this.#settings = settings;
    this.#responder = responder;
    this.#visits = visits;
  }

  /** In the place of all the app's middleware, in one: whatever it does, Koa hears of no failure. */
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
        await run(context);
        this.#through(reply);
      } catch (error) {
        this.#failed(reply, error, 'and Koa goes on');
      }
    };
  }

  /** `ctx.onerror`, where Koa and the app hand what else has failed: `undefined` and `null` are what Node's callbacks call no error. */
  readonly onError = (context: KoaContext, error: unknown): void => {
    if (error !== undefined && error !== null) this.#failed(replyOf(context), error, 'and that is all');
  };

  #through(reply: KoaReply): void {
    const { context } = reply;
    const { isAnsweredByApp } = reply;
    reply.isThrough = true;
    if (reply[STATE] !== undefined) reply.noteSecondAnswer();
    if (context.respond === false) {
      if (!reply.stands) return;
      // Middleware may have made another body of it, which is Koa's to send.
      context.respond = true;
    }
    if (reply[STATE] === undefined) {
      const name = this.#unansweredResponse(context);
      if (name === undefined) {
        sendStream(context, this.onError);
        return;
      }
      context.respond = false;
      this.#responder.respondWith(reply, name);
      return;
    }
    const sent = reply.send();
    if (sent === "Koa's" || isAnsweredByApp) sendStream(context, this.onError);
    // A view is still being rendered, and nobody has waited for it; or the client has gone.
    else context.respond = false;
  }

  /** What Koa would answer with the phrase of a status alone: what matched no route, a router's 405, `ctx.status = 403`. */
  #unansweredResponse(context: KoaContext): string | undefined {
    const { status } = context;
    // `null` is an empty body that the app wants.
    if (status < 400 || context.body !== undefined || context.headerSent || !context.writable) return undefined;
    return this.#settings.mapping.responses.byStatus.get(status)?.name;
  }

  #failed(reply: KoaReply, error: unknown, then: 'and Koa goes on' | 'and that is all'): void {
    const { context } = reply;
    const before = reply[STATE];
    if (reply.hasFailedWith(error)) return;
    if (before !== undefined && reply.isAnsweredByApp) {
      // The app's own response has answered by Koa's means: Koa sends that if it tells of a failure, too, or has just failed to.
      if (then === 'and Koa goes on' && context.status >= 400) {
        this.#responder.fail(reply, error);
        return;
      }
      delete reply[STATE];
    }
    reply.isThrough = true;
    context.respond = false;
    if (isAboutConnection(error, reply.progress, before !== undefined && then === 'and Koa goes on')) return;
    const facts = factsOf(error, context);
    this.#responder.fail(reply, error, false, facts);
    if (before !== undefined) reply.sendAnew();
    // Its status is known; that of a failure after an answer is not.
    const { status } =
      (before === undefined ? reply[STATE]?.occurrence?.outcome : undefined) ?? safeResponseForError(error, this.#settings.mapping, facts).entry.definition;
    if (status >= 500) this.#emit(error, context);
  }

  /** `app.on('error')` hears what is not the client's doing, once, as Koa would tell it; the log has a record already. */
  #emit(error: unknown, context: KoaContext): void {
    const app = this.#app;
    if (app.listenerCount('error') === 0) return;
    try {
      app.emit('error', isError(error) ? error : carry(error), context);
    } catch (failure) {
      const err = errorRecord(failure, this.#settings.report.now, this.#settings.mapping.mapLibraryValue);
      writeLog(this.#settings.report, 'error', { err }, `a listener of the app's 'error' has failed: ${err.message}`);
    }
  }
}

/** Koa's own listener writes the stack to the console. It is in our record already, and told once. */
export function quiet(app: KoaApp): void {
  const { onerror } = koasOwn(app);
  if (app.onerror !== onerror) return;
  const nothing = (): void => {};
  app.onerror = nothing;
  // `app.callback()` was called before.
  app.off('error', onerror);
  if (app.listenerCount('error') === 0) (app as unknown as NodeJS.EventEmitter).on('error', nothing);
}

const OF_CONNECTION = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED', 'ERR_STREAM_PREMATURE_CLOSE', 'ERR_STREAM_DESTROYED', 'ERR_HTTP2_STREAM_ERROR']);

/**
 * Of the client's going away there is nothing to tell: whatever answers later will find nobody there. Nor of a stream that was closed with
 * the reply it was made for, as a compression is. What middleware throws after an answer is of something else, as of a database.
 */
function isAboutConnection(error: unknown, progress: Progress, isOfAnother: boolean): boolean {
  if (isOfAnother || progress === 'open' || progress === 'head-sent') return false;
  const code = readOwn(error, 'code') as string;
  return progress === 'gone' ? OF_CONNECTION.has(code) : code === 'ERR_STREAM_PREMATURE_CLOSE';
}
