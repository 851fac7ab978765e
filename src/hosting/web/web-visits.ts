import { isPromiseLike, type MaybePromise } from '../../core/values/maybe-promise.ts';
import { type Departure, FORGET_PREFETCHED, leavesFlash } from '../../forms/flash/departure.ts';
import { FLASH_MARK } from '../../forms/flash/flash-cookies.ts';
import type { Visit } from '../../forms/flash/visit.ts';
import type { Forms } from '../../forms/forms.ts';
import type { Form } from '../../forms/page/form.ts';
import { isSent } from '../shared/is-sent.ts';
import type { Exchange } from './exchange.ts';

/** Loads the flash before the app has the request: at once, unless a store has to be waited for. */
export function receiveFlash(forms: Forms, exchange: Exchange): MaybePromise<void> {
  const cookies = exchange.incoming.header('cookie');
  if (cookies === undefined || !cookies.includes(FLASH_MARK)) return undefined;
  const visit = forms.visit(exchange.incoming);
  const arrived = visit.arrive();
  const keep = (): void => {
    if (!visit.isEmpty) exchange.visit = visit;
  };
  return isPromiseLike(arrived) ? arrived.then(keep) : keep();
}

/** The form of the page that a request is for. */
export function formOf(forms: Forms, exchange: Exchange): Form {
  return forms.page(exchange.incoming, exchange.visit, (page) => {
    exchange.page = page;
  }).form;
}

/** Whether the answer needs no changes for a form. */
export function isUnchanged({ visit, page }: Exchange): boolean {
  return visit === undefined && page === undefined;
}

/** Adds the cookies of the forms to the answer: deletions of used cookies, and messages for the next page. */
export async function depart(exchange: Exchange, response: Response): Promise<Response> {
  const { visit, page } = exchange;
  const fieldOf = (name: string): string | undefined => response.headers.get(name) ?? undefined;
  const cookies: string[] = [];
  let cacheControl: string | undefined;
  let replacement: Departure['replacement'];
  if (visit !== undefined) {
    const departure = visit.depart(response.status, fieldOf, visit.isForm ? await exchange.incoming.submitted() : undefined);
    cookies.push(...departure.cookies);
    ({ cacheControl, replacement } = departure);
    settleAtEnd(visit, exchange);
  }
  if (page !== undefined) cookies.push(...(await page.keepPending(response.status, fieldOf('location'), await exchange.incoming.submitted())));
  if (cookies.length === 0 && cacheControl === undefined) return response;
  const sent = replacement === undefined ? response : new Response(response.body, { status: replacement.status, headers: response.headers });
  return withFields(sent, (headers) => {
    for (const [name, value] of Object.entries(replacement?.fields ?? {})) value === undefined ? headers.delete(name) : headers.set(name, value);
    const present = headers.getSetCookie();
    // The same deletion may come from the form that goes back and from the request that sent the cookie.
    for (const cookie of cookies) if (!present.includes(cookie)) headers.append('set-cookie', cookie);
    if (leavesFlash(cookies) && !headers.has('clear-site-data')) headers.set('clear-site-data', FORGET_PREFETCHED);
    if (cacheControl !== undefined) headers.set('cache-control', cacheControl);
  });
}

/** Changes the fields of a Response. If they are immutable, as those of `fetch()` and `Response.redirect()`, it returns a new Response. */
export function withFields(response: Response, change: (headers: Headers) => void): Response {
  try {
    change(response.headers);
    return response;
  } catch {
    const { status, statusText } = response;
    const headers = new Headers(response.headers);
    change(headers);
    return new Response(response.body, { status, statusText, headers });
  }
}

/** Settles the visit when the answer was sent or lost, if the server reports that. Otherwise the answer counts as sent. */
function settleAtEnd(visit: Visit, exchange: Exchange): void {
  const { node } = exchange;
  if (node === undefined || exchange.isGone) {
    visit.settle(!exchange.isGone);
    return;
  }
  let sent = false;
  // This listener runs before Node's own, which removes the socket.
  node.outgoing.prependOnceListener('finish', () => {
    sent = isSent(node);
  });
  node.outgoing.once('close', () => visit.settle(sent));
}
