import type { IncomingRequest } from '../core/request.ts';

/** Where a request was made: by a page of ours, by somebody else's, or nobody can tell. */
export type Site = 'own' | 'foreign' | 'unknown';

/**
 * By Fetch Metadata, else by Origin, else by Referer. `Origin: null` proves nothing: a page under `Referrer-Policy: no-referrer` sends
 * it with its own forms. The Host is only compared with what the same client says; it never becomes a part of an address.
 */
export function siteOf(request: IncomingRequest, origins: readonly string[]): Site {
  const site = request.header('sec-fetch-site');
  if (site === 'same-origin') return 'own';
  if (site === 'cross-site' || site === 'same-site') return 'foreign';
  const origin = request.header('origin');
  if (origin !== undefined && origin !== 'null') return isOwn(origin, request, origins) ? 'own' : 'foreign';
  const referer = request.header('referer');
  return referer === undefined || referer === '' ? 'unknown' : isOwn(referer, request, origins) ? 'own' : 'foreign';
}

/** The page of ours that the form stood on, by its Referer: a hint, and anything wrong with it means there is none (R11). */
export function refererOf(request: IncomingRequest, origins: readonly string[]): string | undefined {
  const referer = request.header('referer');
  if (referer === undefined || !isOwn(referer, request, origins)) return undefined;
  const { pathname, search } = new URL(referer);
  return `${pathname}${search}`;
}

function isOwn(address: string, request: IncomingRequest, origins: readonly string[]): boolean {
  if (address.length > 4_096 || !URL.canParse(address)) return false;
  const { origin, host, protocol, username, password } = new URL(address);
  if (!/^https?:$/.test(protocol) || username !== '' || password !== '') return false;
  if (origins.includes(origin)) return true;
  // Behind a proxy the scheme is not known here, so it is not compared.
  const own = request.header('host') ?? request.header(':authority');
  return own !== undefined && /^[\w.:[\]-]+$/.test(own) && URL.canParse(`${protocol}//${own}`) && new URL(`${protocol}//${own}`).host === host;
}
