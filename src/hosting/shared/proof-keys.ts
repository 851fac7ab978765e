/** Signs texts with a key that is derived from a secret for one purpose (RFC 5869), the same on every host. */
export type KeyedHash = (secret: string, purpose: string) => (text: string) => string;

/** Where one server stands: which link counts, and what has been logged of it. */
interface Server {
  /** How many links have been used. */
  used: number;
  wrong: number;
  isAnnounced: boolean;
  /** The link that was logged again after the one before it had been opened a second time. */
  repeated: number;
}

const COOKIE = 'halyard-proof';

/**
 * The keys of one secret: for each server, by its port, a link that counts once and the cookie that it is exchanged for. Neither can be
 * computed from the other.
 */
export class ProofKeys {
  readonly #sign: (text: string) => string;
  readonly #servers = new Map<number | undefined, Server>();

  constructor(secret: string, hash: KeyedHash) {
    this.#sign = hash(secret, 'halyard: the proof of a developer');
  }

  server(port: number | undefined): Server {
    let server = this.#servers.get(port);
    if (server === undefined) {
      server = { used: 0, wrong: 0, isAnnounced: false, repeated: 0 };
      this.#servers.set(port, server);
    }
    return server;
  }

  /** The key of the link that counts now. */
  link(port: number | undefined): string {
    return this.#link(port, this.server(port).used);
  }

  /** What a key opens. The right one counts once: after that it is `used`. */
  open(port: number | undefined, key: string): 'opened' | 'used' | 'wrong' {
    const server = this.server(port);
    if (isSame(key, this.link(port))) {
      server.used += 1;
      return 'opened';
    }
    if (server.used > 0 && isSame(key, this.#link(port, server.used - 1))) return 'used';
    server.wrong += 1;
    return 'wrong';
  }

  /** A name of its own for each port: cookies do not know ports (RFC 6265 §8.5), and another app on this machine has one, too. */
  cookie(port: number | undefined): { readonly name: string; readonly value: string } {
    return { name: port === undefined ? COOKIE : `${COOKIE}-${port}`, value: this.#sign(`cookie ${port}`) };
  }

  /** Is the cookie among those of a request? */
  isProvedBy(port: number | undefined, cookies: string | undefined): boolean {
    if (cookies === undefined || !cookies.includes(COOKIE)) return false;
    const { name, value } = this.cookie(port);
    return cookies.split(';').some((cookie) => {
      const [given, ...rest] = cookie.trim().split('=');
      return given === name && isSame(rest.join('='), value);
    });
  }

  #link(port: number | undefined, turn: number): string {
    return this.#sign(`link ${turn} ${port}`);
  }
}

/** In a time that does not show how much of it is right. */
function isSame(given: string, right: string): boolean {
  if (given.length !== right.length) return false;
  let difference = 0;
  for (let i = 0; i < right.length; i++) difference |= given.charCodeAt(i) ^ right.charCodeAt(i);
  return difference === 0;
}
