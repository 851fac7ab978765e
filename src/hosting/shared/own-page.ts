import type { Client } from '../../core/ports/request.ts';

/** The origins of the pages that may send requests. */
interface Pages {
  /** The origin of this server, `http://localhost:3000`. There are several if a proxy may have changed the scheme. */
  readonly own: readonly string[];
  /** The origins that the developer has listed. */
  readonly named: readonly string[];
}

/**
 * The origin of a foreign page that sent this request: `http://localhost:5173`, or `null` if the page hides it. `undefined`: the app's own page sent
 * it, or no page. CORS is not considered, because it decides who may read an answer, and not who may see an error.
 */
export function foreignPage(client: Client, { own, named }: Pages): string | undefined {
  const [origin, referer, site] = [client.header('origin'), originOf(client.header('referer')), client.header('sec-fetch-site')];
  const known = (page: string | undefined): boolean => page === undefined || own.includes(page) || named.includes(page);
  // The Origin `null` comes from a form on a page with `Referrer-Policy: no-referrer`, which helmet sets, and from any sandboxed page.
  if (origin !== undefined && !(origin === 'null' ? site === 'same-origin' : known(origin))) return origin;
  if (!known(referer)) return referer;
  if (site === undefined || site === 'same-origin' || site === 'none') return undefined;
  // `same-site` is any port of this machine, and `cross-site` is every other site (Fetch Metadata §2.3).
  return named.includes(origin ?? referer ?? '') ? undefined : (origin ?? referer ?? 'null');
}

function originOf(address: string | undefined): string | undefined {
  if (address === undefined) return undefined;
  return URL.canParse(address) ? new URL(address).origin : 'null';
}

/** The origins of hosts as a browser writes them: without the default port of the scheme. */
export function originsOf(schemes: readonly string[], hosts: readonly string[]): readonly string[] {
  return hosts.flatMap((host) => schemes.map((scheme) => `${scheme}://${host}`)).flatMap((address) => (URL.canParse(address) ? [new URL(address).origin] : []));
}
