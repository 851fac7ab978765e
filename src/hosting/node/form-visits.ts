import type { ServerResponse } from 'node:http';
import onHeaders from 'on-headers';
import type { IncomingRequest } from '../../core/ports/request.ts';
import { isPromiseLike } from '../../core/values/maybe-promise.ts';
import { FLASH_MARK } from '../../forms/flash/flash-cookies.ts';
import type { Visit } from '../../forms/flash/visit.ts';
import type { Forms } from '../../forms/forms.ts';
import { connectFlash } from '../../forms/page/connect-flash.ts';
import type { Form } from '../../forms/page/form.ts';
import type { PageForm } from '../../forms/page/page-form.ts';
import { isSent } from '../shared/is-sent.ts';
import { addCookies } from './add-cookies.ts';
import { keepCopy } from './form-copy.ts';
import { holdHead } from './hold-head.ts';
import { type NodeReply, NodeRequest } from './node-request.ts';

/** The visits of requests that brought a flash along, by their reply. All the others cost a look at one header field. */
const visits = new WeakMap<NodeReply, Visit>();

/** Lets the app have the request once its flash is there: at once, unless it brought one. */
export function arriving(forms: Forms, reply: NodeReply, go: () => void): void {
  if (bringsFlash(reply)) visiting(forms, new NodeRequest(reply), reply, go);
  else go();
}

/** Is there a flash to look for? What a form sends is kept on the way. */
export function bringsFlash(reply: NodeReply): boolean {
  const { method } = reply.req;
  if (method !== 'GET' && method !== 'HEAD') keepCopy(reply.req);
  // An app in an app arrives twice.
  return reply.req.headers.cookie?.includes(FLASH_MARK) === true && !visits.has(reply);
}

/** `go`, once the flash that a request brought is there. */
export function visiting(forms: Forms, request: IncomingRequest, reply: NodeReply, go: () => void): void {
  const arrived = arrival(forms, request, reply);
  // In a turn of its own: what the app throws is not the promise's.
  if (arrived === undefined) go();
  else void arrived.then(() => setImmediate(go));
}

/** The same for hosts whose app is waited for. `undefined`: it is there. */
export function arrival(forms: Forms, request: IncomingRequest, reply: NodeReply): PromiseLike<void> | undefined {
  const visit = forms.visit(request);
  const arrived = visit.arrive();
  if (isPromiseLike(arrived)) return arrived.then(() => watch(reply, visit));
  watch(reply, visit);
  return undefined;
}

/** `res.form` of any reply of a Node host. */
function formOf(forms: Forms, reply: NodeReply): Form {
  return pageOf(forms, new NodeRequest(reply), reply).form;
}

/** The page that a request asks for. */
export function pageOf(forms: Forms, request: IncomingRequest, reply: NodeReply): PageForm {
  return forms.page(request, visits.get(reply), (page) => keepBeforeHead(reply, page));
}

/** Gives a host's replies `form`, and its requests the `flash` that apps with connect-flash call. */
export function defineForm(forms: Forms, reply: object, request: object | undefined): void {
  Object.defineProperty(reply, 'form', {
    configurable: true,
    get(this: NodeReply) {
      return formOf(forms, this);
    },
    // Middleware may have a `form` of its own.
    set(this: NodeReply, value: unknown) {
      Object.defineProperty(this, 'form', { value, writable: true, configurable: true, enumerable: true });
    },
  });
  if (request === undefined || 'flash' in request) return;
  Object.defineProperty(request, 'flash', {
    value: connectFlash((native: { res?: NodeReply }) => (native.res === undefined ? undefined : pageOf(forms, new NodeRequest(native.res), native.res))),
    writable: true,
    configurable: true,
    enumerable: false,
  });
}

function watch(reply: NodeReply, visit: Visit): void {
  visits.set(reply, visit);
  if (visit.isEmpty) return;
  // Gone while a store was asked: nobody will tell us of the end.
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
