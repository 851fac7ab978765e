import { defineResponse } from './define-response.ts';
import { factsOfField } from './facts-of-field.ts';
import type { ResponseOptions } from './facts-of-message.ts';

/** The options of `unsupportedMediaType()`. */
export interface UnsupportedMediaTypeOptions extends ResponseOptions {
  /** The media types that you accept: `['application/json']`. Default: no header. */
  readonly accept?: readonly string[];
  /** The message for the client, if the options are the only argument. */
  readonly detail?: string;
}

/**
 * You do not accept the media type of this request (RFC 9110 §15.5.16). `accept` lists the media types that you accept.
 *
 * @example
 * return res.unsupportedMediaType({ accept: ['image/png', 'image/jpeg'] });
 */
export const unsupportedMediaType = defineResponse({
  name: 'unsupportedMediaType',
  status: 415,
  outcome: (message?: string | UnsupportedMediaTypeOptions, options?: UnsupportedMediaTypeOptions) =>
    factsOfField(message, options, (named) => (named?.accept ? { accept: named.accept.join(', ') } : undefined)),
});
