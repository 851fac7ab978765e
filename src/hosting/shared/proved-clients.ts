import type { Environment, Proof } from '../../core/ports/environment.ts';
import { isPrefetch } from '../../core/ports/prefetch.ts';
import type { Representation } from '../../core/ports/representation.ts';
import type { Client, IncomingRequest } from '../../core/ports/request.ts';
import { redirectTarget } from '../../core/values/redirect-target.ts';
import { cookieRedirect } from './cookie-redirect.ts';
import { foreignPage, originsOf } from './own-page.ts';
import { type KeyedHash, ProofKeys } from './proof-keys.ts';
import { relativeAddress, withoutParameter } from './without-parameter.ts';

/** The keys by secret. Express and its sockets are mounted separately, but the browser sees one app. */
const keysOf = new Map<string, ProofKeys>();
let ownSecret: string | undefined;

/** Returns the prefix of paths that a proxy has removed from a request. */
export type BaseOf = (request: IncomingRequest) => string;

/** Recognizes the browser that has opened the link from the log. A proxy in front of the server does not matter. */
export function provedClients(random: Environment['random'], hash: KeyedHash, baseOf: BaseOf = () => ''): NonNullable<Environment['provedClients']> {
  return (log, key) => {
    ownSecret ??= Array.from(random(new Uint8Array(32)), (byte) => byte.toString(16).padStart(2, '0')).join('');
    const secret = key ?? ownSecret;
    const keys = keysOf.get(secret) ?? new ProofKeys(secret, hash);
    keysOf.set(secret, keys);
    return new LinkProof(keys, log, baseOf);
  };
}

const KEY = /[?&]halyard=([\w-]{43})(?=&|#|$)/;

class LinkProof implements Proof {
  readonly #keys: ProofKeys;
  readonly #log: (line: string) => void;
  readonly #baseOf: BaseOf;
  readonly #loggedReasons = new Set<string>();

  constructor(keys: ProofKeys, log: (line: string) => void, baseOf: BaseOf) {
    this.#keys = keys;
    this.#log = log;
    this.#baseOf = baseOf;
  }

  isProved(request: IncomingRequest): boolean {
    const client = request.handshake ?? request;
    this.logLink(client);
    const isProved = this.#keys.isProvedBy(client.localPort, client.header('cookie'));
    if (isProved && !isForeign(client)) return true;
    const reason = isProved ? 'the request came from a page of another origin' : 'its client has not opened the link for errors in full';
    if (!this.#loggedReasons.has(reason)) this.#log(`halyard: an error was answered as in production, because ${reason}.`);
    this.#loggedReasons.add(reason);
    return false;
  }

  answerLink(request: IncomingRequest): Representation | undefined {
    this.logLink(request);
    const { url, localPort: port } = request;
    const key = url.includes('halyard=') ? KEY.exec(url)?.[1] : undefined;
    if (key === undefined || request.transport !== 'http' || request.method !== 'GET' || isPrefetch(request)) return undefined;
    const opened = this.#keys.open(port, key);
    if (opened === 'opened') {
      this.#log('halyard: the link was opened. From now on that browser sees errors in full.');
      return this.#welcome(request);
    }
    const server = this.#keys.server(port);
    if (opened === 'used' && server.repeated !== server.used) {
      server.repeated = server.used;
      this.#log(`halyard: the link was opened before, and counts once. A new one: ${this.#link(request)}`);
    }
    // Only each power of ten is logged, so that a client which tries keys cannot fill the log.
    if (opened === 'wrong' && /^10*$/.test(String(server.wrong))) {
      this.#log(`halyard: somebody has opened a link for errors in full whose key is wrong (times: ${server.wrong}). Nothing is shown for it.`);
    }
    return undefined;
  }

  logLink(client: Pick<Client, 'localPort' | 'secure'>): void {
    const server = this.#keys.server(client.localPort);
    if (server.isAnnounced) return;
    server.isAnnounced = true;
    const where = 'Behind a proxy, open the same path at the address of the proxy, below the prefix that the proxy removes, if there is one.';
    this.#log(`halyard: errors are shown in full in the browser that opens this link, which counts once: ${this.#link(client)} ${where}`);
  }

  #link({ localPort, secure }: Pick<Client, 'localPort' | 'secure'>): string {
    const [origin] = originsOf([secure ? 'https' : 'http'], [localPort === undefined ? 'localhost' : `localhost:${localPort}`]);
    return `${origin}/?halyard=${this.#keys.link(localPort)}`;
  }

  /** Redirects to the same address without the key. So the key is not kept in a history, a Referer or the app's log. */
  #welcome(request: IncomingRequest): Representation {
    const { url, localPort, secure } = request;
    const target = redirectTarget(withoutParameter(url, 'halyard'), []) ?? '/';
    const { name, value } = this.#keys.cookie(localPort);
    return cookieRedirect({
      location: this.#baseOf(request) === '' ? target : relativeAddress(target),
      cookie: `${name}=${value}; Path=/; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`,
      body: 'Errors are shown in full in this browser.\n',
    });
  }
}

/**
 * Whether a page of another origin sent the request. The cookie goes along if that page is on the same machine. A proxy may have changed Host and
 * scheme, so `Sec-Fetch-Site` counts first. No page can set that field.
 */
function isForeign(client: Client): boolean {
  const site = client.header('sec-fetch-site');
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  return foreignPage(client, { own: originsOf(['http', 'https'], [client.header('host') ?? client.header(':authority') ?? '']), named: [] }) !== undefined;
}
