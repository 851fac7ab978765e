import type { PublicOutcome } from '../disclosure/disclose.ts';
import { defined } from '../values/defined.ts';
import type { ErrorRecord } from '../values/error-record.ts';
import { isArray } from '../values/guarded-read.ts';
import { issueMember } from '../values/issue-member.ts';
import { stackFrames } from '../values/stack-frames.ts';

/** The members that the caller's data must not overwrite (RFC 9457 §3.1, and those of Halyard). */
const OURS = new Set(['type', 'title', 'status', 'detail', 'instance', 'reference']);

/** The object that every JSON client gets. It is a problem (RFC 9457), and also "a normalized JSON object with a status key". */
export function problemDocument(outcome: PublicOutcome): Record<string, unknown> {
  const { type, title, status, detail, instance, code, reference, data } = outcome;
  const errors = [...outcome.issues.map(issueMember), ...outcome.errors.map(errorMember)];
  const problem = defined<Record<string, unknown>>({ type, title, status, detail, instance, code, reference, errors: errors.length > 0 ? errors : undefined });
  if (data === undefined || data === null) return problem;
  if (typeof data !== 'object' || isArray(data)) return { ...problem, data };
  for (const [name, value] of Object.entries(data)) {
    if (!OURS.has(name) && !Object.hasOwn(problem, name)) problem[name] = value;
  }
  return problem;
}

/** An error as a member of the problem document, for development. */
export function errorMember(record: ErrorRecord): Record<string, unknown> {
  const { stack, cause, error, suppressed, errors, ...rest } = record;
  return defined<Record<string, unknown>>({
    ...rest,
    stack: stack === undefined ? undefined : stackFrames(stack),
    cause: cause && errorMember(cause),
    error: error && errorMember(error),
    suppressed: suppressed && errorMember(suppressed),
    errors: errors?.map(errorMember),
  });
}
