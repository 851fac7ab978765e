import type { IncomingRequest } from '../../core/ports/request.ts';

/** A library that sends a page's requests itself, and takes the answers into the page. */
export type FrontEnd = 'htmx' | 'turbo' | 'inertia';

/** Which of them sent the request, told by the field that each of them sets. */
export function frontEndOf(request: IncomingRequest): FrontEnd | undefined {
  if (request.header('hx-request') === 'true') return 'htmx';
  if (request.header('x-inertia') === 'true') return 'inertia';
  // Turbo 7 has no request id of its own: its frames, and its forms by their Accept.
  if (request.header('x-turbo-request-id') !== undefined || request.header('turbo-frame') !== undefined || wantsTurboStream(request)) return 'turbo';
  return undefined;
}

/**
 * Does htmx put the answer into a part of the page? htmx 4 says so itself; of htmx 2 it is known that a boosted link or form takes
 * a whole page, and that going back in the history does.
 */
export function isHtmxPartial(request: IncomingRequest): boolean {
  if (request.header('hx-request') !== 'true' || request.header('hx-history-restore-request') === 'true') return false;
  const type = request.header('hx-request-type');
  return type === undefined ? request.header('hx-boosted') !== 'true' : type !== 'full';
}

/**
 * Is what a front end asked for shown as the page, or as the part of it that has the form? `undefined`: none of them asked. Only such an
 * answer uses a flash up: not a part that htmx fetches, a poll perhaps, and not an Inertia visit for other props.
 */
export function opensPage(request: IncomingRequest): boolean | undefined {
  const frontEnd = frontEndOf(request);
  if (frontEnd === 'htmx') return !isHtmxPartial(request);
  if (frontEnd === 'inertia') return asksForInertiaErrors(request);
  return frontEnd === undefined ? undefined : true;
}

/** Would it be understood as a list of changes to the page (`<turbo-stream>`)? Turbo says so of every form. */
export function wantsTurboStream(request: IncomingRequest): boolean {
  return request.header('accept')?.includes(TURBO_STREAM) === true;
}

export const TURBO_STREAM = 'text/vnd.turbo-stream.html';

/** The form that an Inertia visit is about, where its page has several. `''`: the page's only one. */
export function inertiaBag(request: IncomingRequest): string {
  const bag = request.header('x-inertia-error-bag') ?? '';
  return bag.length <= 64 ? bag : '';
}

/**
 * Does an Inertia visit ask for `props.errors`? All but a partial reload of other props: deferred props and polls race the page after
 * a redirect, and would take its errors away from it.
 */
export function asksForInertiaErrors(request: IncomingRequest): boolean {
  const only = request.header('x-inertia-partial-data');
  if (only !== undefined) return names(only, 'errors');
  const except = request.header('x-inertia-partial-except');
  return except === undefined || !names(except, 'errors');
}

/** Props are named in dots: `errors.email` is in `errors`. */
function names(list: string, prop: string): boolean {
  return list.split(',', 256).some((name) => name.trim().split('.', 1)[0] === prop);
}

/**
 * An answer that displays nothing of its own, so that what waits for a page goes on waiting: a redirect, those that htmx and Inertia
 * follow by script among them; a failure; nothing at all.
 */
export function keepsFlash(status: number, header: (name: string) => string | undefined): boolean {
  if (status < 200 || (status >= 300 && status < 400) || status >= 500 || status === 204 || status === 205) return true;
  if (status === 409 && (header('x-inertia-location') !== undefined || header('x-inertia-redirect') !== undefined)) return true;
  return header('hx-redirect') !== undefined || header('hx-location') !== undefined || header('hx-refresh') === 'true';
}
