import { PGlite } from '@electric-sql/pglite';
import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClientKnownRequestError } from '@prisma/client/runtime/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { errorOf, thrown } from '../../../tests/support/answer-of.ts';
import { postgresqlOn } from '../../../tests/support/postgresql-on.ts';
import { type Client, prismaClient } from '../../../tests/support/prisma-client.ts';

const SCHEMA = `
generator client {
  provider = "prisma-client-js"
}
datasource db {
  provider = "postgresql"
}
model Pier {
  id     Int     @id @default(autoincrement())
  berths Berth[]
}
model Berth {
  id        Int     @id @default(autoincrement())
  email     String? @unique @db.VarChar(12)
  boat      String?
  berthName String? @map("berth_name")
  side      String?
  depth     Int?
  pier      Pier    @relation(fields: [pierId], references: [id])
  pierId    Int
  key       String? @db.Uuid
  @@unique([berthName, side])
}
`;

/** The names are those of \`prisma migrate\`. Constraints that Prisma cannot express are added by hand, as in a migration. */
const TABLES = `
create table "Pier" (id serial primary key);
create table "Berth" (
  id serial primary key, email varchar(12), boat text not null default 'Fram', "berth_name" text, side text, depth int, "pierId" int not null, key uuid,
  constraint "Berth_pierId_fkey" foreign key ("pierId") references "Pier"(id) on delete restrict,
  constraint "Berth_depth_check" check (depth > 0),
  constraint "Berth_depth_excl" exclude (depth with =)
);
create unique index "Berth_email_key" on "Berth"(email);
create unique index "Berth_berth_name_side_key" on "Berth"("berth_name", side);
insert into "Pier" default values;
insert into "Berth" (email, "berth_name", side, depth, "pierId") values ('hunter2', 'hunter2', 'left', 7, 1);`;

const taken = [{ detail: 'Already taken', pointer: '#/email', code: 'unique' }];
const unfit = { detail: 'Does not fit to what it refers to, or to what refers to it', code: 'foreign_key' };

describe('Prisma 7, over its driver adapter for pg', () => {
  let db: PGlite;
  let server: Awaited<ReturnType<typeof postgresqlOn>>;
  let prisma: Client;
  beforeAll(async () => {
    db = await PGlite.create();
    await db.exec(TABLES);
    server = await postgresqlOn(db);
    const adapter = new PrismaPg({ host: '127.0.0.1', port: server.port, user: 'postgres', database: 'postgres', max: 1 });
    prisma = new (prismaClient(SCHEMA))({ adapter });
  }, 60_000);
  afterAll(async () => {
    await prisma.$disconnect();
    server.close();
    await db.close();
  });

  const berth = (data: object): Promise<unknown> => prisma['berth']!['create']!({ data: { pierId: 1, ...data } });

  it.each<[string, () => Promise<unknown>, string, number, readonly object[] | undefined]>([
    ['a value that is taken', () => berth({ email: 'hunter2' }), 'P2002', 409, taken],
    ['the same of many', () => prisma['berth']!['createMany']!({ data: [{ email: 'hunter2', pierId: 1 }] }), 'P2002', 409, taken],
    // Prisma reports only the name of the index. A `_` in it may separate two columns, or belong to one.
    ['values that are taken together', () => berth({ berthName: 'hunter2', side: 'left' }), 'P2002', 409, [{ detail: 'Already taken', code: 'unique' }]],
    ['the same, of a raw query', () => prisma.$queryRawUnsafe(`insert into "Berth" (email, "pierId") values ('hunter2', 1)`), 'P2010', 409, taken],
    ['a key that refers to nothing', () => berth({ pierId: 99 }), 'P2003', 409, [{ ...unfit, pointer: '#/pierId' }]],
    ['a record that is referred to', () => prisma['pier']!['delete']!({ where: { id: 1 } }), 'P2003', 409, [unfit]],
    ['a relation that has to be', () => prisma['pier']!['update']!({ where: { id: 1 }, data: { berths: { disconnect: { id: 1 } } } }), 'P2014', 409, [unfit]],
    ['a record to connect that is not there', () => berth({ pierId: undefined, pier: { connect: { id: 99 } } }), 'P2025', 409, [unfit]],
    ['several of them', () => prisma['pier']!['update']!({ where: { id: 1 }, data: { berths: { connect: { id: 99 } } } }), 'P2018', 409, [unfit]],
    ['a text that is too long', () => berth({ email: 'hunter2'.repeat(9) }), 'P2000', 400, [{ detail: 'Too long', code: 'too_long' }]],
    ['a column that is empty', () => berth({ boat: null }), 'P2011', 400, [{ detail: 'Required', pointer: '#/boat', code: 'not_null' }]],
    ['a number that is too large', () => berth({ depth: 9_999_999_999 }), 'P2020', 400, [{ detail: 'Out of range', code: 'out_of_range' }]],
    ['a text that is no UUID', () => berth({ key: 'hunter2' }), 'P2007', 400, [{ detail: 'Not a valid value', code: 'invalid' }]],
    ['a check', () => berth({ boat: 'hunter2', depth: -1 }), 'P2039', 400, [{ detail: 'Not a value that is allowed here', code: 'check' }]],
    ['what excludes each other', () => berth({ boat: 'hunter2', depth: 7 }), 'P2039', 409, [{ detail: 'Already taken', code: 'exclusion' }]],
    ['a record to change that is not there', () => prisma['berth']!['update']!({ where: { email: 'hunter2x' }, data: {} }), 'P2025', 404, undefined],
    ['one to read', () => prisma['berth']!['findUniqueOrThrow']!({ where: { email: 'hunter2x' } }), 'P2025', 404, undefined],
  ])('maps %s', async (_, call, code, status, errors) => {
    const error = await errorOf(call);
    expect(error).toMatchObject({ name: 'PrismaClientKnownRequestError', code });
    const answer = await thrown(error);
    expect([answer.status, answer.problem.errors]).toEqual([status, errors]);
    expect(answer.everything).not.toContain('hunter2');
  });

  it.each<[string, () => Promise<unknown>]>([
    ['a query that is none', () => berth({ email: 7 })],
    ['a raw query that is none', () => prisma.$queryRawUnsafe('selekt 1')],
    ['a table that is not there', () => prisma.$queryRawUnsafe('select * from "Quay"')],
  ])('is a 500 for %s', async (_, call) => {
    const { status, problem } = await thrown(await errorOf(call));
    expect([status, problem]).toEqual([500, { title: 'Internal Server Error', status: 500 }]);
  });
});

