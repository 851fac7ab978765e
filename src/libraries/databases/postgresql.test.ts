import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerOf, errorOf, passed, thrown } from '../../../tests/support/answer-of.ts';
import { postgresqlOn } from '../../../tests/support/postgresql-on.ts';

describe('PostgreSQL', () => {
  let db: PGlite;
  let server: Awaited<ReturnType<typeof postgresqlOn>>;
  let client: pg.Client;
  let sql: postgres.Sql;
  beforeAll(async () => {
    db = await PGlite.create();
    await db.exec(`
      create table berths (
        id serial primary key, name text not null, "Pier Side" text, depth int check (depth > 0), next int references berths(id),
        unique (name, "Pier Side"), during int4range, exclude using gist (during with &&)
      );
      create unique index on berths (lower(name));
      insert into berths (name, "Pier Side", during) values ('hunter2', 'left', '[1,5)');`);
    server = await postgresqlOn(db);
    const connection = { host: '127.0.0.1', port: server.port, user: 'postgres', database: 'postgres' };
    client = new pg.Client(connection);
    await client.connect();
    sql = postgres({ ...connection, max: 1, fetch_types: false });
  }, 60_000);
  afterAll(async () => {
    await client.end();
    await sql.end();
    server.close();
    await db.close();
  });

  describe.each<[string, (text: string, value: unknown) => Promise<unknown>]>([
    ['PGlite', (text, value) => db.query(text, [value])],
    ['pg', (text, value) => client.query(text, [value])],
    ['postgres.js', (text, value) => sql.unsafe(text, [value as string])],
  ])('with %s', (_library, query) => {
    it.each<[string, string, unknown, number, readonly object[]]>([
      [
        'a value that is taken',
        `insert into berths (name, "Pier Side") values ($1, 'left')`,
        'hunter2',
        409,
        [
          { detail: 'Already taken', pointer: '#/name', code: 'unique' },
          { detail: 'Already taken', pointer: '#/Pier%20Side', code: 'unique' },
        ],
      ],
      ['one under an expression', 'insert into berths (name) values ($1)', 'HUNTER2', 409, [{ detail: 'Already taken', code: 'unique' }]],
      [
        'a time that overlaps',
        `insert into berths (name, during) values ($1, '[4,6)')`,
        'hunter2x',
        409,
        [{ detail: 'Already taken', pointer: '#/during', code: 'exclusion' }],
      ],
      [
        'what a key refers to',
        'insert into berths (name, next) values ($1, 99)',
        'hunter2x',
        409,
        [{ detail: 'Does not fit to what it refers to, or to what refers to it', pointer: '#/next', code: 'foreign_key' }],
      ],
      ['a column that is empty', 'insert into berths ("Pier Side") values ($1)', 'hunter2', 400, [{ detail: 'Required', pointer: '#/name', code: 'not_null' }]],
      ['a check', 'insert into berths (name, depth) values ($1, -1)', 'hunter2x', 400, [{ detail: 'Not a value that is allowed here', code: 'check' }]],
    ])('maps %s', async (_, text, value, status, errors) => {
      const answer = await thrown(await errorOf(() => query(text, value)));
      expect([answer.status, answer.problem.errors]).toEqual([status, errors]);
      // The server's message names the constraint, and is in the log. Its detail and the query hold the value, and are not in the log.
      expect(answer.problem).not.toHaveProperty('detail');
      expect(answer.everything.toLowerCase()).not.toContain('hunter2');
    });

    it('is a 500 for every other error, such as a syntax error in a query', async () => {
      const { status, problem } = await thrown(await errorOf(() => query('selekt $1', 'hunter2')));
      expect([status, problem]).toEqual([500, { title: 'Internal Server Error', status: 500 }]);
    });
  });

  it('keeps the status of the response that the app passes the error to', async () => {
    const error = await errorOf(() => client.query(`insert into berths (name, "Pier Side") values ('hunter2', 'left')`));
    expect((await passed(error)).status).toBe(400);
    const { status, problem } = await answerOf((res) => res.conflict(error as Error, '/berths/new'));
    expect([status, problem.errors?.length]).toEqual([409, 2]);
  });
});
