import { PGlite } from '@electric-sql/pglite';
import { PrismaClientKnownRequestError, PrismaClientValidationError } from '@prisma/client/runtime/client';
import { MongoServerError } from 'mongodb';
import { Error as MongooseError, model, Schema } from 'mongoose';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerOf, errorOf, passed, thrown } from '../../tests/support/answer-of.ts';

describe('Mongoose', () => {
  const Boat = model(
    'Boat',
    new Schema({
      email: { type: String, match: /@/ },
      age: Number,
      kind: { type: String, enum: ['sail', 'motor'] },
      password: { type: String, minlength: 8 },
      crew: [{ name: { type: String, required: true } }],
      depth: { type: Number, min: [3, 'Too shallow'] },
    }),
  );
  const errors = [
    { detail: 'Not a valid Number', pointer: '#/age', code: 'cast', params: { kind: 'Number' } },
    { detail: 'Not a valid value', pointer: '#/email', code: 'regexp' },
    { detail: 'Not a valid value', pointer: '#/kind', code: 'enum' },
    { detail: 'Must have 8 characters or more', pointer: '#/password', code: 'minlength', params: { minlength: 8 } },
    { detail: 'Required', pointer: '#/crew/0/name', code: 'required' },
    { detail: 'Too shallow', pointer: '#/depth', code: 'min', params: { min: 3 } },
  ];
  const invalid = () => errorOf(() => new Boat({ email: 'hunter2', age: 'hunter2', kind: 'hunter2', password: 'hunter2', crew: [{}], depth: 1 }).validate());

  it.each([passed, thrown])('says what a document refused, in words without the value, also when it is thrown: %o (F4)', async (how) => {
    const { status, problem, everything } = await how(await invalid());
    expect(status).toBe(400);
    expect(problem.errors).toHaveLength(errors.length);
    expect(problem.errors).toEqual(expect.arrayContaining(errors));
    expect(everything).not.toContain('hunter2');
  });

  it('says which part of a query cannot be what the schema wants', async () => {
    const { status, problem, everything } = await thrown(await errorOf(() => Boat.findById('hunter2').exec()));
    expect([status, problem.errors]).toEqual([400, [{ detail: 'Not a valid ObjectId', pointer: '#/_id', code: 'cast', params: { kind: 'ObjectId' } }]]);
    expect(everything).not.toContain('hunter2');
  });

  it('has a 404 for a document that has to be there, without the query', async () => {
    const { status, everything } = await thrown(new MongooseError.DocumentNotFoundError({ email: 'hunter2' } as never));
    expect(status).toBe(404);
    expect(everything).not.toContain('hunter2');
  });
});

describe('MongoDB', () => {
  it('has a 409 for a key that is taken, without the value', async () => {
    const reply = { code: 11000, errmsg: 'E11000 duplicate key error index: email_1 dup key: { email: "hunter2" }', keyPattern: { email: 1 }, keyValue: {} };
    const { status, problem, everything } = await thrown(new MongoServerError(reply));
    expect([status, problem.errors]).toEqual([409, [{ detail: 'Already taken', pointer: '#/email', code: 'unique' }]]);
    expect(everything).not.toContain('hunter2');
  });

  it('is a 500 for everything else', async () => {
    expect((await thrown(new MongoServerError({ code: 13, errmsg: 'not authorized' }))).status).toBe(500);
  });
});

