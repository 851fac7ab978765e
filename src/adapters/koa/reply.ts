// Imported: the global is a getter, which on each use costs as much again as the clock.
import { performance } from 'node:perf_hooks';
import { type Answered, isSuccess, STATE } from '../../core/pipeline/answered.ts';
import { reportHostAnswer } from '../../core/pipeline/second-answer.ts';
import type { Host } from '../../core/ports/host.ts';
import type { Representation } from '../../core/ports/representation.ts';
import { isBodiless, nodeHost, setFields, writeBody } from '../../hosting/node/node-host.ts';
import { adopt } from '../../hosting/node/node-request.ts';
import { closeReply, holdReply, openReply } from '../../hosting/node/second-answer.ts';
import type { KoaContext } from './app.ts';
import { KoaRequest } from './request.ts';
import { unwatchResponse, watchResponse } from './second-answer.ts';

const REPLY = Symbol('halyard.reply');
const node = nodeHost('Koa');

/**
 * How far one request has come. While its middleware runs, an answer is what Koa's people expect of it: a status, fields and a body on the
 * context, which the middleware above sees on its way back (a session that commits, a log, a compression). Then it goes out.
 */
export class KoaReply {
  readonly context: KoaContext;
  readonly request: KoaRequest;
  declare [STATE]?: Answered;
  /** The middleware is through, or has failed: what is answered now goes out at once. */
  isThrough = false;
  /** Handed to Node. */
  isSent = false;
  /** Node could not write it. */
  #isBroken = false;
  #failure: unknown;
  /** Set on the context, for the middleware above to see. */
  #set: Representation | undefined;
  /** The body of the context when a response was called. */
  #bodyBefore: unknown;
  /** What the context had when the app's own response began. */
  #before: { readonly body: unknown; readonly status: number } | undefined;

  /** Does the answer come by us when all middleware has returned? Not in an app that is mounted in one of somebody else. */
  isSentByUs = false;

  constructor(context: KoaContext) {
    this.context = context;
    adopt(context.res, context.req);
    this.request = new KoaRequest(context, performance.now());
    (context as { [REPLY]?: KoaReply })[REPLY] = this;
  }

  get progress(): ReturnType<typeof node.progress> {
    const progress = node.progress(this.context.res);
    return progress === 'open' && this.isAnsweredByApp ? 'finished' : progress;
  }

  /** Has the app's own response answered, by the means of Koa? */
  get isAnsweredByApp(): boolean {
    const { context, isThrough } = this;
    const before = this.#before;
    if (isThrough || before === undefined || this[STATE]?.isApps !== true) return false;
    return context.body !== before.body || (context.status !== before.status && isBodiless(context.status));
  }

  /** One failure may arrive in several ways: from the stream, from whoever pipes it, thrown by whoever waited for it. */
  hasFailedWith(error: unknown): boolean {
    const same = typeof error === 'object' && error !== null && this.#failure === error;
    this.#failure = error;
    return same;
  }

  appBegins(): void {
    const { body, status } = this.context;
    this.#before = { body, status };
  }

  write(representation: Representation): void {
    const { context } = this;
    unwatchResponse(context.response);
    openReply(context.res);
    if (this.isThrough || context.respond === false) {
      this.isSent = true;
      context.respond = false;
      node.write(context.res, representation);
      closeReply(context.res, this[STATE]);
      return;
    }
    this.#set = representation;
    this.#setOnContext(representation);
    if (this[STATE]?.isFailure !== true) return;
    watchResponse(context.response, this[STATE], representation);
    if (this.isSentByUs) holdReply(context.res, this[STATE], 'ctx.res');
  }

  /** A response is called. */
  begins(): this {
    this.#bodyBefore = this.context.body;
    return this;
  }

  /** Logs a second answer that no watch can see: one that came while a view was rendered, or was written to Node's reply. */
  noteSecondAnswer(): void {
    const { context } = this;
    const state = this[STATE];
    if (state?.isFailure !== true || this.isSent) return;
    if (context.headerSent) {
      if (this.#set !== undefined) reportHostAnswer(state, `ctx.res, with status ${context.res.statusCode}`);
    } else if (context.respond !== false && this.#set === undefined && context.body !== this.#bodyBefore) reportHostAnswer(state, 'ctx.body = …');
  }

  /** Koa sends when all middleware has returned: until then a success is only said, by us or by the app's own response. */
  takeBack(): boolean {
    if (!isSuccess(this) || this.isSent || node.progress(this.context.res) !== 'open') return false;
    if (this.#set === undefined && !this.isAnsweredByApp) return false;
    this.#set = undefined;
    this.#before = undefined;
    return true;
  }

  /** A failure that was set on the context. Nothing but that goes out, whatever the app has done to the context. */
  get stands(): boolean {
    return this.isSentByUs && this.#set !== undefined && this[STATE]?.isFailure === true && !this.isSent && !this.context.headerSent;
  }

  /** What was set on the context goes out, unless some middleware has made another body of it, which is Koa's to send. */
  send(): 'sent' | "Koa's" | 'nothing' {
    openReply(this.context.res);
    if (this.#set === undefined) return 'nothing';
    if (unwatchResponse(this.context.response)) this.#setOnContext(this.#set);
    const { body } = this.context;
    if (body !== (isBodiless(this.#set.status) ? null : this.#set.body)) return "Koa's";
    this.isSent = true;
    this.context.respond = false;
    try {
      writeBody(this.context.res, this.#set);
      closeReply(this.context.res, this[STATE]);
    } catch (error) {
      this.#isBroken = true;
      throw error;
    }
    return 'sent';
  }

  #setOnContext(representation: Representation): void {
    const { context } = this;
    setFields(context.res, representation);
    context.status = representation.status;
    // Koa counts the bytes. A body that was there before, and may be a stream, is its to clear away.
    context.body = isBodiless(representation.status) ? null : representation.body;
  }

  /** After a failure that came when the answer was said and not sent: nothing that middleware did to it may stand in its way. */
  sendAnew(): void {
    // Middleware's own `writeHead` or `end` has thrown: it would again.
    if (this.#isBroken) this.abort();
    const progress = node.progress(this.context.res);
    if (this.isSent || this.#set === undefined) return;
    if (progress === 'head-sent') this.abort();
    else if (progress === 'open') this.write(this.#set);
  }

  abort(): void {
    this.context.respond = false;
    node.abort(this.context.res);
  }
}

/** The reply of a context; made here for one that our middleware has not seen, as in a test of the app's. */
export function replyOf(context: KoaContext): KoaReply {
  return (context as { [REPLY]?: KoaReply })[REPLY] ?? new KoaReply(context);
}

/** What the core asks of a host, answered by Koa's context. */
export const koaHost: Host<KoaReply> = {
  name: 'Koa',
  read: (reply) => reply.begins().request,
  progress: (reply) => reply.progress,
  write: (reply, representation) => reply.write(representation),
  abort: (reply) => reply.abort(),
  begun: ({ context }) => node.begun?.(context.res),
  conclude(reply, text) {
    reply.context.respond = false;
    return node.conclude?.(reply.context.res, text);
  },
  takeBack: (reply) => reply.takeBack(),
  context(reply) {
    reply.appBegins();
    return { req: reply.context.request, res: reply.context };
  },
};
