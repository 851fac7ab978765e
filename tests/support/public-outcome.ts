import type { PublicOutcome } from '../../src/core/disclosure/disclose.ts';

/** The outcome that a format gets: a 404 without further members. `members` replaces some of them. */
export function publicOutcome(members: Partial<PublicOutcome> = {}): PublicOutcome {
  return {
    name: 'notFound',
    status: 404,
    title: 'Not Found',
    type: undefined,
    instance: undefined,
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
