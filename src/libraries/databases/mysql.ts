import { isError, readOwn } from '../../core/values/guarded-read.ts';
import type { LibraryMapping } from '../../core/values/library-mapping.ts';
import { ownStatus } from '../own-status.ts';
import { type Refusal, refusal } from './conflicts.ts';

/** The error numbers of MySQL and MariaDB for a refused value. Their names differ between the two servers, and a pool may leave the name out. */
const REFUSED: Readonly<Record<number, Refusal>> = {
  1062: 'unique',
  1169: 'unique',
  1586: 'unique',
  1216: 'foreign_key',
  1217: 'foreign_key',
  1451: 'foreign_key',
  1452: 'foreign_key',
  1048: 'not_null',
  1364: 'not_null',
  3819: 'check',
  4025: 'check',
  1406: 'too_long',
  1264: 'out_of_range',
  1265: 'invalid',
  1292: 'invalid',
  1366: 'invalid',
  1411: 'invalid',
  1525: 'invalid',
  3140: 'invalid',
};

/** Their texts hold a value: `Duplicate entry 'ann@example.com' for key 'users.email'`. A syntax error quotes the end of the statement. */
const QUOTING: ReadonlySet<number> = new Set([1062, 1586, 1292, 1366, 1411, 1525, 1064]);

/** Maps the errors of MySQL and MariaDB through mysql2, mysql or mariadb. They have the number of the error, the SQLSTATE and the server's text. */
export function mysql(value: unknown): LibraryMapping | undefined {
  if (!isError(value)) return undefined;
  const [errno, state, text] = [readOwn(value, 'errno'), readOwn(value, 'sqlState'), readOwn(value, 'sqlMessage')];
  if (typeof errno !== 'number' || typeof state !== 'string' || typeof text !== 'string') return undefined;
  const kind = REFUSED[errno];
  const quotes = QUOTING.has(errno) || hasStatement(readOwn(value, 'message'), text);
  if (kind !== undefined) return refusal(kind, [columnIn(text, errno, readOwn(value, 'sql'))], quotes);
  return quotes ? { ...ownStatus(value), quotes: true } : undefined;
}

/** knex puts the statement with its values before the server's text, and mariadb puts it after. */
function hasStatement(message: unknown, text: string): boolean {
  return typeof message === 'string' && (message.endsWith(` - ${text}`) || message.includes('\nsql: '));
}

/** Returns the column that the server's text names. The value stands before it, so the last match counts. */
function columnIn(text: string, errno: number, statement: unknown): string | undefined {
  const end = text.slice(-1_024);
  // The record that refers to this one has the column, and not this record.
  if (errno === 1451 || errno === 1217) return undefined;
  if (errno === 1452) return last(/\bFOREIGN KEY \(`([^`]{1,64})`\) REFERENCES /g, end);
  const index = last(/ for key '([^']{1,128})'$/g, end);
  if (index !== undefined) return columnOfIndex(index, statement);
  return last(/\b[Cc]olumn [`'](?:[^`'.]{1,64}[`']?\.[`']?)*([^`'.]{1,64})[`']/g, end) ?? last(/^Field '([^']{1,64})' /g, end);
}

/**
 * Returns the column in an index's name. MySQL calls an index after its first column, and knex calls it `users_email_unique`. Only a name that the
 * statement contains is a column.
 */
function columnOfIndex(index: string, statement: unknown): string | undefined {
  const name = index.slice(index.lastIndexOf('.') + 1);
  const between = /^[^_]{1,64}_(.{1,64})_(?:unique|key|uq|uniq)$/.exec(name)?.[1];
  const names = typeof statement === 'string' ? new Set(statement.slice(0, 8_192).match(/[\w$]+/g)) : undefined;
  return [name, between].find((column) => column !== undefined && names?.has(column));
}

function last(pattern: RegExp, text: string): string | undefined {
  return Array.from(text.matchAll(pattern)).at(-1)?.[1];
}
