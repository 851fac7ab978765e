import { defined } from '../values/defined.ts';
import { isError, isPlainObject, ownMembers } from '../values/guarded-read.ts';
import { isQuotingMessage, NOT_VALID } from '../values/may-quote.ts';
import { ownMember } from '../values/own-member.ts';
import { onlyOptions, type ResponseOptions } from './common-options.ts';
import { exposedText } from './exposed-text.ts';
import type { InternalFacts } from './outcome.ts';

export type { ResponseOptions } from './common-options.ts';

/** The first argument of most responses: a message for the client, an error for the log, or data for the body. */
export type Message = string | Error | { readonly [key: string]: unknown } | null | undefined;

/** The facts of a first argument and its options. The message of an Error stays in the log, unless the error is marked as made for the client. */
export function factsOfMessage(message: unknown, options?: ResponseOptions, fields?: Readonly<Record<string, string>>): InternalFacts {
  const only = options === undefined ? onlyOptions(message) : undefined;
  if (only !== undefined) return factsOfMessage(only.detail, only, fields);
  const own = ownMembers(options);
  if ((message === undefined || message === '') && own === undefined && fields === undefined) return NO_FACTS;
  const facts: { -readonly [K in keyof InternalFacts]: InternalFacts[K] } = {};
  if (typeof message === 'string') {
    if (message !== '') facts.detail = isQuotingMessage(message) ? NOT_VALID : message;
  } else if (isError(message)) {
    const text = exposedText(message);
    if (text === undefined) facts.libraryValue = message;
    else facts.detail = text;
    facts.causes = [message];
  } else if (message !== undefined && message !== null) {
    // An object, a number, a Date or a model is data, and appears as JSON shows it.
    facts.data = message;
  }
  if (own !== undefined) addOptions(facts, own);
  if (fields !== undefined) facts.headers = { ...ownMember(facts, 'headers'), ...fields };
  return facts;
}

const NO_FACTS: InternalFacts = Object.freeze({});

/** Adds the options of a call. It writes into the facts themselves, because a copy by spread with added members costs microseconds. */
export function addOptions(facts: { -readonly [K in keyof InternalFacts]: InternalFacts[K] }, options: ResponseOptions): InternalFacts {
  const { headers, cause, code, type, expose, format, view } = options;
  if (headers !== undefined) facts.headers = { ...ownMember(facts, 'headers'), ...lowerCase(headers) };
  if (cause !== undefined) facts.causes = [...(facts.causes ?? []), cause];
  return Object.assign(facts, defined({ code, type, expose, format, view }));
}

function lowerCase(fields: Readonly<Record<string, string | number>> | undefined): Record<string, string> {
  // `Object.entries` would split a string into its characters.
  if (!isPlainObject(fields)) return {};
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name.toLowerCase(), typeof value === 'number' ? String(value) : (value as string)]));
}
