import { readProperty } from '../../core/values/guarded-read.ts';
import type { Hint } from '../report/report.ts';
import { codeOf, entryIn, numberIn, rawErrors, textIn } from './raw-errors.ts';
import type { Situation } from './situation.ts';

type Advice = string | readonly [text: string, code: string];

/** Prisma's codes. */
const PRISMA: Readonly<Record<string, Advice>> = {
  P1000: 'The database refused the user or the password of DATABASE_URL.',
  P1001: 'Prisma cannot reach the database server. Is it running, and is DATABASE_URL right?',
  P1003: ['The database does not exist yet.', 'npx prisma migrate dev'],
  P1012: 'The Prisma schema is not valid.',
  P2002: 'A row with the same unique value exists already.',
  P2003: 'A foreign key points to a row that does not exist.',
  P2011: 'A column that must not be null got null.',
  P2021: ['The table does not exist in the database. Perhaps a migration has not run.', 'npx prisma migrate dev'],
  P2022: ['The column does not exist in the database. Perhaps a migration has not run.', 'npx prisma migrate dev'],
  P2024: 'No connection of the pool became free in time. Perhaps connections are not given back, or more than one PrismaClient exists.',
  P2025: 'The row of this query does not exist.',
};

/** The SQLSTATE codes of PostgreSQL. Its errors have a severity, too. */
const POSTGRESQL: Readonly<Record<string, Advice>> = {
  '08006': 'The connection to PostgreSQL has ended.',
  '22P02': 'A value has the wrong form for the type of its column, such as a text for an integer or a uuid.',
  '23502': 'A column that must not be null got null.',
  '23503': 'A foreign key points to a row that does not exist, or the row is still in use.',
  '23505': 'A row with the same unique value exists already.',
  '28P01': 'PostgreSQL refused the password.',
  '3D000': 'The database does not exist.',
  '40001': 'Two transactions were in conflict. Run the transaction again.',
  '40P01': 'Two transactions waited for each other. Run the transaction again.',
  '42601': 'The SQL has a syntax error.',
  '42703': 'The query names a column that does not exist. Perhaps a migration has not run.',
  '42P01': 'The query names a table that does not exist. Perhaps a migration has not run.',
  '53300': 'PostgreSQL has too many connections. Perhaps connections are not given back to the pool.',
  '57P01': 'PostgreSQL was stopped, or an administrator has ended the connection.',
};

/** The codes of MySQL, of SQLite and of drivers. No other library has them. */
const DRIVERS: Readonly<Record<string, Advice>> = {
  ER_ACCESS_DENIED_ERROR: 'MySQL refused the user or the password.',
  ER_BAD_DB_ERROR: 'The database does not exist.',
  ER_BAD_FIELD_ERROR: 'The query names a column that does not exist. Perhaps a migration has not run.',
  ER_CON_COUNT_ERROR: 'MySQL has too many connections. Perhaps connections are not given back to the pool.',
  ER_DUP_ENTRY: 'A row with the same unique value exists already.',
  ER_LOCK_DEADLOCK: 'Two transactions waited for each other. Run the transaction again.',
  ER_NO_SUCH_TABLE: 'The query names a table that does not exist. Perhaps a migration has not run.',
  ER_PARSE_ERROR: 'The SQL has a syntax error.',
  SQLITE_BUSY: 'Another connection holds the lock of the SQLite database.',
  SQLITE_CANTOPEN: 'SQLite cannot open the file of the database. Does its folder exist?',
  SQLITE_CONSTRAINT_FOREIGNKEY: 'A foreign key points to a row that does not exist.',
  SQLITE_CONSTRAINT_NOTNULL: 'A column that must not be null got null.',
  SQLITE_CONSTRAINT_PRIMARYKEY: 'A row with the same primary key exists already.',
  SQLITE_CONSTRAINT_UNIQUE: 'A row with the same unique value exists already.',
  SQLITE_READONLY: 'The SQLite database can only be read.',
};

/** Errors of a database with a code that has one certain meaning. */
export function databaseHints(situation: Situation): readonly Hint[] {
  for (const error of rawErrors(situation)) {
    const advice = adviceFor(error);
    if (advice !== undefined) return [typeof advice === 'string' ? { text: advice } : { text: advice[0], code: advice[1] }];
  }
  return [];
}

function adviceFor(error: object): Advice | undefined {
  const [name, code] = [textIn(error, 'name') ?? '', codeOf(error)];
  const message = textIn(error, 'message') ?? '';
  if (message.includes('@prisma/client did not initialize yet')) return ['Prisma has no generated client yet.', 'npx prisma generate'];
  if (name.startsWith('PrismaClient')) return entryIn(PRISMA, code || (textIn(error, 'errorCode') ?? ''));
  if (textIn(error, 'severity') !== undefined) return entryIn(POSTGRESQL, code);
  const ofDriver = entryIn(DRIVERS, code);
  if (ofDriver !== undefined) return ofDriver;
  if (/^no such table: /.test(message) && /sqlite/i.test(`${name} ${code}`))
    return 'The query names a table that does not exist. Perhaps a migration has not run.';
  if (/^Mongo/.test(name)) return mongo(error, name);
  return undefined;
}

function mongo(error: object, name: string): Advice | undefined {
  if (name === 'MongoServerSelectionError' || name === 'MongooseServerSelectionError')
    return 'No MongoDB server can be reached. Is it running, and is the address right?';
  const code = numberIn(error, 'code') ?? numberIn(readProperty(error, 'cause') as object, 'code');
  if (code === 11000) return 'A document with the same unique value exists already.';
  return code === 18 ? 'MongoDB refused the user or the password.' : undefined;
}
