import { PGlite } from '@electric-sql/pglite';
import { EntitySchema } from '@mikro-orm/core';
import { MikroORM } from '@mikro-orm/postgresql';
import { integer, pgTable, serial, text } from 'drizzle-orm/pg-core';
import { drizzle } from 'drizzle-orm/pglite';
import knexOf from 'knex';
import { Kysely, PostgresDialect } from 'kysely';
import { Model } from 'objection';
import pg from 'pg';
import { DataTypes, Sequelize } from 'sequelize';
import { postgresqlOn } from '../support/postgresql-on.ts';
import { CANARY, type Row, rows } from './row.ts';

const TABLE = `
  create table users (
    id serial primary key, email text not null unique, age int check (age > 0), boss int references users(id), version int default 1
  );
  insert into users (email, boss) values ('${CANARY}', 1);`;

/** The libraries over one PostgreSQL (PGlite): its rows, and what ends it. PGlite has one session, so each library has one connection. */
export async function postgresqlRows(): Promise<{ readonly rows: readonly Row[]; close(): Promise<void> }> {
  const db = await PGlite.create();
  await db.exec(TABLE);
  const server = await postgresqlOn(db);
  const url = `postgres://postgres@127.0.0.1:${server.port}/postgres`;
  const knex = knexOf({ client: 'pg', connection: url, pool: { min: 0, max: 1 } });
  const sequelize = new Sequelize(url, { logging: false, pool: { max: 1 } });
  const kysely = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: url, max: 1 }) }) });
  const orm = await MikroORM.init({ entities: [User], dbName: 'postgres', clientUrl: url, pool: { min: 0, max: 1 } });
  return {
    rows: [...ofDriver(db), ...ofDrizzle(db), ...ofKnex(knex), ...ofObjection(knex), ...ofSequelize(sequelize), ...ofKysely(kysely), ...ofMikroOrm(orm)],
    async close() {
      await Promise.all([knex.destroy(), sequelize.close(), kysely.destroy(), orm.close()]);
      server.close();
      await db.close();
    },
  };
}

const UNIQUE = [['#/email', 'unique']] as const;
const FOREIGN_KEY = [['#/boss', 'foreign_key']] as const;
const CHECK = [[undefined, 'check']] as const;
const NOT_NULL = [['#/email', 'not_null']] as const;
const INVALID = [[undefined, 'invalid']] as const;
const REQUIRED = [['#/email', 'required']] as const;

function ofDriver(db: PGlite): readonly Row[] {
  return rows('PostgreSQL', [
    ['22P02, no number', () => db.query('select * from users where id = $1', [CANARY]), 400, INVALID],
    ['22P02, no number in the statement', () => db.query(`select * from users where id = '${CANARY}'`), 400, INVALID],
    ['22003, a number too large', () => db.query('select $1::int', [99_999_999_999]), 400, [[undefined, 'out_of_range']]],
    ['22007, no date', () => db.query(`select '${CANARY}'::timestamp`), 400, INVALID],
    ['22021, a text with U+0000', () => db.query('select $1::text', [`${CANARY}\u0000`]), 400, INVALID],
    ['22P05, a text of JSON with it', () => db.query(`select '{"a":"\\u0000"}'::jsonb->>'a'`), 400, INVALID],
    ['42601, a search that cannot be read', () => db.query('select to_tsquery($1)', [`${CANARY} & & b`]), 500],
    ['a relation that does not exist', () => db.query('select * from nix'), 500],
  ]);
}

function ofDrizzle(db: PGlite): readonly Row[] {
  const users = pgTable('users', { id: serial('id').primaryKey(), email: text('email'), age: integer('age'), boss: integer('boss') });
  const nix = pgTable('nix', { email: text('email') });
  const orm = drizzle(db);
  return rows('Drizzle', [
    ['a value that is taken', () => orm.insert(users).values({ email: CANARY }), 409, UNIQUE],
    ['a key that refers to nothing', () => orm.insert(users).values({ email: `2${CANARY}`, boss: 99 }), 409, FOREIGN_KEY],
    ['a missing value', () => orm.insert(users).values({ age: 3 }), 400, NOT_NULL],
    ['a check', () => orm.insert(users).values({ email: `2${CANARY}`, age: -1 }), 400, CHECK],
    ['a mistake in the query', () => orm.insert(nix).values({ email: CANARY }), 500],
  ]);
}

function ofKnex(knex: ReturnType<typeof knexOf>): readonly Row[] {
  return rows('knex', [
    ['a value that is taken', () => knex('users').insert({ email: CANARY }), 409, UNIQUE],
    ['a raw statement with its values', () => knex.raw(`insert into "users" ("email") values ('${CANARY}')`), 409, UNIQUE],
    ['a mistake in a statement', () => knex.raw(`insert into "nix" ("email") values ('${CANARY}')`), 500],
  ]);
}

