import type { Client } from '../../core/ports/request.ts';

/** Who may ask from a page. */
interface Pages {
  /** The origin that the client asked, `http://localhost:3000`; several where a proxy may have changed the scheme. */
  readonly own: readonly string[];
  /** Origins that the developer has named. */
  readonly named: readonly string[];
}

/**
 * The origin of a page that is not ours and has made this request: `http://localhost:5173`, or `null` where it does not say. `undefined`: our
 * own page has made it, or no page. CORS has no part in it: it says who may read an answer, and not who may see an error.
 */
export function foreignPage(client: Client, { own, named }: Pages): string | undefined {
  const [origin, referer, site] = [client.header('origin'), originOf(client.header('referer')), client.header('sec-fetch-site')];
  const known = (page: string | undefined): boolean => page === undefined || own.includes(page) || named.includes(page);
  // `null` is the Origin of a form on a page with `Referrer-Policy: no-referrer`, which helmet sets; and of any page in a sandbox.
  if (origin !== undefined && !(origin === 'null' ? site === 'same-origin' : known(origin))) return origin;
  if (!known(referer)) return referer;
  if (site === undefined || site === 'same-origin' || site === 'none') return undefined;
  // `same-site` is any port of this machine, `cross-site` everything else (Fetch Metadata §2.3).
  return named.includes(origin ?? referer ?? '') ? undefined : (origin ?? referer ?? 'null');
}

function originOf(address: string | undefined): string | undefined {
  if (address === undefined) return undefined;
  return URL.canParse(address) ? new URL(address).origin : 'null';
}

/** The origins of hosts, as a browser writes them: without the port that a scheme has by itself. */
export function originsOf(schemes: readonly string[], hosts: readonly string[]): readonly string[] {
  return hosts.flatMap((host) => schemes.map((scheme) => `${scheme}://${host}`)).flatMap((address) => (URL.canParse(address) ? [new URL(address).origin] : []));
}
