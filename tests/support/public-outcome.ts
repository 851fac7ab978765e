import type { PublicOutcome } from '../../src/core/disclosure/disclose.ts';

/** What a format is given: a 404 that says nothing more, but for the members named. */
export function publicOutcome(members: Partial<PublicOutcome> = {}): PublicOutcome {
  return {
    name: 'notFound',
    status: 404,
    title: 'Not Found',
    type: undefined,
    code: undefined,
    detail: undefined,
    issues: [],
    errors: [],
    data: undefined,
    dataIsBody: false,
    reference: undefined,
    revealed: false,
    headers: undefined,
    view: undefined,
    redirectTo: undefined,
    bag: undefined,
    flash: undefined,
    resend: false,
    ...members,
  };
}
