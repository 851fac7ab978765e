import type { Logger } from './logger.ts';
import type { ChoosePage } from './page-choice.ts';
import type { Representation } from './representation.ts';
import type { Client, IncomingRequest } from './request.ts';

/** Recognises the developer's browser by a link that only the log contains. */
export interface Proof {
  /** Whether the client of this request opened that link before. */
  isProved(request: IncomingRequest): boolean;
  /** The answer to a request that opens the link from the log. `undefined` for every other request. */
  answerLink(request: IncomingRequest): Representation | undefined;
  /** Logs the link of a server, once. */
  logLink(server: Pick<Client, 'localPort' | 'secure'>): void;
}

/** What the pure core needs from its platform: the mode, a clock, random bytes and a default logger. The hosting code implements it. */
export interface Environment {
  /** Decides what is shown: `development` can show errors in full. */
  readonly mode: 'development' | 'production';
  /** The reason for `mode`, for the log line that explains it: `NODE_ENV is not set`. */
  readonly modeReason: string;
  /** A monotonic clock, in milliseconds. */
  now(): number;
  /** Fills the array with random bytes, and returns it. */
  random(bytes: Uint8Array): Uint8Array;
  /** The logger for an app that sets no option `logger`. */
  readonly logger: Logger;
  /** Names that the requests and replies of the hosts already have, from the host itself or from its common libraries. No response may have one. */
  readonly reservedNames?: ReadonlySet<string>;
  /** The error codes with which hosts report that the app has answered a request a second time, by the host's own means. */
  readonly secondAnswerCodes?: ReadonlySet<unknown>;
  /**
   * Makes the function that decides whether a client is the developer on this machine. It logs the reason. `decidedBy` is the option that requires
   * the decision, if there is one. `hosts` are the developer's own front-end servers, such as `localhost:5173`. If it is absent, no client is local.
   */
  readonly localClients?: (
    decidedBy: 'disclose' | 'environment' | undefined,
    log: (line: string) => void,
    hosts?: readonly string[],
  ) => (request: IncomingRequest) => boolean;
  /** Makes the proof that recognises the developer's browser. Several processes share a `key`. If it is absent, no client can prove itself. */
  readonly provedClients?: (log: (line: string) => void, key: string | undefined) => Proof;
  /** Finds the place in the code that called the function `caller`, as a line of the stack. It is used in development. If it is absent, logs name no places. */
  readonly callSite?: (caller: (...args: never[]) => unknown) => () => string | undefined;
  /** Chooses between the app's page and the development page. If it is absent, the app's page is sent. */
  readonly choosePage?: ChoosePage;
}
