import { isError, readOwn } from '../../core/values/guarded-read.ts';
import type { LibraryMapping } from '../../core/values/library-mapping.ts';
import { ownStatus } from '../own-status.ts';
import { type Refusal, refusal } from './conflicts.ts';

/** The extended result codes of SQLite for a violated constraint (sqlite.org/rescode.html), by number and by name. */
const REFUSED: readonly (readonly [errcode: number, name: string, text: string, kind: Refusal])[] = [
  [2067, 'UNIQUE', 'UNIQUE', 'unique'],
  [1555, 'PRIMARYKEY', 'PRIMARY KEY', 'unique'],
  [2579, 'ROWID', 'ROWID', 'unique'],
  [787, 'FOREIGNKEY', 'FOREIGN KEY', 'foreign_key'],
  [1299, 'NOTNULL', 'NOT NULL', 'not_null'],
  [275, 'CHECK', 'CHECK', 'check'],
  [3091, 'DATATYPE', 'DATATYPE', 'check'],
  [1811, 'TRIGGER', 'TRIGGER', 'check'],
];

/**
 * Maps the constraint errors of SQLite. better-sqlite3, libsql, sql.js and Bun have a code (`SQLITE_CONSTRAINT_UNIQUE`), node:sqlite has the number
 * (`errcode`), and sqlite3 has `SQLITE_CONSTRAINT` with the kind in its text. The text of SQLite itself names columns and holds no value.
 */
export function sqlite(value: unknown): LibraryMapping | undefined {
  if (!isError(value)) return undefined;
  const message = String(readOwn(value, 'message'));
  const kind = kindOf(value, message);
  const quotes = hasStatement(value, message);
  if (kind !== undefined) return refusal(kind, kind === 'check' ? [strictColumn(message)] : columnsIn(message), quotes);
  return quotes ? { ...ownStatus(value), quotes: true } : undefined;
}

/** knex puts the statement with its values before the text: `select f('ann') - no such function: f`. A statement without a quote or a digit has no value. */
function hasStatement(error: Error, message: string): boolean {
  const code = readOwn(error, 'code');
  const end = message.lastIndexOf(' - ');
  return end !== -1 && typeof code === 'string' && /^(?:ERR_)?SQLITE_/.test(code) && /['\d]/.test(message.slice(0, end));
}

function kindOf(error: Error, message: string): Refusal | undefined {
  const code = readOwn(error, 'code');
  if (code === 'ERR_SQLITE_ERROR') return REFUSED.find(([errcode]) => errcode === readOwn(error, 'errcode'))?.[3];
  if (typeof code !== 'string' || !code.startsWith('SQLITE_CONSTRAINT')) return undefined;
  const name = String(readOwn(error, 'extendedCode') ?? code).slice('SQLITE_CONSTRAINT_'.length);
  return REFUSED.find(([, extended, text]) => extended === name || (name === '' && message.includes(`${text} constraint failed`)))?.[3];
}

/** Returns the columns in `UNIQUE constraint failed: users.team, users.name`. An index over an expression has none: `index 'lower_email'`. */
function columnsIn(message: string): readonly unknown[] {
  const mark = ' constraint failed: ';
  const at = message.lastIndexOf(mark);
  const list = at === -1 ? '' : message.slice(at + mark.length, at + mark.length + 1_024);
  return list.startsWith('index ') ? [] : list.split(', ').map((column) => column.slice(column.indexOf('.') + 1));
}

/** Returns the column of a STRICT table: `cannot store TEXT value in INTEGER column users.age`. */
function strictColumn(message: string): string | undefined {
  return /^cannot store \w{1,16} value in \w{1,16} column (?:\w{1,64}\.)?(\w{1,64})$/.exec(message)?.[1];
}
