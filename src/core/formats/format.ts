import type { PublicOutcome } from '../disclosure/disclose.ts';
import type { Negotiable } from '../negotiation/negotiate.ts';
import type { Level } from '../ports/logger.ts';
import type { ChoosePage, DevelopmentPage } from '../ports/page-choice.ts';
import type { IncomingRequest } from '../ports/request.ts';
import type { ViewEngine } from '../ports/view-engine.ts';
import type { MaybePromise } from '../values/maybe-promise.ts';
import type { FormRecovery } from './forms.ts';

/** Writes an outcome as JSON, a page, plain text or another media type. It gets only what the client may see. */
export interface Format extends Negotiable {
  /** Renders the outcome. Returns `undefined` if it has no view or text for it, and Halyard tries the next format. It may throw or reject. */
  render(outcome: PublicOutcome, context: FormatContext): MaybePromise<Rendered | undefined>;
  /** Returns the last text for an incomplete body of this media type, so that the client notices the failure. Without it, Halyard ends the connection. */
  readonly conclude?: (outcome: PublicOutcome) => string;
}

/** The result of a format. */
export interface Rendered {
  readonly body: string;
  /** The media type, with a charset if the type has one. Empty for a response without content (204). */
  readonly contentType: string;
  /** The body as a value, for the acknowledgement of a socket event. */
  readonly value: unknown;
  /** Whether the page may run scripts. Every other body gets a Content-Security-Policy that forbids all of them. */
  readonly active?: boolean;
  /** The Content-Security-Policy of this page. */
  readonly policy?: string;
  /** The status code of the response, if it differs from the outcome: the redirect of a form is 303, and the log has 400. */
  readonly status?: number;
  /** Further header fields, with names in lower case. `set-cookie` is added to the cookies of the reply. */
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
}

/** Makes the app's locals for one page from the request object of the host. */
export type LocalsOfRequest = (request: unknown) => MaybePromise<Readonly<Record<string, unknown>>>;

/** The settings of an app that the formats use. */
export interface FormatSettings {
  /** A monotonic clock, in milliseconds. */
  readonly now: () => number;
  /** The view engines, in the order in which they are tried. */
  readonly views: readonly ViewEngine[];
  /** The option `locals`, if it is an object. */
  readonly locals: Readonly<Record<string, unknown>>;
  /** The option `locals`, if it is a function. It is called for each page. */
  readonly requestLocals: LocalsOfRequest | undefined;
  /** Milliseconds that a view may take. */
  readonly deadline: number;
  /** The address of the link on the built-in page. */
  readonly home: string | undefined;
  /** Chooses between the app's page and the development page. Only in development. */
  readonly choosePage: ChoosePage | undefined;
  readonly developmentPage: DevelopmentPage;
  /** The recovery of submitted forms, if the host provides it. */
  readonly forms: FormRecovery | undefined;
}

/** The request and the tools that a format gets. */
export interface FormatContext {
  /** The data of a success was already checked, and `JSON.stringify` can write it. */
  readonly plain?: boolean;
  readonly settings: FormatSettings;
  readonly request: IncomingRequest;
  /** The errors that happened while this outcome was answered, such as the failure of a view or of the app's own response. */
  readonly failures?: readonly unknown[];
  /** Returns the outcome as a client gets it that sees no errors. */
  readonly concealed?: () => PublicOutcome;
  /** Logs an error that happened while the answer was rendered. The client still gets an answer. */
  readonly failed: (error: unknown) => void;
  /** Writes a log record that is not about a failure of Halyard. */
  readonly note: (level: Level, record: Readonly<Record<string, unknown>>, line: string) => void;
}
