import { firstOf } from '../../core/values/first-of.ts';
import { isArray, isError, isPlainObject, readOwn, readProperty } from '../../core/values/guarded-read.ts';
import type { Issue } from '../../core/values/issue.ts';
import type { LibraryMapping } from '../../core/values/library-mapping.ts';
import { classNamed } from '../class-chain.ts';
import { issueOf, issuesOf, keysOf } from '../validators/issue-of.ts';
import { type Refusal, refusal } from './conflicts.ts';
import { mapDriverError } from './driver-errors.ts';

const VIOLATIONS: Readonly<Record<string, Refusal>> = {
  SequelizeUniqueConstraintError: 'unique',
  SequelizeExclusionConstraintError: 'exclusion',
  SequelizeForeignKeyConstraintError: 'foreign_key',
};

/** Maps the errors of Sequelize by their names: an invalid instance, a violated constraint, crossed edits, and the driver's error in `original`. */
export function sequelize(value: unknown): LibraryMapping | undefined {
  if (!isError(value) || classNamed(value, 'BaseError') === undefined) return undefined;
  const name = readProperty(value, 'name');
  // `bulkCreate()` with `validate: true`
  if (name === 'AggregateError') return invalid(firstOf(readOwn(value, 'errors')).map((record) => readOwn(record, 'errors')));
  if (typeof name !== 'string' || !name.startsWith('Sequelize')) return undefined;
  if (name === 'SequelizeValidationError') return invalid([value]);
  if (name === 'SequelizeEmptyResultError') return { status: 404 };
  if (name === 'SequelizeOptimisticLockError') return { status: 409 };
  const driverMapping = mapDriverError(value, 'original');
  const kind = VIOLATIONS[name];
  if (kind === undefined) return driverMapping;
  const fields = fieldsOf(value);
  return fields.length === 0 && driverMapping !== undefined ? driverMapping : refusal(kind, fields, driverMapping?.quotes ?? false);
}

/** Returns the fields. They are a list, or an object whose values are the submitted values. */
function fieldsOf(error: Error): readonly unknown[] {
  const fields = readOwn(error, 'fields');
  if (isArray(fields)) return fields;
  return isPlainObject(fields) ? Object.keys(fields) : [];
}

function invalid(errors: readonly unknown[]): LibraryMapping | undefined {
  const items = errors.flatMap((error) => firstOf(readOwn(error, 'errors')));
  const issues = issuesOf(items, (item) => (typeof readOwn(item, 'path') === 'string' ? [itemIssue(item)] : undefined));
  return issues === undefined ? undefined : { status: 400, issues, quotes: true };
}

/** The rule has a name in `validatorKey`. Sequelize's own text adds nothing to it: `Validation isEmail on email failed`. */
function itemIssue(item: unknown): Issue {
  const [path, code, message] = [readOwn(item, 'path'), readOwn(item, 'validatorKey'), readOwn(item, 'message')];
  const rule = code === 'is_null' || code === 'notNull' ? 'required' : code;
  const written = typeof message === 'string' && !SEQUELIZE_MESSAGE.test(message) ? message : undefined;
  return issueOf(written, keysOf(path), { code: rule, typed: [readOwn(item, 'value')] });
}

const SEQUELIZE_MESSAGE = /^(?:Validation \w{1,64} on .{1,128} failed|.{1,128} cannot be null)$/;