describe('PostgreSQL', () => {
  let db: PGlite;
  beforeAll(async () => {
    db = await PGlite.create();
    await db.exec(`
      create table berths (
        id serial primary key, name text not null, "Pier Side" text, depth int check (depth > 0), next int references berths(id),
        unique (name, "Pier Side"), during int4range, exclude using gist (during with &&)
      );
      create unique index on berths (lower(name));
      insert into berths (name, "Pier Side", during) values ('hunter2', 'left', '[1,5)');`);
  }, 60_000);
  afterAll(() => db.close());

  it.each<[string, string, number, readonly object[]]>([
    [
      'a value that is taken',
      `insert into berths (name, "Pier Side") values ('hunter2', 'left')`,
      409,
      [
        { detail: 'Already taken', pointer: '#/name', code: 'unique' },
        { detail: 'Already taken', pointer: '#/Pier%20Side', code: 'unique' },
      ],
    ],
    ['one under an expression', `insert into berths (name) values ('HUNTER2')`, 409, [{ detail: 'Already taken', code: 'unique' }]],
    [
      'a time that overlaps',
      `insert into berths (name, during) values ('x', '[4,6)')`,
      409,
      [{ detail: 'Already taken', pointer: '#/during', code: 'exclusion' }],
    ],
    [
      'what a key refers to',
      `insert into berths (name, next) values ('y', 99)`,
      409,
      [{ detail: 'Does not fit to what it refers to, or to what refers to it', pointer: '#/next', code: 'foreign_key' }],
    ],
    ['a column that is empty', 'insert into berths (depth) values (3)', 400, [{ detail: 'Required', pointer: '#/name', code: 'not_null' }]],
    ['a check', `insert into berths (name, depth) values ('z', -1)`, 400, [{ detail: 'Not a value that is allowed here', code: 'check' }]],
  ])('answers %s', async (_, sql, status, errors) => {
    const answer = await thrown(await errorOf(() => db.query(sql)));
    expect([answer.status, answer.problem.errors]).toEqual([status, errors]);
    // The server's words name the constraint, and are in the log; its detail and the query hold the value, and are not.
    expect(answer.problem).not.toHaveProperty('detail');
    expect(answer.everything.toLowerCase()).not.toContain('hunter2');
  });

  it('is a 500 for everything else, such as a syntax error of ours', async () => {
    const { status, problem } = await thrown(await errorOf(() => db.query('selekt 1')));
    expect([status, problem]).toEqual([500, { title: 'Internal Server Error', status: 500 }]);
  });

  it('keeps the status that the app says when the error is passed', async () => {
    const error = await errorOf(() => db.query(`insert into berths (name, "Pier Side") values ('hunter2', 'left')`));
    expect((await passed(error)).status).toBe(400);
    const { status, problem } = await answerOf((res) => res.conflict(error as Error, '/berths/new'));
    expect([status, problem.errors?.length]).toEqual([409, 2]);
  });

  it('is known from the pg library as well', async () => {
    const error = Object.assign(new pg.DatabaseError('duplicate key value violates unique constraint', 1, 'error'), {
      ...{ severity: 'ERROR', code: '23505', routine: '_bt_check_unique', detail: 'Key (name)=(hunter2) already exists.' },
    });
    expect((await thrown(error)).problem.errors).toEqual([{ detail: 'Already taken', pointer: '#/name', code: 'unique' }]);
  });
});

describe('Prisma', () => {
  const known = (code: string, meta: Record<string, unknown>): Error => new PrismaClientKnownRequestError('hunter2', { code, clientVersion: '7', meta });

  it.each<[string, Error, number, readonly object[] | undefined]>([
    ['a value that is taken', known('P2002', { target: ['email'] }), 409, [{ detail: 'Already taken', pointer: '#/email', code: 'unique' }]],
    [
      'the same behind a driver adapter',
      known('P2002', { driverAdapterError: { cause: { kind: 'UniqueConstraintViolation', constraint: { fields: ['email'] } } } }),
      409,
      [{ detail: 'Already taken', pointer: '#/email', code: 'unique' }],
    ],
    ['the same by the name of its constraint', known('P2002', { target: 'berth_email_key' }), 409, [{ detail: 'Already taken', code: 'unique' }]],
    ['a text that is too long', known('P2000', { column_name: 'name' }), 400, [{ detail: 'Too long', pointer: '#/name', code: 'too_long' }]],
    ['a record that is not there', known('P2025', { cause: 'No record was found for an update.' }), 404, undefined],
    ['a pool that is empty', known('P2024', {}), 500, undefined],
    ['a query that is none', new PrismaClientValidationError('Invalid `create()`: { email: "hunter2" }', { clientVersion: '7' }), 500, undefined],
  ])('answers %s', async (_, error, status, errors) => {
    const answer = await thrown(error);
    expect([answer.status, answer.problem.errors]).toEqual([status, errors]);
    if (errors !== undefined) expect(answer.everything).not.toContain('hunter2');
  });
});
