import type { ReportedError } from './reported-error.ts';

/**
 * The report of one failure, for the developer. Every text in it is masked and bounded, so a renderer has only to escape it. It is plain JSON: the
 * cache file of `halyard show` is a report.
 */
export interface DevelopmentReport {
  /** The version of this shape. A reader of cache files ignores files of other versions. */
  readonly version: 1;
  /** The reference of the failure: `7K3M-Q9TX`. */
  readonly reference: string | undefined;
  /** When it happened, as an ISO 8601 date. */
  readonly time: string;
  /** The response that was called or chosen: `serverError`. */
  readonly response: string;
  readonly status: number;
  /** The title of the status: `Internal Server Error`. */
  readonly title: string;
  /** The text that the app passed to the response. */
  readonly detail: string | undefined;
  /** The code that the app passed to the response: `E_CARD_DECLINED`. */
  readonly code: string | undefined;
  /** `true`: a response was called. `false`: an error was thrown. */
  readonly handled: boolean | undefined;
  /** The failures of the app's own view or response while this failure was answered. They are shown first. */
  readonly whileAnswering: readonly ReportedError[];
  /** The errors of the failure. The first one is the main error. Empty if a response was called without an error: `res.notFound()`. */
  readonly errors: readonly ReportedError[];
  /** The issues of a validation. */
  readonly issues: readonly ReportedIssue[];
  /** What the developer can do, the best first: near routes of a 404, what to change for a CSRF token. */
  readonly hints: readonly Hint[];
  readonly request: ReportedRequest;
  /** What production sends to a client of each kind. Empty for a failure that was not rendered, such as one over a socket. */
  readonly production: readonly ProductionAnswer[];
  /** The log record and its level. `undefined` if the failure is not logged. */
  readonly log: { readonly level: string; readonly record: Readonly<Record<string, unknown>> } | undefined;
  /** Versions by name: `{ node: '22.11.0', halyard: '1.0.0', express: '5.1.0' }`. */
  readonly versions: Readonly<Record<string, string>>;
}

/** One issue of a validation, as a row of a table. */
export interface ReportedIssue {
  /** The JSON pointer of the value: `#/address/city`. Empty if the issue is not about one value. */
  readonly pointer: string;
  /** Where the value is: `body`, `query`. Empty if it is not known. */
  readonly in: string;
  /** The rule that was broken: `too_small`. Empty if it is not known. */
  readonly rule: string;
  /** The library that has found the issue: `zod`. Absent if it is not known. */
  readonly source?: string;
  readonly message: string;
}

/** Advice for the developer. */
export interface Hint {
  /** One sentence: `GET /bookings exists. The request was POST /booking.` */
  readonly text: string;
  /** Details, one a line: the nearest routes, the folders that were searched. */
  readonly lines?: readonly string[];
  /** Code that the developer can copy. */
  readonly code?: string;
  /** A page of the documentation: `docs/forms.md#csrf`. */
  readonly see?: string;
}

/** A name and a masked value. */
export type Pair = readonly [name: string, value: string];

/** The request of a failure. */
export interface ReportedRequest {
  readonly method: string;
  /** The path and the query as received, masked. */
  readonly url: string;
  /** The origin of the server, if it is known: `http://localhost:1337`. */
  readonly origin: string | undefined;
  readonly httpVersion: string;
  /** `socket` for a message over a socket. */
  readonly transport: 'http' | 'socket';
  /** The pattern of the matched route: `/orders/:id`. */
  readonly route: string | undefined;
  readonly headers: readonly Pair[];
  readonly query: readonly Pair[];
  readonly cookies: readonly Pair[];
  /** The parsed body as text, masked: JSON with two spaces. `undefined` if there is none or it was not parsed. */
  readonly body: string | undefined;
  /** The members of the option `context` in the log record, such as the user. */
  readonly context: readonly Pair[];
  /** Why the client gets this format: `Accept text/html → HTML, because …`. */
  readonly negotiation: string;
  /** Milliseconds from the arrival of the request to the failure. */
  readonly duration: number | undefined;
  readonly requestId: string | undefined;
  readonly traceId: string | undefined;
}

/** An answer as production sends it, masked. */
export interface ProductionAnswer {
  /** The name of the format: `html`, `problem`, `markdown`, `text`. */
  readonly format: string;
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}
