import { isSameText } from './is-same-text.ts';

/**
 * Derives a key from a secret for one purpose (RFC 5869), and returns the function that signs texts with it. The result is the same on every host.
 */
export type KeyedHash = (secret: string, purpose: string) => (text: string) => string;

/** The state of one server: which link is valid, and what was logged. */
interface Server {
  /** How many links have been used. */
  used: number;
  wrong: number;
  isAnnounced: boolean;
  /** The number of used links at which the current link was last logged for a second opening. */
  repeated: number;
}

const COOKIE = 'halyard-proof';

/**
 * The keys of one secret. Each server, by its port, has a link that is valid once, and the cookie that the link is exchanged for. Neither can be
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

  /** The key of the link that is valid now. */
  link(port: number | undefined): string {
    return this.#link(port, this.server(port).used);
  }

  /** Opens a link by its key. The valid key works once, and after that it is `used`. */
  open(port: number | undefined, key: string): 'opened' | 'used' | 'wrong' {
    const server = this.server(port);
    if (isSameText(key, this.link(port))) {
      server.used += 1;
      return 'opened';
    }
    if (server.used > 0 && isSameText(key, this.#link(port, server.used - 1))) return 'used';
    server.wrong += 1;
    return 'wrong';
  }

  /** The cookie of a server. Its name has the port, because cookies ignore ports (RFC 6265 §8.5) and another app on this machine may have one. */
  cookie(port: number | undefined): { readonly name: string; readonly value: string } {
    return { name: port === undefined ? COOKIE : `${COOKIE}-${port}`, value: this.#sign(`cookie ${port}`) };
  }

  /** Whether the cookies of a request have the cookie of this server. */
  isProvedBy(port: number | undefined, cookies: string | undefined): boolean {
    if (cookies === undefined || !cookies.includes(COOKIE)) return false;
    const { name, value } = this.cookie(port);
    return cookies.split(';').some((cookie) => {
      const [cookieName, ...rest] = cookie.trim().split('=');
      return cookieName === name && isSameText(rest.join('='), value);
    });
  }

  #link(port: number | undefined, turn: number): string {
    return this.#sign(`link ${turn} ${port}`);
  }
}
