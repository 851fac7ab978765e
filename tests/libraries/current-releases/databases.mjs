import { DatabaseSync } from 'node:sqlite';
import BetterSqlite from 'better-sqlite3';
import { CANARY } from './http-clients.mjs';

const SCHEMA = `PRAGMA foreign_keys = on;
create table users (id integer primary key, email text not null unique, age int check (age > 0), boss int references users(id));
insert into users (email) values ('${CANARY}');`;

const STATEMENTS = {
  unique: `insert into users (email) values ('${CANARY}')`,
  'not null': 'insert into users (age) values (3)',
  check: `insert into users (email, age) values ('b${CANARY}', -1)`,
  'foreign key': `insert into users (email, boss) values ('c${CANARY}', 99)`,
  'no such table': `insert into nowhere values ('${CANARY}')`,
};

/** The failures of two drivers of SQLite. */
export async function databaseCalls() {
  const [better, native] = [new BetterSqlite(':memory:'), new DatabaseSync(':memory:')];
  for (const database of [better, native]) database.exec(SCHEMA);
  const callsOf = (run) => Object.fromEntries(Object.entries(STATEMENTS).map(([failure, statement]) => [failure, () => run(statement)]));
  return { 'better-sqlite3': callsOf((statement) => better.prepare(statement).run()), 'node:sqlite': callsOf((statement) => native.prepare(statement).run()) };
}
