import type { PublicOutcome } from '../disclosure/disclose.ts';
import type { Negotiable } from '../negotiation/negotiate.ts';
import type { Level } from '../ports/logger.ts';
import type { IncomingRequest } from '../ports/request.ts';
import type { ViewEngine } from '../ports/view-engine.ts';
import type { MaybePromise } from '../values/maybe-promise.ts';
import type { FormRecovery } from './forms.ts';

/** A way to say any outcome: JSON, a page, plain text. It sees what the client may see, and nothing else. */
export interface Format extends Negotiable {
  /** `undefined` means "I cannot say this" (no view, no text for it): the next format is asked. May throw or reject. */
  render(outcome: PublicOutcome, context: FormatContext): MaybePromise<Rendered | undefined>;
  /** The last of a body of this type that had begun when it failed: a type in which that can be said. Without it the connection is ended. */
  readonly conclude?: (outcome: PublicOutcome) => string;
}

export interface Rendered {
  readonly body: string;
  /** With its charset where it has one. Empty: a message without content (204). */
  readonly contentType: string;
  /** The body before it became text: what a socket's ack carries. */
  readonly value: unknown;
  /** A page that may run things. What is not active gets a policy under which nothing does. */
  readonly active?: boolean;
  /** The page's own Content-Security-Policy. */
  readonly policy?: string;
  /** Another status than the outcome's: a form's redirect is 303 while the log has its 400. */
  readonly status?: number;
  /** Further fields, lower case. `set-cookie` is added to what the reply has. */
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
}

/** What the formats need of an app's choices. */
export interface FormatSettings {
  /** Milliseconds, monotonic. */
  readonly now: () => number;
  readonly views: readonly ViewEngine[];
  readonly locals: Readonly<Record<string, unknown>>;
  /** Milliseconds that a view may take. */
  readonly deadline: number;
  /** Where the built-in page's link leads. */
  readonly home: string | undefined;
  /** What browsers' forms need beside an answer, where a host gives it. */
  readonly forms: FormRecovery | undefined;
}

export interface FormatContext {
  /** The data of a success has been looked at: it is plain JSON, and `JSON.stringify` can write it as it is. */
  readonly plain?: boolean;
  readonly settings: FormatSettings;
  readonly request: IncomingRequest;
  /** Tells the log of something that failed on the way; the client does not notice. */
  readonly failed: (error: unknown) => void;
  /** Tells the log of something worth knowing that is no failure of ours. */
  readonly note: (level: Level, record: Readonly<Record<string, unknown>>, line: string) => void;
}
