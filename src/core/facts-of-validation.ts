import { factsOfMessage, type ResponseOptions } from './facts-of-message.ts';
import { isError, isPlainObject } from './guarded-read.ts';
import type { Issue } from './issue.ts';
import { issuesOf } from './issues/index.ts';
import type { OutcomeFacts } from './outcome.ts';

/** What a validation may have given: one message, messages, issues, messages by field, or the library's own error. */
export type ValidationErrors =
  | string
  | Error
  | readonly (string | { readonly message: string; readonly path?: readonly unknown[] | undefined; readonly code?: string | undefined })[]
  | { readonly issues: readonly Pick<Issue, 'message'>[] }
  | { readonly [field: string]: unknown }
  | null
  | undefined;

export interface ValidationOptions extends ResponseOptions {
  /** Where a browser's form is sent back to: a path on this origin. */
  readonly redirectTo?: string;
}

/** The facts of `badRequest(validationErrors, redirectTo)`. */
export function factsOfValidation(validationErrors: unknown, redirect: string | ValidationOptions | undefined): OutcomeFacts {
  const options = isPlainObject(redirect) ? (redirect as ValidationOptions) : undefined;
  const redirectTo = typeof redirect === 'string' ? redirect : options?.redirectTo;
  const issues = typeof validationErrors === 'string' ? undefined : issuesOf(validationErrors);
  const facts: OutcomeFacts =
    issues === undefined
      ? factsOfMessage(validationErrors, options)
      : { ...factsOfMessage(undefined, options), issues, ...(isError(validationErrors) ? { causes: [validationErrors] } : undefined) };
  return typeof redirectTo === 'string' ? { ...facts, redirectTo } : facts;
}
