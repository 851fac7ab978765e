import { createClient } from '@libsql/client';
import { drizzle } from 'drizzle-orm/libsql';
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import Database from 'libsql';
import initSqlJs from 'sql.js';
import { knexInMemory } from '../support/knex-of-libsql.ts';
import { CANARY, type Row, rows } from './row.ts';

const TABLE = `
  create table users (
    id integer primary key, email text not null unique, team text, name text, age int check (age > 0), boss int references users(id), unique (team, name)
  );
  pragma foreign_keys = on;
  insert into users (email, team, name) values ('${CANARY}', 'red', 'ann');`;

const STATEMENTS = {
  unique: `insert into users (email) values ('${CANARY}')`,
  pair: "insert into users (email, team, name) values ('b', 'red', 'ann')",
  notNull: 'insert into users (email) values (null)',
  check: `insert into users (email, age) values ('2${CANARY}', -1)`,
  foreignKey: `insert into users (email, boss) values ('2${CANARY}', 99)`,
  primaryKey: `insert into users (id, email) values (1, '2${CANARY}')`,
  nix: `insert into nix (email) values ('${CANARY}')`,
} as const;

/** The rows of a driver, which runs one statement. */
function ofDriver(library: string, run: (statement: string) => unknown): readonly Row[] {
  return rows(library, [
    ['a value that is taken', () => run(STATEMENTS.unique), 409, [['#/email', 'unique']]],
    [
      'values that are taken together',
      () => run(STATEMENTS.pair),
      409,
      [
        ['#/team', 'unique'],
        ['#/name', 'unique'],
      ],
    ],
    ['a primary key that is taken', () => run(STATEMENTS.primaryKey), 409, [['#/id', 'unique']]],
    ['a missing value', () => run(STATEMENTS.notNull), 400, [['#/email', 'not_null']]],
    ['a check', () => run(STATEMENTS.check), 400, [[undefined, 'check']]],
    ['a key that refers to nothing', () => run(STATEMENTS.foreignKey), 409, [[undefined, 'foreign_key']]],
    ['a mistake in the statement', () => run(STATEMENTS.nix), 500],
  ]);
}

/** The libraries over SQLite. libsql has the classes and codes of better-sqlite3, whose binary does not run on every Node that the specs run on. */
export async function sqliteRows(): Promise<{ readonly rows: readonly Row[]; close(): Promise<void> }> {
  const database = new Database(':memory:');
  database.exec(TABLE);
  const client = createClient({ url: ':memory:' });
  await client.executeMultiple(TABLE);
  const sqlJs = new (await initSqlJs()).Database();
  sqlJs.run(TABLE);
  const knex = knexInMemory();
  for (const statement of TABLE.split(';').filter((part) => part.trim() !== '')) await knex.raw(statement);
  const users = sqliteTable('users', { id: integer('id').primaryKey(), email: text('email'), age: integer('age') });
  const orm = drizzle(client);
  return {
    rows: [
      ...ofDriver('libsql, with the API of better-sqlite3', (statement) => database.prepare(statement).run()),
      ...ofDriver('@libsql/client', (statement) => client.execute(statement)),
      ...ofDriver('sql.js', (statement) => sqlJs.run(statement)),
      ...ofDriver('knex over SQLite', (statement) => knex.raw(statement)),
      ...rows('knex over SQLite', [
        ['a value that is taken, by its query builder', () => knex('users').insert({ email: CANARY }), 409, [['#/email', 'unique']]],
        ['a function that does not exist', () => knex.raw('select nix(?)', [CANARY]), 500],
        ['the same in an order', () => knex('users').orderByRaw('nix(?)', [CANARY]), 500],
        ['a common table expression', () => knex.with('x', knex.select(knex.raw('? as a', [CANARY]))).from('nix'), 500],
        ['a list of values', () => knex.raw('values (nix(?))', [CANARY]), 500],
        ['a statement that is none', () => knex.raw('nix ?', [CANARY]), 500],
        ['a mistake in a query of its builder', () => knex('nix').where({ email: CANARY }).update({ email: CANARY }), 500],
      ]),
      ...rows('Drizzle over SQLite', [
        ['a value that is taken', () => orm.insert(users).values({ email: CANARY }), 409, [['#/email', 'unique']]],
        ['a check', () => orm.insert(users).values({ email: `2${CANARY}`, age: -1 }), 400, [[undefined, 'check']]],
      ]),
    ],
    async close() {
      client.close();
      await knex.destroy();
    },
  };
}
