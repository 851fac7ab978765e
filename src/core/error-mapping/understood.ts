import type { Outcome } from '../responses/outcome.ts';
import { firstOf } from '../values/first-of.ts';
import { isArray, ownMembers, readOwn } from '../values/guarded-read.ts';
import type { Issue } from '../values/issue.ts';
import type { Understand } from '../values/meaning.ts';
import { isAsSaid } from '../values/validation-parts.ts';

/**
 * The outcome with what its first argument says beyond what the core could read of it. The status stays: the app has said that. An
 * outcome without such an argument costs one look.
 */
export function understood(outcome: Outcome, understand: Understand | undefined): Outcome {
  const { status, causes, data, bare } = outcome;
  // Data may be the result of a validation, with everything that was typed in it.
  const unread = outcome.unread ?? (bare ? undefined : data);
  // Of a failure on our side an error is for the log.
  if (unread === undefined || understand === undefined || (status >= 500 && data === undefined)) return outcome;
  const meaning = ownMembers(understand(unread));
  if (meaning === undefined) return outcome;
  const { issues, quotes } = meaning;
  // The text of an error from 500 up was written for the log, also when the error is passed to a response below.
  const detail = meaning.detail === undefined || (meaning.status ?? 400) >= 500 ? outcome.detail : meaning.detail;
  if (issues === undefined && status >= 500) return outcome;
  if (issues === undefined) return { ...outcome, detail, causes: quotes ? undefined : causes };
  const passed = firstOf(unread);
  // The errors of a validation hold what was typed, often in their text.
  const others = causes?.filter((cause) => cause !== unread && !passed.includes(cause));
  const given = quotes && outcome.given !== undefined && !isAsSaid(unread, issues) ? () => givenWithout(unread, issues) : outcome.given;
  return { ...outcome, issues, data: undefined, given, causes: others?.length ? others : undefined };
}

/**
 * What a preset sends of a library's error that quotes what was typed: nothing, so that it answers with the issues. Of an error of Sails,
 * whose clients read `problems`, the same in our words.
 */
function givenWithout(unread: unknown, issues: readonly Issue[]): unknown {
  const code = readOwn(unread, 'code');
  if (!isArray(readOwn(unread, 'problems')) || typeof code !== 'string') return undefined;
  const problems = issues.map(({ message, path }) => {
    if (path.length === 0) return message;
    const field = `"${path.map(String).join('.')}"`;
    return message === 'Required' ? `${field} is required` : `${field}: ${message}`;
  });
  return { code, problems, message: `${problems.length} missing or invalid parameter${problems.length === 1 ? '' : 's'}` };
}
