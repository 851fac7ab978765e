import type { Outcome } from '../responses/outcome.ts';
import { firstOf } from '../values/first-of.ts';
import { isArray, ownMembers, readOwn } from '../values/guarded-read.ts';
import type { Issue } from '../values/issue.ts';
import type { MapLibraryValue } from '../values/library-mapping.ts';
import { hasSameMessages } from '../values/validation-parts.ts';

/**
 * The outcome with what its first argument says beyond what the core could read of it. The status stays: the app has said that. An
 * outcome without such an argument costs one look.
 */
export function withLibraryIssues(outcome: Outcome, mapLibraryValue: MapLibraryValue | undefined): Outcome {
  const { status, causes, data, dataIsBody } = outcome;
  // Data may be the result of a validation, with everything that was typed in it.
  const libraryValue = outcome.libraryValue ?? (dataIsBody ? undefined : data);
  // Of a failure on our side an error is for the log.
  if (libraryValue === undefined || mapLibraryValue === undefined || (status >= 500 && data === undefined)) return outcome;
  const mapping = ownMembers(mapLibraryValue(libraryValue));
  if (mapping === undefined) return outcome;
  const { issues, quotes } = mapping;
  // The text of an error from 500 up was written for the log, also when the error is passed to a response below.
  const detail = mapping.detail === undefined || (mapping.status ?? 400) >= 500 ? outcome.detail : mapping.detail;
  if (issues === undefined && status >= 500) return outcome;
  if (issues === undefined) return { ...outcome, detail, causes: quotes ? undefined : causes };
  const passed = firstOf(libraryValue);
  // The errors of a validation hold what was typed, often in their text.
  const others = causes?.filter((cause) => cause !== libraryValue && !passed.includes(cause));
  const argument =
    quotes && outcome.argument !== undefined && !hasSameMessages(libraryValue, issues) ? () => argumentWithoutValues(libraryValue, issues) : outcome.argument;
  return { ...outcome, issues, data: undefined, argument, causes: others?.length ? others : undefined };
}

/**
 * What a preset sends of a library's error that quotes what was typed: nothing, so that it answers with the issues. Of an error of Sails,
 * whose clients read `problems`, the same in our words.
 */
function argumentWithoutValues(unread: unknown, issues: readonly Issue[]): unknown {
  const code = readOwn(unread, 'code');
  if (!isArray(readOwn(unread, 'problems')) || typeof code !== 'string') return undefined;
  const problems = issues.map(({ message, path }) => {
    if (path.length === 0) return message;
    const field = `"${path.map(String).join('.')}"`;
    return message === 'Required' ? `${field} is required` : `${field}: ${message}`;
  });
  return { code, problems, message: `${problems.length} missing or invalid parameter${problems.length === 1 ? '' : 's'}` };
}
