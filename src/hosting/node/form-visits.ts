import type { ServerResponse } from 'node:http';
import onHeaders from 'on-headers';
import type { IncomingRequest } from '../../core/ports/request.ts';
import { isPromiseLike } from '../../core/values/maybe-promise.ts';
import { FLASH_MARK } from '../../forms/flash/flash-cookies.ts';
import type { Visit } from '../../forms/flash/visit.ts';
import type { Forms } from '../../forms/forms.ts';
import { connectFlash } from '../../forms/page/connect-flash.ts';
import type { PageForm } from '../../forms/page/page-form.ts';
import { isSent } from '../shared/is-sent.ts';
import { addCookies } from './add-cookies.ts';
import { keepCopy } from './form-copy.ts';
import { holdHead } from './hold-head.ts';
import { type NodeReply, NodeRequest } from './node-request.ts';

/** The visits of requests that brought a flash along, by their reply. All the others cost a look at one header field. */
const known = new WeakMap<NodeReply, Visit>();

/** How a host's own object of a request leads to Node's reply, and to the request as the core sees it. */
interface Port<Native> {
  reply(native: Native): NodeReply;
  request(native: Native): IncomingRequest;
}

/**
 * What the requests of an app have to do with its forms. A host calls `arrive` or `enter` before the app has the request, and may ask for `pageOf` from
 * then on.
 */
export class FormVisits<Native extends object> {
  readonly #forms: Forms;
  readonly #port: Port<Native>;

  constructor(forms: Forms, port: Port<Native>) {
    this.#forms = forms;
    this.#port = port;
  }

  /** Sees to it that the flash of a request is there. `undefined`: it is, or the request brought none; else the promise is to be waited for. */
  arrive(native: Native): PromiseLike<void> | undefined {
    const reply = this.#port.reply(native);
    if (!bringsFlash(reply)) return undefined;
    const visit = this.#forms.visit(this.#port.request(native));
    const arrived = visit.arrive();
    if (isPromiseLike(arrived)) return arrived.then(() => watch(reply, visit));
    watch(reply, visit);
    return undefined;
  }

  /** Calls `go` once the flash is there: at once, unless it has to be waited for. */
  enter(native: Native, go: () => void): void {
    const arrived = this.arrive(native);
    // In a turn of its own: what the app throws is not the promise's.
    if (arrived === undefined) go();
    else void arrived.then(() => setImmediate(go));
  }

  /** The page that a request asks for. */
  pageOf(native: Native): PageForm {
    const reply = this.#port.reply(native);
    return this.#forms.page(this.#port.request(native), known.get(reply), (page) => keepBeforeHead(reply, page));
  }
}

/** The same for hosts whose own object is a reply of Node's. */
export function nodeVisits(forms: Forms): FormVisits<NodeReply> {
  return new FormVisits<NodeReply>(forms, { reply: (reply) => reply, request: (reply) => new NodeRequest(reply) });
}

/** Is there a flash to look for? What a form sends is kept on the way. */
function bringsFlash(reply: NodeReply): boolean {
  const { method } = reply.req;
  if (method !== 'GET' && method !== 'HEAD') keepCopy(reply.req);
  // An app in an app arrives twice.
  return reply.req.headers.cookie?.includes(FLASH_MARK) === true && !known.has(reply);
}

/** Gives a host's replies `form`, and its requests the `flash` that apps with connect-flash call. */
export function defineForm(visits: FormVisits<NodeReply>, reply: object, request: object | undefined): void {
  Object.defineProperty(reply, 'form', {
    configurable: true,
    get(this: NodeReply) {
      return visits.pageOf(this).form;
    },
    // Middleware may have a `form` of its own.
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

function watch(reply: NodeReply, visit: Visit): void {
  known.set(reply, visit);
  if (visit.isEmpty) return;
  // The client left while a store was asked. The reply emits no event any more.
  if (isGone(reply)) {
    visit.settle(false);
    return;
  }
  onHeaders(reply as ServerResponse, function (this: ServerResponse) {
    const { cookies, cacheControl } = visit.depart(this.statusCode, (name) => fieldOf(this, name));
    if (cookies.length > 0) addCookies(this, cookies);
    if (cacheControl !== undefined) this.setHeader('cache-control', cacheControl);
  });
  let settled = false;
  const settle = (sent: boolean): void => {
    if (!settled) visit.settle(sent);
    settled = true;
  };
  // Before Node's own listener, which takes the socket away. Not every reply of an adapter for AWS Lambda is ever closed.
  (reply as ServerResponse).prependOnceListener('finish', () => settle(isSent({ incoming: reply.req, outgoing: reply })));
  reply.once('close', () => settle(false));
}

function keepBeforeHead(reply: NodeReply, page: PageForm): void {
  if (reply.headersSent) return;
  holdHead(reply, (status, location) => page.keepPending(status, location));
}

function fieldOf(reply: ServerResponse, name: string): string | undefined {
  const value = reply.getHeader(name);
  return value === undefined ? undefined : Array.isArray(value) ? value.join(', ') : String(value);
}

function isGone(reply: NodeReply): boolean {
  if ('stream' in reply) return reply.stream?.destroyed !== false;
  return reply.destroyed || reply.req.socket?.destroyed === true;
}
