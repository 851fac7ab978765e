import type { IncomingRequest } from '../core/request.ts';

const LOOPBACK_ADDRESS = /^(?:127(?:\.\d{1,3}){3}|::1|::ffff:127(?:\.\d{1,3}){3})$/i;
const LOOPBACK_HOST = /^(?:localhost|[\w-]+\.localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/i;
const PROXIED = [
  ...['forwarded', 'via', 'x-real-ip', 'x-client-ip', 'x-original-host', 'true-client-ip', 'cf-connecting-ip'],
  ...['for', 'host', 'proto', 'port', 'server', 'by', 'prefix', 'scheme', 'ssl'].map((name) => `x-forwarded-${name}`),
];

/**
 * Why this client is not the developer at this machine; `undefined` when it is. A web page anywhere can make a browser ask a local
 * server (DNS rebinding, CVE-2024-34069), and a proxy's peer is always the proxy: so socket, Host, proxy fields and origin all count.
 */
export function notLocal(request: IncomingRequest): string | undefined {
  const address = request.remoteAddress;
  if (address === undefined || !LOOPBACK_ADDRESS.test(address)) return 'the client is on another machine';
  if (request.httpVersion < '1.1') return 'the request is older than HTTP/1.1';
  const host = request.header('host') ?? request.header(':authority');
  if (host === undefined || !LOOPBACK_HOST.test(host)) return 'the Host is not a loopback name';
  if (PROXIED.some((name) => request.header(name) !== undefined)) return 'the request came through a proxy';
  if (!isLoopbackOrigin(request.header('origin')) || !isLoopbackOrigin(request.header('referer'))) return 'a page of another origin asked';
  const site = request.header('sec-fetch-site');
  if (site === 'cross-site') return 'a page of another site asked';
  return undefined;
}

function isLoopbackOrigin(value: string | undefined): boolean {
  if (value === undefined) return true;
  try {
    return LOOPBACK_HOST.test(new URL(value).host);
  } catch {
    return false;
  }
}
