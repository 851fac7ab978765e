import { isHostOfThisMachine } from '../../core/disclosure/disclose-option.ts';
import type { Client, IncomingRequest } from '../../core/ports/request.ts';
import { isLoopbackAddress } from './loopback.ts';
import { foreignPage, originsOf } from './own-page.ts';
import { frontEndHost, proxyFields } from './proxy-fields.ts';

/** The reason why a client does not count as the developer at this machine. */
export interface Refusal {
  readonly reason: string;
  /** A host on this machine that may be the developer's own front-end server: `localhost:5173`. */
  readonly frontEnd?: string | undefined;
}

const NONE: readonly never[] = [];

/**
 * Checks whether a client is the developer at this machine. Returns `undefined` if it is, and otherwise the reason. Any web page can make a browser
 * send requests to a local server (DNS rebinding, CVE-2024-34069). The peer behind a proxy is always the proxy. So socket, Host, proxy fields and
 * origin are all checked. `hosts` are the front-end servers that the developer has listed, in lower case.
 */
export function notLocal(request: Pick<IncomingRequest, 'transport' | 'handshake'> & Client, hosts: readonly string[] = NONE): Refusal | undefined {
  const client = request.handshake ?? request;
  if (client.remoteAddress === undefined || !isLoopbackAddress(client.remoteAddress)) return { reason: 'the client is on another machine' };
  // An object without a local port is no real socket. Adapters for cloud functions make one from an event.
  if (client.localPort === undefined) return { reason: 'the port that the client asked is not known here' };
  if (client.httpVersion < '1.1') return { reason: 'the request is older than HTTP/1.1' };
  return proxied(client, request.transport, hosts) ?? misdirected(client, hosts) ?? fromElsewhere(client, hosts);
}

function proxied(client: Client, transport: IncomingRequest['transport'], hosts: readonly string[]): Refusal | undefined {
  const reason = 'the request came through a proxy';
  const names = client.fieldNames?.();
  if (names === undefined || client.isAbsoluteForm === true) return { reason };
  const fields = proxyFields(names);
  if (fields.length > 0) {
    const frontEnd = frontEndHost(client, fields);
    if (frontEnd === undefined || !hosts.includes(frontEnd)) return { reason, frontEnd };
  }
  // nginx with `proxy_set_header Connection 'upgrade'` sends it with every request, with the client's Upgrade or none. A real upgrade reaches the app
  // as a socket, and not as a request.
  const upgrades = /(?:^|,)\s*upgrade\s*(?:,|$)/i.test(client.header('connection') ?? '');
  return upgrades && (transport === 'http' || !client.header('upgrade')) ? { reason } : undefined;
}

/** Checks every Host of the request. HTTP/2 may have both `:authority` and `host`, and a server may read the last of two `host` fields. */
function misdirected(client: Client, hosts: readonly string[]): Refusal | undefined {
  const named = [client.header('host'), client.header(':authority')].filter((host) => host !== undefined);
  const lines = client.fieldNames?.().filter((name) => name.toLowerCase() === 'host') ?? [];
  if (named.length === 0 || lines.length > 1 || !named.every(isHostOfThisMachine)) return { reason: 'the Host is not a loopback name' };
  const other = named.map((host) => host.toLowerCase()).find((host) => !hosts.includes(host) && !isOwnPort(client, host));
  return other === undefined ? undefined : { reason: 'the Host has another port than this server', frontEnd: other };
}

/** Whether the Host has this server's port. A proxy that forwards the Host forwards its own port. */
function isOwnPort({ localPort, secure }: Client, host: string): boolean {
  return localPort === Number(/:(\d+)$/.exec(host)?.[1] ?? (secure ? 443 : 80));
}

function fromElsewhere(client: Client, hosts: readonly string[]): Refusal | undefined {
  const own = originsOf(client.secure ? ['https'] : ['http'], [(client.header('host') ?? client.header(':authority')) as string]);
  const page = foreignPage(client, { own, named: originsOf(['http', 'https'], hosts) });
  if (page === undefined) return undefined;
  const frontEnd = /^https?:\/\/(.*)$/i.exec(page)?.[1];
  return { reason: 'the request came from a page of another origin', frontEnd: frontEnd !== undefined && isHostOfThisMachine(frontEnd) ? frontEnd : undefined };
}
