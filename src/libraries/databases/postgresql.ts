import { isError, readOwn } from '../../core/values/guarded-read.ts';
import type { LibraryMapping } from '../../core/values/library-mapping.ts';
import { ownStatus } from '../own-status.ts';
import { type Refusal, refusal } from './conflicts.ts';

/** SQLSTATE class 23, integrity constraint violations, and those of class 22 that a submitted value causes (PostgreSQL, Appendix A). */
export const REFUSED_BY_POSTGRESQL: Readonly<Record<string, Refusal>> = {
  '23505': 'unique',
  '23P01': 'exclusion',
  '23503': 'foreign_key',
  // A key with RESTRICT, from PostgreSQL 18 on.
  '23001': 'foreign_key',
  '23502': 'not_null',
  '23514': 'check',
  '22P02': 'invalid',
  '22007': 'invalid',
  // A text with U+0000.
  '22021': 'invalid',
  '22P05': 'invalid',
  '22003': 'out_of_range',
  '22008': 'out_of_range',
  '22001': 'too_long',
};

/**
 * Maps the errors of PostgreSQL through pg, postgres.js or PGlite. They have a SQLSTATE, a severity and the name of a server routine: the protocol always
 * sends the three together.
 */
export function postgresql(value: unknown): LibraryMapping | undefined {
  if (!isError(value)) return undefined;
  const code = String(readOwn(value, 'code'));
  const kind = REFUSED_BY_POSTGRESQL[code];
  const isQuery = code === '42601' && String(readOwn(value, 'message')).includes(UNREAD_SEARCH);
  if ((kind === undefined && !isQuery) || typeof readOwn(value, 'severity') !== 'string' || typeof readOwn(value, 'routine') !== 'string') return undefined;
  if (kind === undefined) return { ...ownStatus(value), quotes: true };
  return refusal(kind, columnsOf(value), quotesValue(value, kind));
}

/** `to_tsquery()` quotes the whole text of the search. */
const UNREAD_SEARCH = 'syntax error in tsquery: ';

/** `invalid input syntax for type integer: "ann"` quotes the value. MikroORM adds `detail` to the message, which holds the whole row or key. */
function quotesValue(error: Error, kind: Refusal): boolean {
  const [message, detail] = [readOwn(error, 'message'), readOwn(error, 'detail')];
  return kind === 'invalid' || kind === 'out_of_range' || (typeof message === 'string' && typeof detail === 'string' && message.includes(detail));
}

/** Returns the columns. NOT NULL has a field for its column. For a key the columns stand in `detail`: `Key (berth, day)=(7, 2026-06-01) already exists.` */
function columnsOf(error: Error): readonly unknown[] {
  const column = readOwn(error, 'column') ?? readOwn(error, 'column_name');
  if (typeof column === 'string') return [column];
  const [, key] = /^[^(]{0,64}\(([^()=]{1,512})\)=\(/.exec(String(readOwn(error, 'detail'))) ?? [];
  return key === undefined ? [] : key.split(', ').map((name) => name.replace(/^"(.*)"$/, '$1'));
}
