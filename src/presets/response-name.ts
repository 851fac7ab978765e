import type { PublicOutcome } from '../core/disclosure/disclose.ts';

/**
 * Returns the response of Sails whose form an outcome has. A response that only the app defines has no form of its own if it fails, so it answers as
 * `serverError`.
 */
export function responseName({ name, status, code, type, data, view }: PublicOutcome): string {
  return status === 500 && code === undefined && type === undefined && data === undefined && view === undefined ? 'serverError' : name;
}
