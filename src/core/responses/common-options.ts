import { entriesOf, isPlainObject, readOwn } from '../values/guarded-read.ts';

/** The options that every response with a message takes as its last argument. */
export interface ResponseOptions {
  /** The error that caused this answer, for the log and for development. A client in production never sees it. */
  readonly cause?: unknown;
  /** A stable name for programs: `E_CARD_DECLINED`. */
  readonly code?: string;
  /** The `type` of the problem document (RFC 9457): an absolute URI. */
  readonly type?: string;
  /** Whether the client sees message and data in production. Default: `true` below status 500, else `false`. */
  readonly expose?: boolean;
  /** The format of the answer, which takes precedence over `Accept`: `json`, `problem`, `html`, `text`, `markdown`. */
  readonly format?: string;
  /** Further headers of the answer. They replace headers that Halyard sets. */
  readonly headers?: Readonly<Record<string, string | number>>;
  /** The view that a browser gets, instead of the one named after the status. */
  readonly view?: string;
}

/** The names of the options of all responses. An object with another member is data. */
const NAMES = /^(?:cause|code|type|expose|format|headers|view|detail|conceal|resend)$/;

/** The value as the options of a response, if all of its members are options. */
export function optionsIn(value: unknown): ResponseOptions | undefined {
  const names = isPlainObject(value) ? entriesOf(value, 11) : [];
  return names[0] !== undefined && names.every(([name]) => NAMES.test(name)) ? (value as object) : undefined;
}

/** The value as the options that are the only argument of a response: they have the message as `detail`. */
export function onlyOptions(value: unknown): (ResponseOptions & { readonly detail: string }) | undefined {
  return typeof readOwn(value, 'detail') === 'string' ? (optionsIn(value) as { readonly detail: string } | undefined) : undefined;
}
