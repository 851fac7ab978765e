import type { Logger } from './report/logger.ts';
import type { IncomingRequest } from './request.ts';

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
   * Tells the developer at this machine from every other client, and the log why. `decidedBy` is the option that asks for it, if one does.
   * Not given: nobody is local.
   */
  readonly localClients?: (decidedBy: 'disclose' | 'environment' | undefined, log: (line: string) => void) => (request: IncomingRequest) => boolean;
}
