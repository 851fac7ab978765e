import { defineResponse } from './define-response.ts';
import { factsOfField } from './facts-of-field.ts';
import type { ResponseOptions } from './facts-of-message.ts';

/** The options of `unavailableForLegalReasons()`. */
export interface LegalOptions extends ResponseOptions {
  /** The URI of the organisation that carries out the block, for `Link: rel="blocked-by"`. Default: no header. */
  readonly blockedBy?: string;
  /** The message for the client, if the options are the only argument. */
  readonly detail?: string;
}

/**
 * You may not show the resource because of a legal demand (RFC 7725). `blockedBy` is the URI of the organisation that carries out the block.
 *
 * @example
 * return res.unavailableForLegalReasons({ blockedBy: 'https://authority.example' });
 */
export const unavailableForLegalReasons = defineResponse({
  name: 'unavailableForLegalReasons',
  status: 451,
  outcome: (message?: string | LegalOptions, options?: LegalOptions) =>
    factsOfField(message, options, (named) => (named?.blockedBy ? { link: `<${encodeURI(named.blockedBy)}>; rel="blocked-by"` } : undefined)),
});
