import type { ServerResponse } from 'node:http';
import onHeaders from 'on-headers';
import type { IncomingRequest } from '../../core/ports/request.ts';
import { isPromiseLike } from '../../core/values/maybe-promise.ts';
import { FLASH_MARK } from '../../forms/flash/flash-cookies.ts';
import type { Visit } from '../../forms/flash/visit.ts';
import type { Forms } from '../../forms/forms.ts';
import { connectFlash } from '../../forms/page/connect-flash.ts';
import type { PageForm, PageVisit } from '../../forms/page/page-form.ts';
import { isSent } from '../shared/is-sent.ts';
import { addCookies } from './add-cookies.ts';
import { keepCopy } from './form-copy.ts';
import { holdHead } from './hold-head.ts';
import { type NodeReply, NodeRequest } from './node-request.ts';

/** The visits of the requests that have a flash, by their reply. Every other request costs one check of a header field. */
const known = new WeakMap<NodeReply, Visit>();

/** Finds Node's reply and the core's request for a host's native object. */
interface Port<Native> {
  reply(native: Native): NodeReply;
  request(native: Native): IncomingRequest;
  /** Messages for this page that do not come with a cookie. */
  others?(native: Native): PageVisit;
}

/**
 * Connects the requests of an app with its forms. A host calls `arrive` or `enter` before the app has the request. After that it may call `pageOf`.
 */
export class FormVisits<Native extends object> {
  readonly #forms: Forms;
  readonly #port: Port<Native>;

  constructor(forms: Forms, port: Port<Native>) {
    this.#forms = forms;
    this.#port = port;
  }

  /** Loads the flash of a request. Returns `undefined` if the flash is loaded or the request has none, and otherwise a promise to wait for. */
  arrive(native: Native): PromiseLike<void> | undefined {
    const reply = this.#port.reply(native);
    if (!bringsFlash(reply)) return undefined;
    const request = this.#port.request(native);
    const visit = this.#forms.visit(request);
    const arrived = visit.arrive();
    if (isPromiseLike(arrived)) return arrived.then(() => watch(reply, request, visit));
    watch(reply, request, visit);
    return undefined;
  }

  /** Calls `go` when the flash is loaded: at once, unless a store has to be waited for. */
  enter(native: Native, go: () => void): void {
    const arrived = this.arrive(native);
    // A separate turn, so that an error of the app does not reject this promise.
    if (arrived === undefined) go();
    else void arrived.then(() => setImmediate(go));
  }

  /** The form of the page that a request is for. */
  pageOf(native: Native): PageForm {
    const reply = this.#port.reply(native);
    const request = this.#port.request(native);
    const visit = known.get(reply);
    const others = this.#port.others?.(native);
    return this.#forms.page(request, others === undefined ? visit : joined(visit, others), (page) => keepBeforeHead(reply, request, page));
  }
}

/** Makes the visits for hosts whose native object is Node's reply. */
export function nodeVisits(forms: Forms, others?: (reply: NodeReply) => PageVisit): FormVisits<NodeReply> {
  return new FormVisits<NodeReply>(forms, { reply: (reply) => reply, request: (reply) => new NodeRequest(reply), ...(others && { others }) });
}

/** A visit with the messages that come in another way. */
function joined(visit: PageVisit | undefined, others: PageVisit): PageVisit {
  return {
    get notes() {
      return [...(visit?.notes ?? []), ...others.notes];
    },
    show() {
      visit?.show();
      others.show();
    },
    keep: () => visit?.keep?.(),
  };
}

/** Whether the request has a flash to load. The body of a submitted form is copied. */
function bringsFlash(reply: NodeReply): boolean {
  const { method } = reply.req;
  if (method !== 'GET' && method !== 'HEAD') keepCopy(reply.req);
  // The request of a mounted app arrives twice.
  return reply.req.headers.cookie?.includes(FLASH_MARK) === true && !known.has(reply);
}

/** Defines `form` on a host's replies, and the `flash` of connect-flash on its requests. */
export function defineForm(visits: FormVisits<NodeReply>, reply: object, request: object | undefined): void {
  Object.defineProperty(reply, 'form', {
    configurable: true,
    get(this: NodeReply) {
      return visits.pageOf(this).form;
    },
    // Middleware may set its own `form`.
    set(this: NodeReply, value: unknown) {
      Object.defineProperty(this, 'form', { value, writable: true, configurable: true, enumerable: true });
    },
  });
  if (request === undefined || 'flash' in request) return;
  Object.defineProperty(request, 'flash', {
    value: connectFlash((native: { res?: NodeReply }) => (native.res === undefined ? undefined : visits.pageOf(native.res))),
    writable: true,
    configurable: true,
    enumerable: false,
  });
}

function watch(reply: NodeReply, request: IncomingRequest, visit: Visit): void {
  known.set(reply, visit);
  if (visit.isEmpty) return;
  // The client has disconnected while the store was read. The reply emits no further event.
  if (isGone(reply)) {
    visit.settle(false);
    return;
  }
  onHeaders(reply as ServerResponse, function (this: ServerResponse) {
    const { cookies, cacheControl, replacement } = visit.depart(
      this.statusCode,
      (name) => fieldOf(this, name),
      visit.isForm ? receivedForm(reply, request) : undefined,
    );
    if (cookies.length > 0) addCookies(this, cookies);
    if (cacheControl !== undefined) this.setHeader('cache-control', cacheControl);
    if (replacement === undefined) return;
    this.statusCode = replacement.status;
    for (const [name, value] of Object.entries(replacement.fields)) value === undefined ? this.removeHeader(name) : this.setHeader(name, value);
  });
  let settled = false;
  const settle = (sent: boolean): void => {
    if (!settled) visit.settle(sent);
    settled = true;
  };
  // This listener runs before Node's own, which removes the socket. Some replies of AWS Lambda adapters never close.
  (reply as ServerResponse).prependOnceListener('finish', () => settle(isSent({ incoming: reply.req, outgoing: reply })));
  reply.once('close', () => settle(false));
}

function keepBeforeHead(reply: NodeReply, request: IncomingRequest, page: PageForm): void {
  if (reply.headersSent) return;
  holdHead(reply, (status, location) => page.keepPending(status, location, receivedForm(reply, request)));
}

/** The submitted form, if the app has received it. A body that nobody has read is left alone, because the app may read it after the head. */
function receivedForm(reply: NodeReply, request: IncomingRequest): unknown {
  const parsed = request.parsed?.();
  if (typeof parsed === 'object' && parsed !== null && !Buffer.isBuffer(parsed)) return parsed;
  const submitted = reply.req.readableEnded ? request.submitted?.() : undefined;
  return isPromiseLike(submitted) ? undefined : submitted;
}

function fieldOf(reply: ServerResponse, name: string): string | undefined {
  const value = reply.getHeader(name);
  return value === undefined ? undefined : Array.isArray(value) ? value.join(', ') : String(value);
}

function isGone(reply: NodeReply): boolean {
  if ('stream' in reply) return reply.stream?.destroyed !== false;
  return reply.destroyed || reply.req.socket?.destroyed === true;
}
