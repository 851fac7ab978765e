import type { Format } from '../../core/formats/format.ts';
import type { IncomingRequest } from '../../core/ports/request.ts';
import { frontEndOf, opensPage } from './front-end.ts';
import { siteOf } from './site.ts';

/** Methods after which a browser goes back by GET (RFC 9110 §15.4.4). Safe ones, QUERY among them, are never sent anywhere. */
const UNSAFE: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);
/** What the form element can send. None: a form without fields, or a client that says nothing. */
const FORM_TYPE = /^(?:application\/x-www-form-urlencoded|multipart\/form-data|text\/plain)\b/i;
/** Where a browser puts a page (Fetch Metadata). */
const PAGE_DESTINATION: ReadonlySet<string> = new Set(['document', 'iframe', 'frame']);

/** A browser's form: an unsafe method, a form's body, and a page wanted in answer. Scripts and API clients are not sent anywhere. */
export function isFormPost(request: IncomingRequest, negotiated: readonly Format[]): boolean {
  if (request.transport !== 'http' || !UNSAFE.has(request.method) || negotiated[0]?.mediaType !== 'text/html') return false;
  const type = request.header('content-type');
  if (type !== undefined && type !== '' && !FORM_TYPE.test(type)) return false;
  return isPage(request);
}

/**
 * A request whose answer is shown as the page: only such a one uses up a flash, and only when it is not made ahead of time. An image,
 * a polling script or a prefetch of the same address leaves it alone.
 */
export function isPageRequest(request: IncomingRequest): boolean {
  if (request.transport !== 'http' || request.method !== 'GET') return false;
  if (opensPage(request) === false || isAskedFromElsewhere(request)) return false;
  const accept = request.header('accept');
  if (accept === undefined) return PAGE_DESTINATION.has(request.header('sec-fetch-dest') ?? '');
  return /\btext\/html\b|\bapplication\/xhtml\+xml\b/i.test(accept) ? isPage(request) : isScriptedPage(request) || isNavigated(request);
}

/** Does a page of another origin ask for it, and not by going there? A hidden frame of a sibling domain would use up what nobody sees. */
function isAskedFromElsewhere(request: IncomingRequest): boolean {
  const site = request.header('sec-fetch-site');
  return site !== undefined && site !== 'same-origin' && site !== 'none' && request.header('sec-fetch-dest') !== 'document';
}

/**
 * May the app's messages wait for the next page? A request that changes something has to come from a page of this origin. One that opens
 * a page may come from anywhere, a link in a mail perhaps: it brings the visitor's other flashes along, so they cannot pile up.
 */
export function mayLeaveMessages(request: IncomingRequest, origins: readonly string[]): boolean {
  const site = siteOf(request, origins);
  if (site === 'own') return true;
  if (request.method !== 'GET' || isAskedFromElsewhere(request)) return false;
  // On plain http a browser does not say what it asks for: an image of a foreign page brings no cookies along, so that those it gets would pile up.
  return request.header('sec-fetch-site') !== undefined || (site !== 'foreign' && asksForPage(request.header('accept') ?? '*/*'));
}

/** A page, or whatever there is. An image is asked for with other types before `*`/`*`. */
function asksForPage(accept: string): boolean {
  return /\btext\/html\b/i.test(accept) || accept.trim() === '*/*';
}

function isNavigated(request: IncomingRequest): boolean {
  return PAGE_DESTINATION.has(request.header('sec-fetch-dest') ?? '');
}

/** By where the browser puts the answer; a browser that does not say (plain http) is believed, unless a script asks. */
function isPage(request: IncomingRequest): boolean {
  if (isScriptedPage(request)) return true;
  const destination = request.header('sec-fetch-dest');
  if (destination !== undefined) return PAGE_DESTINATION.has(destination);
  // Not by the mode: Node's fetch says `cors` of everything, and a browser that says it says where, too.
  return request.header('x-requested-with')?.toLowerCase() !== 'xmlhttprequest';
}

/** A script that puts the answer in the page's place, or into it. */
function isScriptedPage(request: IncomingRequest): boolean {
  return frontEndOf(request) !== undefined;
}
