import type { Representation } from './representation.ts';
import type { IncomingRequest } from './request.ts';

/** The planned outage that a request meets. */
export interface Outage {
  /** Seconds until the client should try again. It is the value of `Retry-After`. */
  readonly retryAfter: number;
  /** What the visitor reads in addition, such as `Back at about 14:00 UTC`. */
  readonly message?: string | undefined;
}

/**
 * Decides for each request whether the app is out of service. It is asked before any handler of the app, so it must be quick: no reading of a file, no wait.
 * `halyard/maintenance` has one that watches a file. Your own may look at anything.
 *
 * @example
 * const maintenance = { meets: () => (flags.closed ? { retryAfter: 600 } : undefined) };
 */
export interface Maintenance {
  /** `undefined`: the app gets the request. An outage: the client gets a 503. An answer: the client gets it, such as the redirect that sets a cookie. */
  meets(request: IncomingRequest): Outage | Representation | undefined;
}
