import { firstOf } from '../../core/values/first-of.ts';
import { entriesOf, isArray, isPlainObject, readOwn } from '../../core/values/guarded-read.ts';
import type { Issue } from '../../core/values/issue.ts';
import type { LibraryMapping } from '../../core/values/library-mapping.ts';
import { SubmittedValues } from '../../core/values/submitted-values.ts';
import { issueOf, issuesOf } from './issue-of.ts';

const MAX_DEPTH = 16;

/** Maps a list of class-validator's ValidationErrors, nested through `children`. Each keeps the whole validated object. */
export function classValidator(value: unknown): LibraryMapping | undefined {
  const issues = classValidatorIssues(isArray(value) ? value : [value]);
  return issues === undefined || issues.length === 0 ? undefined : { issues, quotes: true };
}

function classValidatorIssues(errors: unknown): readonly Issue[] | undefined {
  if (!isArray(errors)) return undefined;
  const submitted = new SubmittedValues(...new Set(firstOf(errors).map((error) => readOwn(error, 'target'))));
  return issuesOf(errors, (error) => fieldIssues(error, [], submitted));
}

function fieldIssues(error: unknown, above: readonly (string | number)[], submitted: SubmittedValues): readonly Issue[] | undefined {
  const [property, constraints, children] = [readOwn(error, 'property'), readOwn(error, 'constraints'), readOwn(error, 'children')];
  if (typeof property !== 'string' || (!isPlainObject(constraints) && !isArray(children)) || above.length >= MAX_DEPTH) return undefined;
  const path = [...above, /^\d+$/.test(property) ? Number(property) : property];
  const typed = Object.hasOwn(error as object, 'value') ? [readOwn(error, 'value')] : undefined;
  const about = { typed, submitted };
  const own = isPlainObject(constraints) ? entriesOf(constraints).map(([rule, message]) => issueOf(message, path, { code: rule, ...about })) : [];
  const nested = firstOf(children).flatMap((child) => fieldIssues(child, path, submitted) ?? []);
  return [...own, ...nested];
}
