import knexOf from 'knex';
// biome-ignore lint/suspicious/noTsIgnore: knex has no types for its dialects
// @ts-ignore
import BetterSqlite3 from 'knex/lib/dialects/better-sqlite3/index.js';
import Database from 'libsql';

/** knex's dialect for better-sqlite3, with libsql as its driver. */
class KnexOfLibsql extends (BetterSqlite3 as new (config: object) => object) {
  _driver(): unknown {
    return Database;
  }
}

/** knex over a database in memory. */
export function knexInMemory(): ReturnType<typeof knexOf> {
  return knexOf({ client: KnexOfLibsql as unknown as typeof knexOf.Client, connection: ':memory:', useNullAsDefault: true, pool: { min: 1, max: 1 } });
}
