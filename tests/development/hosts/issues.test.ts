import express from 'express';
import Joi from 'joi';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import * as yup from 'yup';
import { z } from 'zod';
import { halyard } from '../../../src/adapters/express/express.ts';
import { badRequest } from '../../../src/index.ts';
import { listening } from './listening.ts';

const OPTIONS = { environment: 'development', logger: false } as const;

/** The issues of the report for a failed validation. */
async function issuesOf(failed: unknown): Promise<readonly { readonly pointer: string; readonly source?: string }[]> {
  const app = express();
  halyard(app, OPTIONS);
  app.get('/', (_request, response) => response.badRequest(failed as never));
  const response = await fetch(await listening(app), { headers: { accept: 'application/json' } });
  const { report } = (await response.json()) as { report: { issues: readonly { pointer: string; source?: string }[] } };
  return report.issues;
}

describe('the source of an issue', () => {
  it.each<readonly [string, () => unknown]>([
    ['zod', () => z.object({ email: z.string() }).safeParse({}).error],
    ['Joi', () => Joi.object({ email: Joi.string().required() }).validate({}).error],
    ['valibot', () => v.safeParse(v.object({ email: v.string() }), {}).issues],
    [
      'yup',
      () => {
        try {
          return yup.object({ email: yup.string().required() }).validateSync({});
        } catch (error) {
          return error;
        }
      },
    ],
  ])('is the library: %s', async (source, fail) => {
    expect(await issuesOf(fail())).toMatchObject([{ pointer: '#/email', source }]);
  });

  it('is absent for an issue that the app has written', async () => {
    const [issue] = await issuesOf({ email: 'is missing' });
    expect(issue).toMatchObject({ pointer: '#/email' });
    expect(issue).not.toHaveProperty('source');
  });
});

describe('a validation error that is thrown as it is', () => {
  const hintsOf = async (handler: () => unknown): Promise<readonly { readonly text: string }[]> => {
    const app = express();
    halyard(app, OPTIONS);
    app.get('/', handler);
    const response = await fetch(await listening(app), { headers: { accept: 'application/json' } });
    return ((await response.json()) as { report: { hints?: readonly { text: string }[] } }).report.hints ?? [];
  };

  it.each<readonly [string, string, () => unknown]>([
    ['zod', 'ZodError', () => z.object({ email: z.string() }).parse({})],
    ['Joi', 'ValidationError', () => Joi.attempt({ email: 7 }, Joi.object({ email: Joi.string() }))],
    ['yup', 'ValidationError', () => yup.object({ email: yup.string().required() }).validateSync({})],
    ['valibot', 'ValiError', () => v.parse(v.object({ email: v.string() }), {})],
  ])('has a hint how it becomes a 400: %s', async (_, name, fail) => {
    const [hint] = await hintsOf(fail);
    expect(hint?.text).toMatch(`If the client sent these values, pass the error to badRequest(). A thrown ${name} is a 500`);
  });

  it('is another one than an error of the app, or one that is a 400', async () => {
    expect(
      await hintsOf(() => {
        throw new Error('the values are left out');
      }),
    ).toEqual([]);
    expect(
      await hintsOf(() => {
        throw badRequest(z.string().safeParse(7).error as never);
      }),
    ).toEqual([]);
  });
});
