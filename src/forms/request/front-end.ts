import type { IncomingRequest } from '../../core/ports/request.ts';

/** A library that sends a page's requests by script, and puts the answers into the page. */
export type FrontEnd = 'htmx' | 'turbo' | 'inertia' | 'unpoly' | 'alpine';

/** Returns the front end that sent the request, by the header field that each of them sets. */
export function frontEndOf(request: IncomingRequest): FrontEnd | undefined {
  if (request.header('hx-request') === 'true') return 'htmx';
  if (request.header('x-inertia') === 'true') return 'inertia';
  if (request.header('x-up-version') !== undefined) return 'unpoly';
  if (request.header('x-alpine-request') === 'true') return 'alpine';
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
 * Returns whether htmx 4 takes a part of the answer (`hx-select`). It calls that a full request, because the app answers with the page. A page of an error
 * has no such part, so the element's target would become empty.
 */
export function isHtmxSelection(request: IncomingRequest): boolean {
  if (request.header('hx-request-type') !== 'full' || request.header('hx-boosted') === 'true') return false;
  return !/^(?:body\b|$)/.test(request.header('hx-target') ?? '') && request.header('hx-history-restore-request') !== 'true';
}

/**
 * Returns whether the answer is shown as the page, or as the part of it that has the form. `undefined`: no front end sent the request. Only such an answer
 * uses a flash up. A part that htmx fetches, such as a poll, does not, nor does an Inertia visit for other props.
 */
export function opensPage(request: IncomingRequest): boolean | undefined {
  const frontEnd = frontEndOf(request);
  if (frontEnd === 'htmx') return !isHtmxPartial(request);
  if (frontEnd === 'inertia') return asksForInertiaErrors(request);
  if (frontEnd === 'unpoly') return isUnpolyPage(request);
  if (frontEnd === 'alpine') return false;
  return frontEnd === undefined ? undefined : true;
}

/** Returns whether a front end puts the answer into a part of the page: htmx, Unpoly or alpine-ajax. Inertia loads props, and Turbo loads pages. */
export function isForPart(request: IncomingRequest): boolean {
  return opensPage(request) === false && frontEndOf(request) !== 'inertia';
}

/** Returns whether Unpoly shows the answer as the page: it replaces the main element, or the body. */
export function isUnpolyPage(request: IncomingRequest): boolean {
  return UNPOLY_PAGE.test(request.header('x-up-target') ?? '');
}

/** The selectors of Unpoly for the content of a whole page (`up.fragment.config.mainTargets`), alone or first in a list. */
const UNPOLY_PAGE = /^(?:main|body|html|:main|\[up-main[^\]]{0,40}\]|\[role="?main"?\])(?:,|$)/;

/**
 * Returns whether the front end shows an invalid form by opening the form's page once more. htmx and Unpoly keep the form in the page and show the errors
 * in it. alpine-ajax always replaces its target, so it needs the form with its input.
 */
export function reopensForm(request: IncomingRequest, resend: boolean): boolean {
  const frontEnd = frontEndOf(request);
  if (frontEnd === 'htmx') return !isHtmxPartial(request) || resend;
  // A validation takes one field with its error from the form's page (`up-validate`).
  return frontEnd !== 'unpoly' || request.header('x-up-validate') !== undefined;
}

/** Returns whether the script expects HTML. A script of the app may let its front end fetch another type. */
export function takesHtml(request: IncomingRequest): boolean {
  return /\*\/\*|\btext\/html\b|^$/i.test(request.header('accept') ?? '');
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
