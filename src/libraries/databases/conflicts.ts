import { firstOf } from '../../core/values/first-of.ts';
import { isArray } from '../../core/values/guarded-read.ts';
import type { Issue } from '../../core/values/issue.ts';
import type { LibraryMapping } from '../../core/values/library-mapping.ts';
import { issueOf } from '../validators/issue-of.ts';

/** Status and message for each constraint that a database enforces. The database's own text holds the value, or names tables and constraints. */
const REFUSALS = {
  unique: [409, 'Already taken'],
  exclusion: [409, 'Already taken'],
  foreign_key: [409, 'Does not fit to what it refers to, or to what refers to it'],
  not_null: [400, 'Required'],
  check: [400, 'Not a value that is allowed here'],
  too_long: [400, 'Too long'],
  invalid: [400, 'Not a valid value'],
  out_of_range: [400, 'Out of range'],
} as const;

/** The kind of a violated constraint. */
export type Refusal = keyof typeof REFUSALS;

/**
 * Builds the mapping of a violated constraint: one issue for each field, which is a name or a path. Without known fields there is one issue without a
 * path. `quotes` is true if the error's message holds the value.
 */
export function refusal(kind: Refusal, fields: readonly unknown[], quotes: boolean): LibraryMapping {
  const [status, message] = REFUSALS[kind];
  const paths = firstOf(fields)
    .map((field) => (typeof field === 'string' && field !== '' ? [field] : isArray(field) ? field : []))
    .filter((path) => path.length > 0);
  const issues: readonly Issue[] = (paths.length === 0 ? [[]] : paths.slice(0, 16)).map((path) => issueOf(message, path, { code: kind }));
  return { status, issues, quotes };
}
