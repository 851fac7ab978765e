import type { IncomingRequest } from '../../core/ports/request.ts';

/** A library that sends a page's requests by script, and puts the answers into the page. */
export type FrontEnd = 'htmx' | 'turbo' | 'inertia';

/** Returns the front end that sent the request, by the header field that each of them sets. */
export function frontEndOf(request: IncomingRequest): FrontEnd | undefined {
  if (request.header('hx-request') === 'true') return 'htmx';
  if (request.header('x-inertia') === 'true') return 'inertia';
  // Turbo 7 sends no request id. Its frames have a field of their own, and its forms are known by Accept.
  if (request.header('x-turbo-request-id') !== undefined || request.header('turbo-frame') !== undefined || wantsTurboStream(request)) return 'turbo';
  return undefined;
}

/**
 * Returns whether htmx puts the answer into a part of the page. htmx 4 sends that in a field. For htmx 2, a boosted link or form takes a whole page, and
 * so does a step back in the history.
 */
export function isHtmxPartial(request: IncomingRequest): boolean {
  if (request.header('hx-request') !== 'true' || request.header('hx-history-restore-request') === 'true') return false;
  const type = request.header('hx-request-type');
  return type === undefined ? request.header('hx-boosted') !== 'true' : type !== 'full';
}

/**
 * Returns whether the answer is shown as the page, or as the part of it that has the form. `undefined`: no front end sent the request. Only such an answer
 * uses a flash up. A part that htmx fetches, such as a poll, does not, nor does an Inertia visit for other props.
 */
export function opensPage(request: IncomingRequest): boolean | undefined {
  const frontEnd = frontEndOf(request);
  if (frontEnd === 'htmx') return !isHtmxPartial(request);
  if (frontEnd === 'inertia') return asksForInertiaErrors(request);
  return frontEnd === undefined ? undefined : true;
}

/** Returns whether the client accepts a list of changes to the page (`<turbo-stream>`). Turbo accepts it for every form. */
export function wantsTurboStream(request: IncomingRequest): boolean {
  return request.header('accept')?.includes(TURBO_STREAM) === true;
}

/** The media type of a list of changes to a page. */
export const TURBO_STREAM = 'text/vnd.turbo-stream.html';

/** Returns the form of an Inertia visit, if its page has several. `''`: the page's only form. */
export function inertiaBag(request: IncomingRequest): string {
  const bag = request.header('x-inertia-error-bag') ?? '';
  return bag.length <= 64 ? bag : '';
}

/**
 * Returns whether an Inertia visit loads `props.errors`. Only a partial reload of other props does not: deferred props and polls are sent at the same time
 * as the page after a redirect, and would take its errors.
 */
export function asksForInertiaErrors(request: IncomingRequest): boolean {
  const only = request.header('x-inertia-partial-data');
  if (only !== undefined) return names(only, 'errors');
  const except = request.header('x-inertia-partial-except');
  return except === undefined || !names(except, 'errors');
}

/** Props are named in dots: `errors.email` belongs to `errors`. */
function names(list: string, prop: string): boolean {
  return list.split(',', 256).some((name) => name.trim().split('.', 1)[0] === prop);
}

/**
 * Returns whether the answer shows no page, so that a flash stays for the next one: a redirect, also one that htmx or Inertia follows by script, a server
 * error, or no content.
 */
export function keepsFlash(status: number, header: (name: string) => string | undefined): boolean {
  if (status < 200 || (status >= 300 && status < 400) || status >= 500 || status === 204 || status === 205) return true;
  if (status === 409 && (header('x-inertia-location') !== undefined || header('x-inertia-redirect') !== undefined)) return true;
  return header('hx-redirect') !== undefined || header('hx-location') !== undefined || header('hx-refresh') === 'true';
}
