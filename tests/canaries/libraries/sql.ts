import { PGlite } from '@electric-sql/pglite';
import { pgTable, text } from 'drizzle-orm/pg-core';
import { drizzle } from 'drizzle-orm/pglite';
import joi from 'joi';
import { knexInMemory } from '../../support/knex-of-libsql.ts';
import { outcomeOf, ways } from '../way.ts';

const knex = knexInMemory();
await knex.raw('create table users (password text unique check (length(password) < 0))');
const orm = drizzle(await PGlite.create());
const users = pgTable('users', { password: text('password') });

const textOf = (typed: unknown): string => (typeof typed === 'string' ? typed : JSON.stringify(typed));
const messageOf = async (failed: unknown): Promise<string> => ((await failed) as Error).message;
const inserted = (table: string, typed: unknown): Promise<unknown> => outcomeOf(() => knex(table).insert({ password: textOf(typed) }));

export const WAYS = [
  ...ways('knex', {
    'a violated constraint': (typed) => inserted('users', typed),
    'a mistake in a statement': (typed) => inserted('nix', typed),
    'an update': (typed) =>
      outcomeOf(() =>
        knex('nix')
          .where({ password: textOf(typed) })
          .update({ password: textOf(typed) }),
      ),
    'a query': (typed) => outcomeOf(() => knex('nix').where({ password: textOf(typed) })),
    'a deletion': (typed) =>
      outcomeOf(() =>
        knex('nix')
          .where({ password: textOf(typed) })
          .delete(),
      ),
    'the message alone': (typed) => messageOf(inserted('users', typed)),
  }),
  ...ways('Drizzle', {
    'a mistake in a statement': (typed) => outcomeOf(() => orm.insert(users).values({ password: textOf(typed) })),
    'the message alone': (typed) => messageOf(outcomeOf(() => orm.insert(users).values({ password: textOf(typed) }))),
  }),
  ...ways('joi', {
    'its annotated text': (typed) =>
      joi
        .object({ password: joi.date().greater('now') })
        .validate({ password: typed })
        .error?.annotate(),
    'its annotated text without colours': (typed) =>
      joi
        .object({ password: joi.date().greater('now') })
        .validate({ password: typed })
        .error?.annotate(true),
    'an Error with its annotated text': (typed) =>
      new Error(
        `Not valid: ${joi
          .object({ password: joi.date().greater('now') })
          .validate({ password: typed })
          .error?.annotate()}`,
      ),
  }),
];
