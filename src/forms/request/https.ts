import type { IncomingRequest } from '../../core/ports/request.ts';
import { hostOf, siteOf } from './site.ts';

const LOOPBACK = /^(?:localhost|[\w.-]+\.localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/i;

/**
 * Returns whether the browser uses https for this app. A proxy that ends TLS forwards the request as http. Then the request proves it: a page of this
 * origin names its scheme. Browsers send Fetch Metadata only to https and to the loopback address (Fetch Metadata, §2: potentially trustworthy URLs). Only
 * the host decides whether to trust `X-Forwarded-Proto`, in `request.secure`.
 */
export function isHttps(request: IncomingRequest, origins: readonly string[]): boolean {
  if (request.secure === true || (origins.length > 0 && origins.every((one) => one.startsWith('https:')))) return true;
  if (siteOf(request, origins) === 'own') {
    const [, scheme] = /^(https?):\/\//i.exec(request.header('origin') ?? request.header('referer') ?? '') ?? [];
    if (scheme !== undefined) return scheme.toLowerCase() === 'https';
  }
  if (request.header('sec-fetch-site') === undefined) return false;
  const host = hostOf(request);
  return host !== undefined && !LOOPBACK.test(host);
}
