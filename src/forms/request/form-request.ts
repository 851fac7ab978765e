import type { Format } from '../../core/formats/format.ts';
import { isPrefetch } from '../../core/ports/prefetch.ts';
import type { IncomingRequest } from '../../core/ports/request.ts';
import { anyPage, partAddress } from '../flash/flash-cookies.ts';
import type { FormSettings } from './form-settings.ts';
import { frontEndOf, isForPart, opensPage } from './front-end.ts';
import { ownAddress } from './return-target.ts';
import { siteOf } from './site.ts';

/** Methods after which a browser follows a redirect with GET (RFC 9110 §15.4.4). A request with a safe method, such as QUERY, is never redirected. */
const UNSAFE: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);
/** The media types that a form element can send. A form without fields, and some clients, send none. */
const FORM_TYPE = /^(?:application\/x-www-form-urlencoded|multipart\/form-data|text\/plain)\b/i;
/** The destinations of a page in a browser (Fetch Metadata). */
const PAGE_DESTINATION: ReadonlySet<string> = new Set(['document', 'iframe', 'frame']);

/** Returns whether the request may be a form: a browser follows its redirect with GET. */
export function isUnsafe({ transport, method }: IncomingRequest): boolean {
  return transport === 'http' && UNSAFE.has(method);
}

/**
 * Returns whether the request is a browser's form: an unsafe method, the media type of a form, and a page as the preferred format. Scripts and API clients
 * are not redirected.
 */
export function isFormPost(request: IncomingRequest, negotiated: readonly Format[]): boolean {
  if (!isUnsafe(request) || negotiated[0]?.mediaType !== 'text/html') return false;
  const type = request.header('content-type');
  if (type !== undefined && type !== '' && !FORM_TYPE.test(type)) return false;
  return isPage(request);
}

/**
 * Returns whether the answer is shown as the page. Only such a request uses a flash up, and only if it is not a prefetch. An image, a polling script or a
 * prefetch of the same address leaves the flash alone.
 */
export function isPageRequest(request: IncomingRequest): boolean {
  if (request.transport !== 'http' || request.method !== 'GET') return false;
  if (opensPage(request) === false || isFromOtherOrigin(request)) return false;
  const accept = request.header('accept');
  if (accept === undefined) return isNavigated(request);
  // `<link rel="prefetch">` loads a page with the destination of a script.
  if (/\btext\/html\b|\bapplication\/xhtml\+xml\b/i.test(accept)) return isPage(request) || isPrefetch(request);
  return isScriptedPage(request) || isNavigated(request);
}

/**
 * Returns the addresses of the flashes that the answer to this request may show. A part of a page shows only the flash that a request for a part has left,
 * before the redirect that the front end follows.
 */
export function flashAddresses(settings: FormSettings, request: IncomingRequest): readonly string[] {
  const address = ownAddress(settings, request);
  if (address === undefined) return [];
  if (isPageRequest(request)) return [address, partAddress(address), anyPage(settings.baseOf(request))];
  const isPart = request.transport === 'http' && request.method === 'GET' && isForPart(request) && !isFromOtherOrigin(request);
  return isPart ? [partAddress(address)] : [];
}

/**
 * Returns whether a page of another origin made the request, and not by a top-level navigation. A hidden frame of a sibling domain would use up a flash
 * that nobody sees. A service worker hides the destination, and browsers give the frames of another site no worker of this one.
 */
function isFromOtherOrigin(request: IncomingRequest): boolean {
  const site = request.header('sec-fetch-site');
  if (site === undefined || site === 'same-origin' || site === 'none') return false;
  return request.header('sec-fetch-dest') !== 'document' && !(site === 'cross-site' && isThroughWorker(request));
}

/**
 * Returns whether the app's messages may be kept for the next page. A request with an unsafe method must come from a page of this origin. A request that
 * opens a page may come from anywhere, such as a link in a mail: it sends the visitor's other flash cookies, so they cannot accumulate.
 */
export function mayLeaveMessages(request: IncomingRequest, origins: readonly string[]): boolean {
  const site = siteOf(request, origins);
  if (site === 'own') return true;
  if (request.method !== 'GET' || (isFromOtherOrigin(request) && !isThroughWorker(request))) return false;
  // On plain http a browser sends no Fetch Metadata. An image of a foreign page sends no cookies, so its flash cookies would accumulate.
  return request.header('sec-fetch-site') !== undefined || (site !== 'foreign' && acceptsPage(request.header('accept') ?? '*/*'));
}

/** Returns whether Accept names a page, or only `*`/`*`. For an image it lists other types before `*`/`*`. */
function acceptsPage(accept: string): boolean {
  return /\btext\/html\b/i.test(accept) || accept.trim() === '*/*';
}

/** Returns whether the browser opens a page. Only a browser sends the mode `navigate`, and no script can set it. */
function isNavigated(request: IncomingRequest): boolean {
  return request.header('sec-fetch-mode') === 'navigate' || PAGE_DESTINATION.has(request.header('sec-fetch-dest') ?? '');
}

/** Returns whether a service worker passed a navigation on with `fetch(event.request)`. It keeps the mode and loses the destination. */
function isThroughWorker(request: IncomingRequest): boolean {
  return request.header('sec-fetch-mode') === 'navigate' && request.header('sec-fetch-dest') === 'empty';
}

/**
 * Returns whether a service worker opens a page with a copy of its request, as in `fetch(event.request, { cache: 'no-cache' })`. The mode becomes
 * `same-origin`, and the field that only a navigation has is kept. A form does not count: the copy also hides the site that sent it.
 */
function isCopiedByWorker(request: IncomingRequest): boolean {
  return request.method === 'GET' && request.header('sec-fetch-mode') === 'same-origin' && request.header('upgrade-insecure-requests') === '1';
}

/** Returns whether the answer is a page. A browser without Fetch Metadata (plain http) counts, unless a script made the request. */
function isPage(request: IncomingRequest): boolean {
  if (isScriptedPage(request) || isNavigated(request) || isCopiedByWorker(request)) return true;
  if (request.header('sec-fetch-dest') !== undefined) return false;
  // The mode does not decide: Node's fetch sends `cors` for every request. A browser that sends the mode also sends the destination.
  return request.header('x-requested-with')?.toLowerCase() !== 'xmlhttprequest';
}

/** Returns whether a script puts the answer in the page's place, or into the page. */
function isScriptedPage(request: IncomingRequest): boolean {
  return frontEndOf(request) !== undefined;
}
