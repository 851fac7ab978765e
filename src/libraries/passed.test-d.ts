import { Ajv } from 'ajv';
import { type } from 'arktype';
import { validateSync } from 'class-validator';
import { validationResult } from 'express-validator';
import joi from 'joi';
import * as v from 'valibot';
import { describe, it } from 'vitest';
import * as z from 'zod';
import { badRequest, conflict } from '../core/responses/index.ts';

describe('badRequest', () => {
  it('takes the results of validation libraries', () => {
    const schema = z.object({ boat: z.string() });
    badRequest(schema.safeParse({}).error);
    badRequest(schema.safeParse({}).error?.issues, '/boats/new');
    badRequest(v.safeParse(v.object({ boat: v.string() }), {}).issues);
    badRequest(type({ boat: 'string' })({}));
    badRequest(new Ajv().errors);
    badRequest(joi.object().validate({}).error?.details);
    badRequest(validateSync({}));
    badRequest(validationResult({}));
    badRequest(validationResult({}).array());
  });

  it('takes issues with their place in the request and the parameters of the rule', () => {
    badRequest([{ message: 'Too many', path: ['limit'], in: 'query', code: 'max', params: { maximum: 50 } }]);
    conflict([{ message: 'Already taken', path: ['boat'] }], '/boats/new');
  });

  it('does not take a number', () => {
    // @ts-expect-error: a number carries no detail for a client.
    badRequest(404);
  });
});
