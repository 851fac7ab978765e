import type { Logger } from './logger.ts';
import type { Representation } from './representation.ts';
import type { Client, IncomingRequest } from './request.ts';

/** Tells the browser that has proved to be the developer's from every other client. */
export interface Proof {
  /** Has the client of this request proved it? */
  reveals(request: IncomingRequest): boolean;
  /** The answer to a request that opens the link of the log. `undefined`: it is a request like any other. */
  arrive(request: IncomingRequest): Representation | undefined;
  /** Logs the link of a server, once. */
  announce(server: Pick<Client, 'localPort' | 'secure'>): void;
}

/** What the core may not fetch for itself: the mode, a clock, randomness, a default log. The hosts' side fills it in. */
export interface Environment {
  readonly mode: 'development' | 'production';
  /** Where `mode` comes from, for the line that explains it: `NODE_ENV is not set`. */
  readonly modeReason: string;
  /** Milliseconds, monotonic. */
  now(): number;
  /** Fills the array with random bytes. */
  random(bytes: Uint8Array): Uint8Array;
  readonly logger: Logger;
  /** Names that requests and replies of this environment's hosts, or the libraries around them, have already. */
  readonly reservedNames?: ReadonlySet<string>;
  /**
   * Tells the developer at this machine from every other client, and the log why. `decidedBy` is the option that asks for it, if one does;
   * `hosts` are the developer's own front-end servers. Not given: nobody is local.
   */
  readonly localClients?: (
    decidedBy: 'disclose' | 'environment' | undefined,
    log: (line: string) => void,
    hosts?: readonly string[],
  ) => (request: IncomingRequest) => boolean;
  /** Tells the browser that has opened the link of the log from every other client. A `key` is shared by several processes. Not given: nobody can prove anything. */
  readonly provedClients?: (log: (line: string) => void, key: string | undefined) => Proof;
}