function ofObjection(knex: ReturnType<typeof knexOf>): readonly Row[] {
  class Person extends Model {
    static override tableName = 'users';
    static override jsonSchema = { type: 'object', required: ['email'], properties: { email: { type: 'string', maxLength: 5 }, age: { type: 'integer' } } };
  }
  class Any extends Model {
    static override tableName = 'users';
  }
  Person.knex(knex);
  Any.knex(knex);
  return rows('Objection', [
    ['a value that is taken (db-errors)', () => Any.query().insert({ email: CANARY } as object), 409, UNIQUE],
    ['a key that refers to nothing', () => Any.query().insert({ email: `2${CANARY}`, boss: 99 } as object), 409, FOREIGN_KEY],
    ['a missing row', () => Any.query().findById(999).throwIfNotFound(), 404],
    [
      'a model that is not valid',
      () => Person.query().insert({ email: CANARY, age: CANARY } as object),
      400,
      [
        ['#/email', 'maxLength'],
        ['#/age', 'type'],
      ],
    ],
    ['a relation that does not exist', () => Any.query().withGraphFetched(CANARY.slice(0, 3)), 400],
  ]);
}

function ofSequelize(sequelize: Sequelize): readonly Row[] {
  const columns = { email: DataTypes.STRING, age: DataTypes.INTEGER, boss: DataTypes.INTEGER };
  const options = { tableName: 'users', timestamps: false };
  const Any = sequelize.define('any', columns, { ...options, version: true });
  const email = { type: DataTypes.STRING, allowNull: false, validate: { isEmail: true, len: { args: [1, 5] as [number, number], msg: 'At most 5' } } };
  const Strict = sequelize.define('strict', { ...columns, email }, options);
  return rows('Sequelize', [
    ['ValidationError', () => Strict.create({ email: CANARY }), 400, [['#/email', 'len']]],
    ['ValidationError of a missing value', () => Strict.create({}), 400, REQUIRED],
    ['ValidationErrors of bulkCreate', () => Strict.bulkCreate([{ email: 'a' }, {}], { validate: true }), 400, [...REQUIRED, ['#/email', 'isEmail']]],
    ['UniqueConstraintError', () => Any.create({ email: CANARY }), 409, UNIQUE],
    ['ForeignKeyConstraintError', () => Any.create({ email: `2${CANARY}`, boss: 99 }), 409, FOREIGN_KEY],
    ['DatabaseError of a check', () => Any.create({ email: `2${CANARY}`, age: -1 }), 400, CHECK],
    ['DatabaseError of an invalid number', () => Any.findOne({ where: { id: CANARY } }), 400, INVALID],
    ['EmptyResultError', () => Any.findOne({ where: { email: `3${CANARY}` }, rejectOnEmpty: true }), 404],
    [
      'OptimisticLockError',
      async () => {
        const [first, second] = [await Any.findByPk(1), await Any.findByPk(1)];
        await first?.update({ age: (first.get('age') as number | null) ?? 0 + 1 });
        await first?.increment('version');
        await second?.update({ age: 1_000 });
      },
      409,
    ],
  ]);
}

interface Tables {
  readonly users: { readonly id: number; readonly email: string };
}

function ofKysely(db: Kysely<Tables>): readonly Row[] {
  return rows('Kysely', [
    ['NoResultError', () => db.selectFrom('users').selectAll().where('email', '=', `3${CANARY}`).executeTakeFirstOrThrow(), 404],
    ['a value that is taken', () => db.insertInto('users').values({ id: 77, email: CANARY }).execute(), 409, UNIQUE],
  ]);
}

const User = new EntitySchema<{ id: number; email: string; age?: number; boss?: number; version: number }>({
  name: 'User',
  tableName: 'users',
  properties: {
    id: { type: 'number', primary: true },
    email: { type: 'string' },
    age: { type: 'number', nullable: true },
    boss: { type: 'number', nullable: true },
    version: { type: 'number', version: true },
  },
});

function ofMikroOrm(orm: MikroORM): readonly Row[] {
  const insert = async (data: object): Promise<void> => {
    const em = orm.em.fork();
    em.create(User, data as never);
    await em.flush();
  };
  return rows('MikroORM', [
    ['a missing entity', () => orm.em.fork().findOneOrFail(User, { email: `3${CANARY}` }), 404],
    ['a value that is taken', () => insert({ email: CANARY }), 409, UNIQUE],
    ['a key that refers to nothing', () => insert({ email: `2${CANARY}`, boss: 99 }), 409, FOREIGN_KEY],
    ['a check', () => insert({ email: `2${CANARY}`, age: -1 }), 400, CHECK],
    ['a missing property', () => insert({}), 400, REQUIRED],
    ['a property of another type', () => insert({ email: `2${CANARY}`, age: CANARY }), 400, [['#/age', 'type']]],
    [
      'crossed edits',
      async () => {
        const [one, two] = [orm.em.fork(), orm.em.fork()];
        const [first, second] = [await one.findOneOrFail(User, 1), await two.findOneOrFail(User, 1)];
        first.age = (first.age ?? 0) + 2;
        await one.flush();
        second.age = 1_001;
        await two.flush();
      },
      409,
    ],
  ]);
}
