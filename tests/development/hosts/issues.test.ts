import express from 'express';
import Joi from 'joi';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import * as yup from 'yup';
import { z } from 'zod';
import { halyard } from '../../../src/adapters/express/express.ts';
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
