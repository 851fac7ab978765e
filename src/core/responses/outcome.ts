import type { Issue } from '../values/issue.ts';
import type { MapLibraryValue } from '../values/library-mapping.ts';

/** The response to a request and its facts, before disclosure and before a format is chosen. */
export interface Outcome extends InternalFacts {
  /** The response's name: `badRequest`. */
  readonly name: string;
  readonly status: number;
  /** The `title` of the problem document (RFC 9457). It is the same for every occurrence. */
  readonly title: string;
  /** Whether the client sees `detail` and `data` in production. */
  readonly expose: boolean;
}

/** The facts about one occurrence, made from the arguments of a response. In an outcome each is an own member, even if it is `undefined`. */
export interface OutcomeFacts {
  /** The message about this occurrence, for the client (the `detail` of RFC 9457). */
  readonly detail?: string | undefined;
  readonly issues?: readonly Issue[] | undefined;
  /** Data that the caller passed, for bodies and view locals. */
  readonly data?: unknown | undefined;
  /** `data` is the whole body (`ok`, `created`), and not a part of a problem document. */
  readonly dataIsBody?: boolean | undefined;
  /** The errors that caused the response, as they were thrown or passed, for the log and for development. */
  readonly causes?: readonly unknown[] | undefined;
  /** The page that a browser's form is sent back to. */
  readonly redirectTo?: string | undefined;
  /** The name of the form, if its page has several. */
  readonly bag?: string | undefined;
  /** Messages for the form's page, by kind. */
  readonly flash?: Readonly<Record<string, readonly string[]>> | undefined;
  /** The form is valid, but its session or token has expired. A browser's form goes back to its page, to be sent again. */
  readonly resend?: boolean | undefined;
  /** A stable name for programs: `E_CARD_DECLINED`. */
  readonly code?: string | undefined;
  /** The `type` of the problem document (RFC 9457): an absolute URI. */
  readonly type?: string | undefined;
  /** The `instance` of the problem document (RFC 9457): a URI of this occurrence. */
  readonly instance?: string | undefined;
  /** Headers of this response, such as `allow` and `retry-after`. The names are in lower case. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** The format of the answer. It takes precedence over `Accept`. */
  readonly format?: string | undefined;
  /** The view that a browser gets, instead of the one named after the status. */
  readonly view?: string | undefined;
  readonly expose?: boolean | undefined;
  /** The response that the client gets instead, while the log keeps the real one: a 403 that must look like a 404 (RFC 9110 §15.5.4). */
  readonly concealAs?: string | undefined;
}

/** Facts that only Halyard's own responses and presets add. */
export interface InternalFacts extends OutcomeFacts {
  /** The passed value, if it may hold messages of a library that the core cannot read. */
  readonly libraryValue?: unknown | undefined;
  /** `data` is what the app wrote into the error, so the log has it. The data of a call may be the submitted form, which no log gets. */
  readonly dataOfError?: boolean | undefined;
  /** The argument of the caller as plain JSON, for a preset that sends it unchanged. In production a 5xx never has it. */
  readonly argument?: ((about: AboutArgument) => unknown) | undefined;
}

/** What a preset needs to know for the argument that it sends. */
export interface AboutArgument {
  /** Whether this client sees errors in full. */
  readonly revealed: boolean;
  /** A monotonic clock, in milliseconds. */
  readonly now: () => number;
  readonly mapLibraryValue?: MapLibraryValue | undefined;
  /** The value of a library whose messages quote submitted values, and the issues in place of these messages. */
  readonly quoted?: { readonly libraryValue: unknown; readonly issues: readonly Issue[] } | undefined;
}
