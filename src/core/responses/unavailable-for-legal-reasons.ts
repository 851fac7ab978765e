import { defineResponse } from './define-response.ts';
import { factsOfField } from './facts-of-field.ts';
import type { ResponseOptions } from './facts-of-message.ts';

export interface LegalOptions extends ResponseOptions {
  /** The URI of who carries out the block, for `Link: rel="blocked-by"`. Default: no header. */
  readonly blockedBy?: string;
  /** The message for the client, if the options are the only argument. */
  readonly detail?: string;
}

/**
 * You may not show the resource because of a legal demand (RFC 7725). `blockedBy` names who carries out the demand.
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
