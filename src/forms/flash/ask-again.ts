import type { IncomingRequest } from '../../core/ports/request.ts';
import type { FormSettings } from '../request/form-settings.ts';
import { frontEndOf } from '../request/front-end.ts';
import { ownAddress } from '../request/return-target.ts';

/** An answer in place of a page: its status, and the header fields that it sets or removes. */
export interface Replacement {
  readonly status: number;
  readonly fields: Readonly<Record<string, string | undefined>>;
}

/** Its body is not a page, so no front end shows it. */
const NO_PAGE = { 'content-type': 'text/plain; charset=utf-8' };

/**
 * Returns the answer to a prefetch of a page that a flash waits for. Browsers keep no 409, so they ask again when the visitor opens the page. Inertia keeps
 * every answer. `X-Inertia-Location` makes it load the page when the visitor opens the link.
 */
export function askAgain(settings: FormSettings, request: IncomingRequest): Replacement {
  const location = frontEndOf(request) === 'inertia' ? ownAddress(settings, request) : undefined;
  return { status: 409, fields: location === undefined ? NO_PAGE : { ...NO_PAGE, 'x-inertia': undefined, 'x-inertia-location': location } };
}
