import type { IncomingRequest } from '../ports/request.ts';
import type { Issue } from '../values/issue.ts';
import { NOT_VALID } from '../values/may-quote.ts';
import { SubmittedValues } from '../values/submitted-values.ts';
import { CHECKED } from './issues/issue-list.ts';
import type { Outcome } from './outcome.ts';

/**
 * Removes quotes of the request body from the messages of libraries, if the host has parsed the body. Many libraries keep no value with a message, and a
 * limit in a message may be the value of another field. Issues with messages of the app stay.
 */
export function withoutBody(outcome: Outcome, request: IncomingRequest): Outcome {
  const { issues } = outcome;
  if (issues === undefined || !issues.some((issue) => CHECKED.has(issue))) return outcome;
  const body = request.parsed?.();
  if (typeof body !== 'object' || body === null) return outcome;
  const submitted = new SubmittedValues(body);
  return { ...outcome, issues: issues.map((issue) => (CHECKED.has(issue) ? harmless(issue, submitted) : issue)) };
}

function harmless(issue: Issue, submitted: SubmittedValues): Issue {
  const { message, params, ...rest } = issue;
  const all = Object.entries(params ?? {});
  const kept = all.filter(([, value]) => !submitted.mentionedBy(String(value)));
  const isQuote = submitted.mentionedBy(message);
  if (!isQuote && kept.length === all.length) return issue;
  return { message: isQuote ? NOT_VALID : message, ...rest, ...(kept.length > 0 && { params: Object.fromEntries(kept) }) };
}
