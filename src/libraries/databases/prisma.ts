import { isArray, isError, readOwn } from '../../core/values/guarded-read.ts';
import type { LibraryMapping } from '../../core/values/library-mapping.ts';
import { NOT_VALID } from '../../core/values/may-quote.ts';
import { ownStatus } from '../own-status.ts';
import { issueOf } from '../validators/issue-of.ts';
import { type Refusal, refusal } from './conflicts.ts';
import { REFUSED_BY_POSTGRESQL } from './postgresql.ts';

/** Violated constraints, by Prisma's codes. */
const REFUSED: Readonly<Record<string, Refusal>> = {
  P2000: 'too_long',
  P2002: 'unique',
  P2003: 'foreign_key',
  P2004: 'check',
  P2007: 'invalid',
  P2011: 'not_null',
  P2014: 'foreign_key',
  P2018: 'foreign_key',
  P2020: 'out_of_range',
  P2033: 'out_of_range',
};
/** Violated constraints, by the kinds of the driver adapters (`DriverAdapterError`). */
const REFUSED_BY_ADAPTER: Readonly<Record<string, Refusal>> = {
  UniqueConstraintViolation: 'unique',
  ForeignKeyConstraintViolation: 'foreign_key',
  RestrictViolation: 'foreign_key',
  NullConstraintViolation: 'not_null',
  LengthMismatch: 'too_long',
};
/** A raw query that failed, and failures without a Prisma code, such as a check. The driver adapter's error names the kind. */
const ADAPTER_CODES: ReadonlySet<unknown> = new Set(['P2010', 'P2039']);
/** A required record that does not exist. */
const MISSING: ReadonlySet<unknown> = new Set(['P2001', 'P2015', 'P2025']);

/**
 * Maps Prisma's known request errors. Every other Prisma error is a mistake in the app or a failure of the database. The text of two of them holds values
 * of the query.
 */
export function prisma(value: unknown): LibraryMapping | undefined {
  if (!isError(value) || typeof readOwn(value, 'clientVersion') !== 'string') return undefined;
  const name = readOwn(value, 'name');
  if (name === 'PrismaClientValidationError') return { ...ownStatus(value), issues: argumentIssues(String(readOwn(value, 'message'))), quotes: true };
  // The engine of Prisma 6 puts the text of the database into it: `Failing row contains (…)`.
  if (name === 'PrismaClientUnknownRequestError') return { ...ownStatus(value), quotes: true };
  if (name !== 'PrismaClientKnownRequestError') return undefined;
  const code = readOwn(value, 'code');
  const meta = readOwn(value, 'meta');
  // For a nested `connect` the missing record is the one to refer to, not the resource of the request.
  if (MISSING.has(code)) return readOwn(meta, 'operation') === 'a nested connect' ? refusal('foreign_key', [], true) : { status: 404 };
  const cause = readOwn(readOwn(meta, 'driverAdapterError'), 'cause');
  const kind = REFUSED[String(code)] ?? (ADAPTER_CODES.has(code) ? kindOf(cause) : undefined);
  return kind === undefined ? undefined : refusal(kind, conflictFields(meta, cause), true);
}

/** Returns the issue of an argument that is not valid. The text holds all values of the query, and names the argument in its last paragraph. */
function argumentIssues(message: string): LibraryMapping['issues'] {
  const reason = message.slice(message.lastIndexOf('\n\n') + 2);
  const [, unknown, known, rule] = /^(?:Unknown argument `(\w{1,64})`\.|Argument `(\w{1,64})`( is missing\.)?)/.exec(reason) ?? [];
  if (unknown !== undefined) return [issueOf(NOT_VALID, [unknown], { code: 'unknown' })];
  return known === undefined
    ? undefined
    : [issueOf(rule === undefined ? NOT_VALID : 'Required', [known], { code: rule === undefined ? 'invalid' : 'required' })];
}

function kindOf(cause: unknown): Refusal | undefined {
  return REFUSED_BY_ADAPTER[String(readOwn(cause, 'kind'))] ?? REFUSED_BY_POSTGRESQL[String(readOwn(cause, 'originalCode'))];
}

/**
 * Returns the fields in conflict. A driver adapter names them, or their index, in the cause of Prisma's error. The engine of Prisma 6 put them into
 * `target`.
 */
function conflictFields(meta: unknown, cause: unknown): readonly unknown[] {
  const [target, constraint] = [readOwn(meta, 'target'), readOwn(cause, 'constraint')];
  for (const list of [target, readOwn(constraint, 'fields'), readOwn(meta, 'constraint')]) if (isArray(list)) return list;
  const index = readOwn(constraint, 'index') ?? target;
  if (typeof index === 'string') return columnOf(index, readOwn(cause, 'table') ?? readOwn(meta, 'modelName'));
  const [, column] = /^null value in column "([^"]{1,64})"/.exec(String(readOwn(cause, 'originalMessage'))) ?? [];
  return [column ?? readOwn(cause, 'column') ?? readOwn(meta, 'column_name')];
}

/**
 * Returns the column in an index's name. Prisma and PostgreSQL name an index `Table_column_key`, and a foreign key `Table_column_fkey`. With one more `_`
 * the name could belong to two columns.
 */
function columnOf(index: string, table: unknown): readonly unknown[] {
  const prefix = `${String(table)}_`;
  const [, column] = /^([^_]{1,64})_f?key$/.exec(index.startsWith(prefix) ? index.slice(prefix.length) : '') ?? [];
  return [column];
}
