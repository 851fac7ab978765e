import { defineResponse } from './define-response.ts';
import { factsOfField } from './facts-of-field.ts';
import type { ResponseOptions } from './facts-of-message.ts';

export interface UnsupportedMediaTypeOptions extends ResponseOptions {
  /** The media types that would do: `['application/json']`. */
  readonly accept?: readonly string[];
  /** Words for the client. */
  readonly detail?: string;
}

/** The body is in a form that we do not read (RFC 9110 §15.5.16). `accept` says which would do. */
export const unsupportedMediaType = defineResponse({
  name: 'unsupportedMediaType',
  status: 415,
  outcome: (message?: string | UnsupportedMediaTypeOptions, options?: UnsupportedMediaTypeOptions) =>
    factsOfField(message, options, (named) => (named?.accept ? { accept: named.accept.join(', ') } : undefined)),
});
