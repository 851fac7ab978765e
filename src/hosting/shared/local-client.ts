import { isHostOfThisMachine } from '../../core/disclosure/disclose-option.ts';
import type { Client, IncomingRequest } from '../../core/ports/request.ts';
import { isLoopbackAddress } from './loopback.ts';
import { foreignPage, originsOf } from './own-page.ts';
import { frontEndHost, proxyFields } from './proxy-fields.ts';

/** Why a client is not the developer at this machine. */
export interface Refusal {
  readonly reason: string;
  /** A host on this machine that may be the developer's own front-end server: `localhost:5173`. */
  readonly frontEnd?: string | undefined;
}

const NONE: readonly never[] = [];

/**
 * Why this client is not the developer at this machine; `undefined` when it is. A web page anywhere can make a browser ask a local
 * server (DNS rebinding, CVE-2024-34069), and a proxy's peer is always the proxy: so socket, Host, proxy fields and origin all count.
 * `hosts` are front-end servers that the developer has named, in lower case.
 */
export function notLocal(request: Pick<IncomingRequest, 'transport' | 'handshake'> & Client, hosts: readonly string[] = NONE): Refusal | undefined {
  const client = request.handshake ?? request;
  if (client.remoteAddress === undefined || !isLoopbackAddress(client.remoteAddress)) return { reason: 'the client is on another machine' };
  // No port of a socket, no socket: adapters for functions in a cloud make one up out of an event.
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
  // nginx with `proxy_set_header Connection 'upgrade'` sends it with every request, and hands on the client's Upgrade or none. An upgrade
  // that is meant is no request any more when the app has it, but a socket.
  const upgrades = /(?:^|,)\s*upgrade\s*(?:,|$)/i.test(client.header('connection') ?? '');
  return upgrades && (transport === 'http' || !client.header('upgrade')) ? { reason } : undefined;
}

/** By every Host that there is: HTTP/2 may have both `:authority` and `host`, and a second `host` is for a server that reads the last one. */
function misdirected(client: Client, hosts: readonly string[]): Refusal | undefined {
  const named = [client.header('host'), client.header(':authority')].filter((host) => host !== undefined);
  const lines = client.fieldNames?.().filter((name) => name.toLowerCase() === 'host') ?? [];
  if (named.length === 0 || lines.length > 1 || !named.every(isHostOfThisMachine)) return { reason: 'the Host is not a loopback name' };
  const other = named.map((host) => host.toLowerCase()).find((host) => !hosts.includes(host) && !isOwnPort(client, host));
  return other === undefined ? undefined : { reason: 'the Host has another port than this server', frontEnd: other };
}

/** A proxy that hands on the Host hands on its own port. */
function isOwnPort({ localPort, secure }: Client, host: string): boolean {
  return localPort === Number(/:(\d+)$/.exec(host)?.[1] ?? (secure ? 443 : 80));
}

function fromElsewhere(client: Client, hosts: readonly string[]): Refusal | undefined {
  const own = originsOf(client.secure ? ['https'] : ['http'], [(client.header('host') ?? client.header(':authority')) as string]);
  const page = foreignPage(client, { own, named: originsOf(['http', 'https'], hosts) });
  if (page === undefined) return undefined;
  const frontEnd = /^https?:\/\/(.*)$/i.exec(page)?.[1];
  return { reason: 'a page of another origin asked', frontEnd: frontEnd !== undefined && isHostOfThisMachine(frontEnd) ? frontEnd : undefined };
}
