import type { Outcome } from '../responses/outcome.ts';
import { firstOf } from '../values/first-of.ts';
import { ownMembers } from '../values/guarded-read.ts';
import type { MapLibraryValue } from '../values/library-mapping.ts';
import { hasSameMessages } from '../values/validation-parts.ts';

/**
 * Adds to the outcome what a library mapping reads from its first argument: issues or a detail. The status stays, because the app chose it. Without
 * such an argument the cost is one check.
 */
export function withLibraryIssues(outcome: Outcome, mapLibraryValue: MapLibraryValue | undefined): Outcome {
  const { status, causes, data, dataIsBody } = outcome;
  // The data may be the result of a validation, which contains all submitted values.
  const libraryValue = outcome.libraryValue ?? (dataIsBody ? undefined : data);
  // For a server error, an error argument is for the log only.
  if (libraryValue === undefined || mapLibraryValue === undefined || (status >= 500 && data === undefined)) return outcome;
  const mapping = ownMembers(mapLibraryValue(libraryValue));
  if (mapping === undefined) return outcome;
  const { issues, quotes } = mapping;
  // The text of an error from 500 up was written for the log, even if the app passes the error to a 4xx response.
  const detail = mapping.detail === undefined || (mapping.status ?? 400) >= 500 ? outcome.detail : mapping.detail;
  if (issues === undefined && status >= 500) return outcome;
  if (issues === undefined) return { ...outcome, detail, causes: quotes ? undefined : causes };
  const passed = firstOf(libraryValue);
  // Validation errors contain submitted values, often in their message.
  const others = causes?.filter((cause) => cause !== libraryValue && !passed.includes(cause));
  const { argument } = outcome;
  const argumentOf: Outcome['argument'] = (about) =>
    argument?.({ ...about, quoted: quotes && !hasSameMessages(libraryValue, issues) ? { libraryValue, issues } : undefined });
  return { ...outcome, issues, data: undefined, argument: argument && argumentOf, causes: others?.length ? others : undefined };
}
