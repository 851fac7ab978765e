import { isError, isPlainObject, ownMembers } from '../values/guarded-read.ts';
import { NOT_VALID, surelyQuotes } from '../values/may-quote.ts';
import { exposedText } from './exposed-text.ts';
import type { InternalFacts } from './outcome.ts';

/** What most responses take first: words for the client, an error for the log, or data for the body. */
export type Message = string | Error | { readonly [key: string]: unknown } | null | undefined;

/** What every response takes as its last argument. */
export interface ResponseOptions {
  /** The error behind it: for the log and for development, never for a client in production. */
  readonly cause?: unknown;
  /** A stable name for programs: `E_BERTH_TAKEN`. */
  readonly code?: string;
  /** RFC 9457 `type`: an absolute URI. */
  readonly type?: string;
  /** May the client see message and data in production? Default: below status 500. */
  readonly expose?: boolean;
  /** Answer in this format, whatever the request asks for: `json`, `html`, `text`, `markdown`. */
  readonly format?: string;
  /** Further fields of the reply. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The view to render for a browser, instead of the one named after the status. */
  readonly view?: string;
}

/** The facts of a first argument and its options. An Error's own text stays in the log, unless the error is branded to be shown. */
export function factsOfMessage(message: unknown, given?: ResponseOptions, fields?: Readonly<Record<string, string>>): InternalFacts {
  const options = ownMembers(given);
  if ((message === undefined || message === '') && options === undefined && fields === undefined) return NOTHING;
  const facts: { -readonly [K in keyof InternalFacts]: InternalFacts[K] } = {};
  if (typeof message === 'string') {
    if (message !== '') facts.detail = surelyQuotes(message) ? NOT_VALID : message;
  } else if (isError(message)) {
    const text = exposedText(message);
    if (text === undefined) facts.libraryValue = message;
    else facts.detail = text;
    facts.causes = [message];
  } else if (message !== undefined && message !== null) {
    // An object, a number, a Date, a model: data, shown as JSON shows it.
    facts.data = message;
  }
  if (fields !== undefined || options?.headers !== undefined) facts.headers = { ...lowerCase(options?.headers), ...fields };
  return options === undefined ? facts : withOptions(facts, options);
}

const NOTHING: InternalFacts = Object.freeze({});

/** Written into the facts themselves: a copy by spread, with members added to it, costs microseconds. */
function withOptions(facts: { -readonly [K in keyof InternalFacts]: InternalFacts[K] }, options: ResponseOptions): InternalFacts {
  const { cause, code, type, expose, format, view } = options;
  if (cause !== undefined) facts.causes = [...(facts.causes ?? []), cause];
  if (code !== undefined) facts.code = code;
  if (type !== undefined) facts.type = type;
  if (expose !== undefined) facts.expose = expose;
  if (format !== undefined) facts.format = format;
  if (view !== undefined) facts.view = view;
  return facts;
}

function lowerCase(fields: Readonly<Record<string, string>> | undefined): Record<string, string> {
  // A text would be taken apart into its letters.
  if (!isPlainObject(fields)) return {};
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name.toLowerCase(), value]));
}
