import type { Issue } from './issue.ts';

/** The mapping of an error or a validation result, recognised by a mark of its library. */
export interface LibraryMapping {
  /** The status code of the answer if the value is thrown. `undefined` if the value has issues, but does not show whether the client caused them. */
  readonly status?: number | undefined;
  /** The status if the option `upstream` is set: 504 for a server behind this one that took too long, 502 for one that failed. `status` is then 500. */
  readonly upstream?: 502 | 504 | undefined;
  /** The `type`, the `title` and the `instance` of the problem document, if the app wrote them. A mapping with one of them has `data`. */
  readonly type?: string | undefined;
  readonly title?: string | undefined;
  readonly instance?: string | undefined;
  /** The message for the client. */
  readonly detail?: string | undefined;
  /** The validation errors. */
  readonly issues?: readonly Issue[] | undefined;
  /** Header fields of the response: `Allow`, `Retry-After`. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** A stable code for programs: `E_CARD_DECLINED`. */
  readonly code?: string | undefined;
  /** Data for the response body that the app added to the error. */
  readonly data?: unknown;
  /** Whether the client sees detail and data in production. Default: `true` below status 500. */
  readonly expose?: boolean | undefined;
  /** The errors for the log. Default: the error itself, unless it quotes submitted values. */
  readonly causes?: readonly unknown[] | undefined;
  /** The form is valid, and only has to be sent once more: see `OutcomeFacts`. */
  readonly resend?: boolean | undefined;
  /** The message quotes submitted values. Neither the client nor the log gets the message. */
  readonly quotes?: boolean | undefined;
}

/**
 * Maps the errors and results of libraries. It needs code for each library, so `libraries/` makes it outside the core, and a host passes it in.
 * Returns `undefined` for a value that it does not recognise.
 */
export type MapLibraryValue = (value: unknown) => LibraryMapping | undefined;
