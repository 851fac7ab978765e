import { defineResponse } from './define-response.ts';
import { factsOfField } from './facts-of-field.ts';
import type { ResponseOptions } from './facts-of-message.ts';

/** The options of `unauthorized()`. */
export interface UnauthorizedOptions extends ResponseOptions {
  /** The header `WWW-Authenticate`: `Bearer realm="orders"`. Default: the option `challenge`. */
  readonly challenge?: string;
  /** The message for the client, if the options are the only argument. */
  readonly detail?: string;
}

/**
 * The client is not authenticated (RFC 9110 §15.5.2). The response always has the header `WWW-Authenticate`.
 *
 * @example
 * return res.unauthorized('Sign in first', { challenge: 'Bearer realm="orders"' });
 */
export const unauthorized = defineResponse({
  name: 'unauthorized',
  status: 401,
  outcome: (message?: string | UnauthorizedOptions, options?: UnauthorizedOptions) =>
    factsOfField(message, options, (named) => (named?.challenge ? { 'www-authenticate': named.challenge } : undefined)),
});