/** Prisma writes the whole argument into the text of such an error, with every value. */
describe('The argument of a Prisma query that is not valid', () => {
  const prisma = new (prismaClient(SCHEMA))({ adapter: new PrismaPg({ host: '127.0.0.1', port: 1, user: 'postgres', database: 'postgres' }) });
  const create = (data: object) => (): Promise<unknown> => prisma['berth']!['create']!({ data: { boat: 'hunter2', pierId: 1, ...data } });
  const find = (where: object) => (): Promise<unknown> => prisma['berth']!['findMany']!({ where: { boat: 'hunter2', ...where } });

  it.each<[string, () => Promise<unknown>, string]>([
    ['a value of another type', create({ email: 7 }), '#/email invalid'],
    ['an unknown member', create({ password: 'hunter2' }), '#/password unknown'],
    ['a missing member', () => prisma['berth']!['update']!({ data: { boat: 'hunter2' } }), '#/where required'],
    ['an unknown operator', find({ email: { like: 'hunter2' } }), '#/like unknown'],
    ['a member that looks like the reason', find({ 'a\n\nArgument `b`: hunter2': 'hunter2' }), ''],
  ])('is not in the log: %s', async (_, call, line) => {
    const error = await errorOf(call);
    expect(error).toMatchObject({ name: 'PrismaClientValidationError' });
    for (const wrapped of [error, new Error('Not saved', { cause: error })]) {
      const { status, problem, everything } = await thrown(wrapped);
      expect([status, problem]).toEqual([500, { title: 'Internal Server Error', status: 500 }]);
      expect(everything).not.toContain('hunter2');
      expect(everything).toContain(line);
    }
  });

  it('keeps the status that the app gave it', async () => {
    const { status, everything } = await thrown(Object.assign((await errorOf(create({ email: 7 }))) as Error, { status: 422 }));
    expect(status).toBe(422);
    expect(everything).not.toContain('hunter2');
  });
});

/** These errors are written by hand, because the engines of these versions are binaries that npm does not install. */
describe('Prisma 6 and older, with their engine', () => {
  const known = (code: string, meta: Record<string, unknown>): Error => new PrismaClientKnownRequestError('hunter2', { code, clientVersion: '6', meta });

  it.each<[string, Error, number, readonly object[] | undefined]>([
    ['a value that is taken', known('P2002', { modelName: 'Berth', target: ['email'] }), 409, taken],
    ['the same by the name of its index, in MySQL', known('P2002', { modelName: 'Berth', target: 'Berth_email_key' }), 409, taken],
    ['a text that is too long', known('P2000', { column_name: 'name' }), 400, [{ detail: 'Too long', pointer: '#/name', code: 'too_long' }]],
    ['a column that is empty', known('P2011', { constraint: ['name'] }), 400, [{ detail: 'Required', pointer: '#/name', code: 'not_null' }]],
    ['a pool that is empty', known('P2024', {}), 500, undefined],
  ])('maps %s', async (_, error, status, errors) => {
    const answer = await thrown(error);
    expect([answer.status, answer.problem.errors]).toEqual([status, errors]);
  });
});
