import { firstOf, MAX_MEMBERS } from '../values/first-of.ts';
import { isArray, isError, isPlainObject, ownMembers, readProperty } from '../values/guarded-read.ts';
import { factsOfMessage, type ResponseOptions } from './facts-of-message.ts';
import { readIssues } from './issues/index.ts';
import type { InternalFacts } from './outcome.ts';

/** The result of a validation: one message, messages, issues, messages by field, or the library's own error. */
export type ValidationErrors = string | Error | readonly (string | object)[] | object | null | undefined;

/** The options of a response with validation errors. */
export interface ValidationOptions extends ResponseOptions {
  /** The page that a browser's form is sent back to: a path on this origin, or a URL of the option `origin`. Default: the page of the form. */
  readonly redirectTo?: string;
  /** The name of the form, if its page has several. Default: the form's own field `_bag`. */
  readonly bag?: string;
  /** Further messages for the form's page, by kind: `{ warning: 'Prices have changed.' }`. */
  readonly flash?: Readonly<Record<string, string | readonly string[]>>;
}

/** The facts of `badRequest(validationErrors, redirectTo)`. */
export function factsOfValidation(validationErrors: unknown, redirect: string | ValidationOptions | undefined): InternalFacts {
  const options = isPlainObject(redirect) ? ownMembers(redirect as ValidationOptions) : undefined;
  const facts = factsOf(validationErrors, options);
  const redirectTo = typeof redirect === 'string' ? redirect : options?.redirectTo;
  const { bag, flash } = options ?? {};
  if (typeof redirectTo !== 'string' && typeof bag !== 'string' && flash === undefined) return facts;
  return { ...facts, redirectTo: textOr(redirectTo), bag: textOr(bag), flash: textsByKind(flash) };
}

function factsOf(validationErrors: unknown, options: ResponseOptions | undefined): InternalFacts {
  if (typeof validationErrors === 'string') return factsOfMessage(validationErrors, options);
  const { issues, libraryValue } = readIssues(validationErrors);
  // Errors in a list are for the log. The client still sees the other issues of the list.
  const errors = issues === undefined ? firstOf(validationErrors).filter(isError) : isError(validationErrors) ? [validationErrors] : [];
  if (issues === undefined && errors.length === 0) return { ...factsOfMessage(validationErrors, options), libraryValue };
  const shown = issues ?? readIssues(firstOf(validationErrors, MAX_ISSUES).filter((item) => !isError(item))).issues;
  return { ...factsOfMessage(undefined, options), issues: shown, libraryValue, ...(errors.length > 0 && { causes: errors }) };
}

/** The longest list with errors in it that is read and counted. */
const MAX_ISSUES = 10_000;

function textOr(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The texts of the messages for a form's page, by kind. `shown` changes each text. */
export function textsByKind(flash: unknown, shown: (text: string) => string = (text) => text): InternalFacts['flash'] {
  if (!isPlainObject(flash)) return undefined;
  const texts = (value: unknown): readonly string[] =>
    (isArray(value) ? firstOf(value) : [value]).filter((text) => typeof text === 'string').map((text) => shown(text));
  const kinds = Object.keys(flash).slice(0, MAX_MEMBERS);
  return Object.fromEntries(kinds.map((kind) => [kind, texts(readProperty(flash, kind))]));
}
