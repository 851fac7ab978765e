import type { PublicOutcome } from './disclose.ts';
import type { MaybePromise } from './maybe-promise.ts';
import type { IncomingRequest } from './request.ts';
import type { Settings } from './settings.ts';

/** A way to say any outcome: JSON, a page, plain text. It sees what the client may see, and nothing else. */
export interface Format {
  /** By which an app or a call asks for it: `json`. */
  readonly name: string;
  readonly mediaType: string;
  /** Other media types it answers for: `application/xhtml+xml`. */
  readonly alsoFor?: (mediaType: string) => boolean;
  /** `undefined` means "I cannot say this" (no view, no text for it): the next format is asked. May throw or reject. */
  render(outcome: PublicOutcome, context: FormatContext): MaybePromise<Rendered | undefined>;
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
}

export interface FormatContext {
  readonly settings: Settings;
  readonly request: IncomingRequest;
  /** Tells the log of something that failed on the way; the client does not notice. */
  readonly failed: (error: unknown) => void;
}
