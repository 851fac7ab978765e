import type { Issue } from './issue.ts';

/** What an error or a validation's result of some library says, once it is known by that library's own mark. */
export interface LibraryMapping {
  /** The response it asks for when it is thrown. `undefined`: what is wrong is told, and not whose fault it is. */
  readonly status?: number | undefined;
  /** Words made for the client. */
  readonly detail?: string | undefined;
  readonly issues?: readonly Issue[] | undefined;
  /** Fields of the reply: `Allow`, `Retry-After`. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly code?: string | undefined;
  /** Data that the app gave the error for the client's body. */
  readonly data?: unknown;
  /** May the client see detail and data in production? Default: below status 500. */
  readonly expose?: boolean | undefined;
  /** The errors for the log. Default: the error itself, unless it quotes. */
  readonly causes?: readonly unknown[] | undefined;
  /** Nothing is wrong with what was typed: see `OutcomeFacts`. */
  readonly resend?: boolean | undefined;
  /** The error's text quotes what was submitted: neither the client nor the log gets the text. */
  readonly quotes?: boolean | undefined;
}

/**
 * Reads what libraries throw and give. Needs to know each of them, so it is made outside the core (`libraries/`) and handed to it by a
 * host. `undefined`: it is nobody's; an error is then an unexpected one, whatever status it claims to have.
 */
export type MapLibraryValue = (value: unknown) => LibraryMapping | undefined;
