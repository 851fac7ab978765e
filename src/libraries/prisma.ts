import { isArray, isError, readOwn } from '../core/guarded-read.ts';
import type { Meaning } from '../core/meaning.ts';
import { type Refusal, refusal } from './conflicts.ts';

/** What the database refused, by Prisma's codes. */
const REFUSED: Readonly<Record<string, Refusal>> = {
  P2000: 'too_long',
  P2002: 'unique',
  P2003: 'foreign_key',
  P2004: 'check',
  P2011: 'not_null',
  P2014: 'foreign_key',
};
/** A record that has to be there and is not. */
const MISSING: ReadonlySet<unknown> = new Set(['P2001', 'P2015', 'P2018', 'P2025']);

/** Prisma's known request errors. Everything else of Prisma's is the app's mistake or the database's trouble. */
export function prisma(value: unknown): Meaning | undefined {
  if (!isError(value) || readOwn(value, 'name') !== 'PrismaClientKnownRequestError' || typeof readOwn(value, 'clientVersion') !== 'string') return undefined;
  const code = readOwn(value, 'code');
  if (MISSING.has(code)) return { status: 404 };
  const kind = REFUSED[String(code)];
  return kind === undefined ? undefined : refusal(kind, fieldsOf(readOwn(value, 'meta')), true);
}

/** The engine names them in `target` (a list, or a constraint's name), a driver adapter in the error behind it. */
function fieldsOf(meta: unknown): readonly unknown[] {
  const constraint = readOwn(readOwn(readOwn(meta, 'driverAdapterError'), 'cause'), 'constraint');
  for (const list of [readOwn(meta, 'target'), readOwn(constraint, 'fields'), readOwn(meta, 'constraint')]) if (isArray(list)) return list;
  return [readOwn(meta, 'column_name')];
}
