import { firstOf } from '../../core/values/first-of.ts';
import { entriesOf, isArray, isError, readOwn } from '../../core/values/guarded-read.ts';
import type { LibraryMapping } from '../../core/values/library-mapping.ts';
import { classNamed } from '../class-chain.ts';
import { issueOf, issuesOf, keysOf } from '../validators/issue-of.ts';
import { type Refusal, refusal } from './conflicts.ts';
import { mapDriverError } from './driver-errors.ts';

/** The classes of db-errors, which Objection throws. */
const VIOLATIONS: readonly (readonly [name: string, kind: Refusal])[] = [
  ['UniqueViolationError', 'unique'],
  ['ForeignKeyViolationError', 'foreign_key'],
  ['NotNullViolationError', 'not_null'],
  ['CheckViolationError', 'check'],
];

/** Maps the errors of Objection: a model that is not valid, a missing row, and db-errors, which keep the driver's error as `nativeError`. */
export function objection(value: unknown): LibraryMapping | undefined {
  if (!isError(value)) return undefined;
  if (isError(readOwn(value, 'nativeError'))) return mapDriverError(value, 'nativeError') ?? violation(value);
  const [type, model] = [readOwn(value, 'type'), readOwn(value, 'modelClass')];
  if (typeof type !== 'string' || typeof model !== 'function') return undefined;
  if (type === 'NotFound') return { status: 404 };
  if (classNamed(value, 'ValidationError') === undefined) return undefined;
  // Every other type is about an expression of relations. Its text quotes the expression, which is the client's in most cases.
  return type === 'ModelValidation' ? { status: 400, issues: modelIssues(readOwn(value, 'data')), quotes: true } : { status: 400, quotes: true };
}

function violation(error: Error): LibraryMapping | undefined {
  const kind = VIOLATIONS.find(([name]) => classNamed(error, name) !== undefined)?.[1];
  return kind === undefined ? undefined : refusal(kind, [...firstOf(readOwn(error, 'columns')), readOwn(error, 'column')], true);
}

/** `data` has a list of ajv's failures for each property. */
function modelIssues(data: unknown): LibraryMapping['issues'] {
  return issuesOf(entriesOf(data), (entry) => {
    const [property, failures] = entry as readonly [string, unknown];
    const list = isArray(failures) ? firstOf(failures) : [failures];
    return list.map((failure) =>
      issueOf(readOwn(failure, 'message'), keysOf(property), { code: readOwn(failure, 'keyword'), params: readOwn(failure, 'params') }),
    );
  });
}
