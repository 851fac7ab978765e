// Imported: the global is a getter, which on each use costs as much again as the clock.
import { performance } from 'node:perf_hooks';
import { type Answered, isSuccess, STATE } from '../../core/pipeline/answered.ts';
import { reportHostAnswer } from '../../core/pipeline/second-answer.ts';
import type { Host } from '../../core/ports/host.ts';
import type { Representation } from '../../core/ports/representation.ts';
import { isBodiless, nodeHost, setFields, writeBody } from '../../hosting/node/node-host.ts';
import { linkRequest } from '../../hosting/node/node-request.ts';
import { closeReply, holdReply, openReply } from '../../hosting/node/second-answer.ts';
import type { KoaContext } from './app.ts';
import { factsOf } from './errors.ts';
import { KoaRequest } from './request.ts';
import { unwatchResponse, watchResponse } from './second-answer.ts';

const REPLY = Symbol('halyard.reply');
const node = nodeHost('Koa');

/**
 * The response of one request, and its progress. While middleware runs, a response is set on the context as Koa apps expect: status, header
 * fields and body. Outer middleware can read it there, such as a session that commits, a log or a compression. Then it is sent.
 */
export class KoaReply {
  readonly context: KoaContext;
  readonly request: KoaRequest;
  declare [STATE]?: Answered;
  /** All middleware has returned or failed. A response is now sent at once. */
  isThrough = false;
  /** The response was written to Node's reply. */
  isSent = false;
  /** Koa sends what the app's own response has set on the context. */
  isLeftToKoa = false;
  /** Node's reply threw while the response was written. */
  #isBroken = false;
  #failure: unknown;
  /** The response that was set on the context, where outer middleware can read it. */
  #set: Representation | undefined;
  /** The body of the context when a response was called. */
  #bodyBefore: unknown;
  /** Body and status of the context when the app's own response was called. */
  #before: { readonly body: unknown; readonly status: number } | undefined;

  /** Does Halyard send the response after all middleware? `false` in an app that is mounted inside an app without Halyard. */
  isSentByUs = false;

  constructor(context: KoaContext) {
    this.context = context;
    linkRequest(context.res, context.req);
    this.request = new KoaRequest(context, performance.now());
    (context as { [REPLY]?: KoaReply })[REPLY] = this;
  }

  get progress(): ReturnType<typeof node.progress> {
    const progress = node.progress(this.context.res);
    return progress === 'open' && this.isAnsweredByApp ? 'finished' : progress;
  }

  /** Has the app's own response set `ctx.body`, or a status without a body? */
  get isAnsweredByApp(): boolean {
    const { context } = this;
    const before = this.#before;
    if (before === undefined || this[STATE]?.isApps !== true) return false;
    return context.body !== before.body || (context.status !== before.status && isBodiless(context.status));
  }

  /** Is this the error of the call before? The stream, its pipeline and the code that awaits it can all report the same error. */
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

  /** Notes the body of the context when a response method is called. */
  begins(): this {
    this.#bodyBefore = this.context.body;
    return this;
  }

  /** Logs a second answer that the watch on the context did not see: one from the time of rendering, or one written to Node's reply. */
  noteSecondAnswer(): void {
    const { context } = this;
    const state = this[STATE];
    if (state?.isFailure !== true || this.isSent) return;
    if (context.headerSent) {
      if (this.#set !== undefined) reportHostAnswer(state, `ctx.res, with status ${context.res.statusCode}`);
    } else if (context.respond !== false && this.#set === undefined && context.body !== this.#bodyBefore) reportHostAnswer(state, 'ctx.body = …');
  }

  /** Takes back a success, and returns whether that worked. Koa sends after all middleware, so until then the success is only set on the context. */
  takeBack(): boolean {
    if (!isSuccess(this) || this.isSent || node.progress(this.context.res) !== 'open') return false;
    if (this.#set === undefined && (this.isThrough || !this.isAnsweredByApp)) return false;
    this.#set = undefined;
    this.#before = undefined;
    return true;
  }

  /** Is a failure set on the context and not sent yet? It is sent even if the app has changed the context since. */
  get stands(): boolean {
    return this.isSentByUs && this.#set !== undefined && this[STATE]?.isFailure === true && !this.isSent && !this.context.headerSent;
  }

  /** Sends the response that is set on the context. `by-koa`: middleware has replaced the body, and Koa sends that one. */
  send(): 'sent' | 'by-koa' | 'nothing' {
    openReply(this.context.res);
    if (this.#set === undefined) return 'nothing';
    if (unwatchResponse(this.context.response)) this.#setOnContext(this.#set);
    const { body } = this.context;
    if (body !== (isBodiless(this.#set.status) ? null : this.#set.body)) return 'by-koa';
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
    // Koa sets Content-Length. It also destroys an earlier body that is a stream.
    context.body = isBodiless(representation.status) ? null : representation.body;
  }

  /** Sends the response for an error that came after a response was set and before it was sent. Changes by middleware do not prevent it. */
  sendAnew(): void {
    // Middleware's own `writeHead` or `end` has thrown, and would throw a second time.
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

/** The reply of a context. It is made here if the outermost middleware has not run, as in a test of the app. */
export function replyOf(context: KoaContext): KoaReply {
  return (context as { [REPLY]?: KoaReply })[REPLY] ?? new KoaReply(context);
}

/** The host port of the core, implemented with Koa's context. */
export const koaHost: Host<KoaReply> = {
  name: 'Koa',
  read: (reply) => reply.begins().request,
  progress: (reply) => reply.progress,
  sentStatus: ({ context }) => context.status,
  factsOf: ({ context }, error) => factsOf(error, context),
  write: (reply, representation) => reply.write(representation),
  abort: (reply) => reply.abort(),
  startedType: ({ context }) => node.startedType?.(context.res),
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
