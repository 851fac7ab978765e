import { firstOf } from '../values/first-of.ts';
import { defineResponse } from './define-response.ts';
import { factsOfField } from './facts-of-field.ts';
import type { ResponseOptions } from './facts-of-message.ts';

/** The options of `methodNotAllowed()`. */
export interface MethodNotAllowedOptions extends ResponseOptions {
  /** The methods of this resource: `['GET', 'HEAD']`. RFC 9110 requires them. Default: no `Allow`; an empty list sends an empty one. */
  readonly allow?: readonly string[];
  /** The message for the client, if the options are the only argument. */
  readonly detail?: string;
}

/**
 * The resource exists, but does not support this method (RFC 9110 §15.5.6). Pass its methods as `allow`.
 *
 * @example
 * return res.methodNotAllowed({ allow: ['GET', 'HEAD'] });
 */
export const methodNotAllowed = defineResponse({
  name: 'methodNotAllowed',
  status: 405,
  outcome: (message?: string | MethodNotAllowedOptions, options?: MethodNotAllowedOptions) =>
    factsOfField(message, options, (named) => (named?.allow ? { allow: methodsIn(named.allow) } : undefined)),
});

function methodsIn(allow: unknown): string {
  if (typeof allow === 'string') return allow;
  return firstOf(allow)
    .filter((method) => typeof method === 'string')
    .join(', ');
}
