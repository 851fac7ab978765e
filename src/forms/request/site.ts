import type { IncomingRequest } from '../../core/ports/request.ts';

/** The page that made a request: `own` for a page of this origin, `foreign` for another site's page, `unknown` without evidence. Only `own` is a proof. */
export type Site = 'own' | 'foreign' | 'unknown';

/**
 * Returns the site of a request. Fetch Metadata decides, because no page can forge it. Without it `Origin` decides, and without that `Referer`. `Origin:
 * null` proves nothing: every page can make a browser send it (a sandboxed frame, `Referrer-Policy: no-referrer`). A sibling subdomain (`same-site`) is
 * another origin. The Host field is only compared with another field of the same browser. It never becomes a part of an address.
 */
export function siteOf(request: IncomingRequest, origins: readonly string[]): Site {
  const metadata = request.header('sec-fetch-site');
  if (metadata !== undefined) return metadata === 'same-origin' || metadata === 'none' ? 'own' : 'foreign';
  const page = request.header('origin') ?? request.header('referer');
  if (page === undefined || page === '') return 'unknown';
  return isOwn(page, request, origins) ? 'own' : 'foreign';
}

/** Returns the page of this origin that has the form, from the Referer. It is a hint only: an invalid Referer counts as none. */
export function refererOf(request: IncomingRequest, origins: readonly string[]): string | undefined {
  const referer = request.header('referer');
  if (referer === undefined || !isOwn(referer, request, origins)) return undefined;
  const { pathname, search } = new URL(referer);
  return `${pathname}${search}`;
}

/**
 * Returns the page of this origin that a Location leads to, as the browser resolves it. It never leads to another origin: only path and query are used.
 *
 * @param from the address of the request, as the browser has it
 */
export function locatedAt(location: string, from: string, request: IncomingRequest, origins: readonly string[]): string | undefined {
  const base = `http://${hostOf(request) ?? 'halyard.invalid'}${from}`;
  if (location.length > 4_096 || !URL.canParse(location, base)) return undefined;
  const { href, origin, pathname, search } = new URL(location, base);
  return origin === new URL(base).origin || isOwn(href, request, origins) ? `${pathname}${search}` : undefined;
}

/** Returns the host in the request, `harbour.example:8443`. `undefined`: the field is missing or invalid. */
export function hostOf(request: IncomingRequest): string | undefined {
  const host = request.header('host') ?? request.header(':authority');
  return host !== undefined && /^[\w.:[\]-]+$/.test(host) ? host : undefined;
}

function isOwn(address: string, request: IncomingRequest, origins: readonly string[]): boolean {
  if (address.length > 4_096 || !URL.canParse(address)) return false;
  const { origin, host, protocol, username, password } = new URL(address);
  if (!/^https?:$/.test(protocol) || username !== '' || password !== '') return false;
  if (origins.includes(origin)) return true;
  // Behind a proxy that ends TLS, https looks like http here, and never the reverse. A page on http is another origin than this app on https.
  if (protocol === 'http:' && (request.secure === true || origins.includes(`https://${host}`))) return false;
  const own = hostOf(request);
  return own !== undefined && URL.canParse(`${protocol}//${own}`) && new URL(`${protocol}//${own}`).host === host;
}
