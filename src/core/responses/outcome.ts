import type { Issue } from '../values/issue.ts';
import type { MapLibraryValue } from '../values/library-mapping.ts';

/** One saying of a response, with its facts: what happened, before anybody asked who may know it or in which format. */
export interface Outcome extends InternalFacts {
  /** The response's name: `badRequest`. */
  readonly name: string;
  readonly status: number;
  /** RFC 9457 `title`: the same for every occurrence. */
  readonly title: string;
  /** May the client see `detail` and `data` in production? */
  readonly expose: boolean;
}

/** What a response's arguments say about this occurrence. Of an outcome each member is its own, `undefined` or not. */
export interface OutcomeFacts {
  /** This occurrence, in words fit for the client (RFC 9457 `detail`). */
  readonly detail?: string | undefined;
  readonly issues?: readonly Issue[] | undefined;
  /** What the caller passed along, for bodies and view locals. */
  readonly data?: unknown | undefined;
  /** `data` is the whole body, as it is (`ok`, `created`), not a part of a problem document. */
  readonly dataIsBody?: boolean | undefined;
  /** The errors behind it, as they were thrown or passed; for the log and for development. */
  readonly causes?: readonly unknown[] | undefined;
  /** Where a browser's form is sent back to. */
  readonly redirectTo?: string | undefined;
  /** Which of a page's forms it is about. */
  readonly bag?: string | undefined;
  /** Messages for the form's page, by kind. */
  readonly flash?: Readonly<Record<string, readonly string[]>> | undefined;
  /** Nothing is wrong with what was typed: a browser's form is sent back to be sent again (an expired session or token). */
  readonly resend?: boolean | undefined;
  /** A stable name for programs: `E_BERTH_TAKEN`. */
  readonly code?: string | undefined;
  /** RFC 9457 `type`: an absolute URI. */
  readonly type?: string | undefined;
  /** Fields this response owes its client: `Allow`, `Retry-After`. Lower case. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** The format to answer in, whatever the request asks for. */
  readonly format?: string | undefined;
  /** The view to render instead of the one named after the status. */
  readonly view?: string | undefined;
  readonly expose?: boolean | undefined;
  /** Answer as this response while the log keeps the real one: a 403 that must look like a 404 (RFC 9110 §15.5.4). */
  readonly concealAs?: string | undefined;
}

/** What only Halyard's own responses and presets add to the facts of an outcome. */
export interface InternalFacts extends OutcomeFacts {
  /** What was passed, where a library's words may be in it that the core cannot read. */
  readonly libraryValue?: unknown | undefined;
  /** What the caller passed, as plain JSON and otherwise as it is, for a preset that sends it so. Of a failure on our side never in production. */
  readonly argument?:
    | ((about: { readonly revealed: boolean; readonly now: () => number; readonly mapLibraryValue?: MapLibraryValue | undefined }) => unknown)
    | undefined;
}
