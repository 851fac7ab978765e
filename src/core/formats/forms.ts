import type { PublicOutcome } from '../disclosure/disclose.ts';
import type { IncomingRequest } from '../ports/request.ts';
import type { MaybePromise } from '../values/maybe-promise.ts';

/** Recovers the submitted values of a form for an error page. */
export interface FormRecovery {
  /**
   * The values for a page that replaces the form. `undefined` if the request is not a form. If no page of this origin is proved to have sent the
   * form, only the way back is returned. With `restore` the values are also kept for the form's page, and this page must set the cookies.
   */
  recover(request: IncomingRequest, outcome: PublicOutcome, restore: boolean): MaybePromise<Recovered | undefined>;
  /** The form locals of an error page: `errors` with `first`, `all` and `has`, `old`, `flash`, `form`. They describe this failure. */
  locals(request: IncomingRequest, outcome: PublicOutcome, errors: readonly unknown[], recovered: Recovered | undefined): Readonly<Record<string, unknown>>;
  /** The address of the start page as the browser has it, from the option `home`. */
  home?(request: IncomingRequest, home: string): string;
  /** The sections of the built-in page about the form. `resend` says that the form has expired. */
  sections(recovered: Recovered, resend: boolean): RecoverySections;
}

/** Two sections of the built-in page, as HTML, and their style. */
export interface RecoverySections {
  /** The way back to the form. */
  readonly linkBack: string;
  /** The submitted values. Empty if there are none. */
  readonly typed: string;
  /** The style element of the two sections, for the head of the page. */
  readonly style?: string;
  /** The Content-Security-Policy of a page with that style. */
  readonly policy?: string;
}

/** The submitted values of a form without secrets, and the way back to its page. */
export interface Recovered {
  /** The submitted fields. */
  readonly typed: readonly { readonly name: string; readonly value: string }[];
  /** The names of fields that are too long for the page. */
  readonly tooLong: readonly string[];
  /** The names of fields whose values are not shown and not given back: a secret, or a file. */
  readonly withheld?: { readonly fields: readonly string[]; readonly files: readonly string[] } | undefined;
  /** The page of the form: a path of this origin. `undefined` if it is not known. */
  readonly back: string | undefined;
  /** The form at `back` will show the submitted values. */
  readonly restores: boolean;
  /** The header fields that this needs: the cookies of the flash. */
  readonly headers: Readonly<Record<string, string | readonly string[]>> | undefined;
}
