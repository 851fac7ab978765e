import type { PublicOutcome } from '../disclosure/disclose.ts';
import type { IncomingRequest } from '../ports/request.ts';
import type { MaybePromise } from '../values/maybe-promise.ts';

/** What pages give back to whoever filled in a form. */
export interface FormRecovery {
  /**
   * What a page in the form's place can give back. `undefined`: the request is no form. Of one that no page of this origin is proved to have
   * sent, the way back alone. With `restore` it is kept for the way back, too, and the page has to set the cookies.
   */
  recover(request: IncomingRequest, outcome: PublicOutcome, restore: boolean): MaybePromise<Recovered | undefined>;
  /** The form locals of a page: `errors` with `first`, `all` and `has`, `old`, `flash`, `form`. An error page's are about itself. */
  locals(request: IncomingRequest, outcome: PublicOutcome, errors: readonly unknown[], recovered: Recovered | undefined): Readonly<Record<string, unknown>>;
}

/** What was typed into a form whose page is gone, without anything secret, and the way back to the form. */
export interface Recovered {
  readonly typed: readonly { readonly name: string; readonly value: string }[];
  /** Names of fields that are too long to be given back. */
  readonly tooLong: readonly string[];
  /** The form's own page: a path of this origin. `undefined` when nobody said where the form is. */
  readonly back: string | undefined;
  /** Following `back` fills the form in again. */
  readonly restores: boolean;
  /** `Set-Cookie` fields that make it so. */
  readonly cookies: readonly string[];
}
