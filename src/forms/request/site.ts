import type { IncomingRequest } from '../../core/ports/request.ts';

/** Where a request was made: by a page of this origin, by another site's page, or the request does not say. Only `own` is proof. */
export type Site = 'own' | 'foreign' | 'unknown';

/**
 * Fetch Metadata decides, because no page can forge it. Without it `Origin` decides, and without that `Referer`. `Origin: null` proves
 * nothing: every page can make a browser send it (a sandboxed frame, `Referrer-Policy: no-referrer`). A sibling subdomain (`same-site`) is
 * another origin. The Host is compared with the field of the same browser; it never becomes a part of an address.
 */
export function siteOf(request: IncomingRequest, origins: readonly string[]): Site {
  const metadata = request.header('sec-fetch-site');
  if (metadata !== undefined) return metadata === 'same-origin' || metadata === 'none' ? 'own' : 'foreign';
  const page = request.header('origin') ?? request.header('referer');
  if (page === undefined || page === '') return 'unknown';
  return isOwn(page, request, origins) ? 'own' : 'foreign';
}

/** The page of this origin that the form stands on, by its Referer. It is a hint: anything wrong with it means that there is none. */
export function refererOf(request: IncomingRequest, origins: readonly string[]): string | undefined {
  const referer = request.header('referer');
  if (referer === undefined || !isOwn(referer, request, origins)) return undefined;
  const { pathname, search } = new URL(referer);
  return `${pathname}${search}`;
}

/** The host that the browser asked, `harbour.example:8443`. `undefined`: the field is missing, or is no host. */
export function hostOf(request: IncomingRequest): string | undefined {
  const host = request.header('host') ?? request.header(':authority');
  return host !== undefined && /^[\w.:[\]-]+$/.test(host) ? host : undefined;
}

function isOwn(address: string, request: IncomingRequest, origins: readonly string[]): boolean {
  if (address.length > 4_096 || !URL.canParse(address)) return false;
  const { origin, host, protocol, username, password } = new URL(address);
  if (!/^https?:$/.test(protocol) || username !== '' || password !== '') return false;
  if (origins.includes(origin)) return true;
  // A proxy that ends TLS makes https look like http here, and never the other way round: a page on http is another origin than this app on https.
  if (protocol === 'http:' && (request.secure === true || origins.includes(`https://${host}`))) return false;
  const own = hostOf(request);
  return own !== undefined && URL.canParse(`${protocol}//${own}`) && new URL(`${protocol}//${own}`).host === host;
}
