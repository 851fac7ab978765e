import 'reflect-metadata';
import { Ajv } from 'ajv';
import { IsEmail, IsString, Matches, MinLength, ValidateNested, validate, validateOrReject } from 'class-validator';
import { body, checkExact, cookie, header, oneOf, param, query, validationResult } from 'express-validator';
import joi from 'joi';
import { describe, expect, it } from 'vitest';
import * as yup from 'yup';
import { errorOf, passed, thrown } from '../../../tests/support/answer-of.ts';

const typed = { email: 'hunter2', age: 'hunter2', kind: 'hunter2', password: 'hunter2', crew: [{ name: 3 }], 'a/b': 1 };

describe('ajv', () => {
  const ajv = new Ajv({ allErrors: true, verbose: true, strictTypes: false });
  const schema = {
    $async: false,
    type: 'object',
    required: ['boat'],
    additionalProperties: false,
    properties: { email: { type: 'string', pattern: '@' }, password: { minLength: 8 }, crew: { items: { properties: { name: { type: 'string' } } } } },
  };
  const errors = [
    { detail: "must have required property 'boat'", pointer: '#/boat', code: 'required', params: { missingProperty: 'boat' } },
    { detail: 'must NOT have additional properties', pointer: '#/a~1b', code: 'additionalProperties', params: { additionalProperty: 'a/b' } },
    { detail: 'must match pattern "@"', pointer: '#/email', code: 'pattern', params: { pattern: '@' } },
    { detail: 'must NOT have fewer than 8 characters', pointer: '#/password', code: 'minLength', params: { limit: 8 } },
    { detail: 'must be string', pointer: '#/crew/0/name', code: 'type' },
  ];
  const { age: _, kind: __, ...sent } = typed;

  it.each<[string, () => unknown]>([
    [
      'its list of errors',
      () => {
        const check = ajv.compile(schema);
        check(sent);
        return check.errors;
      },
    ],
    ['its ValidationError', () => errorOf(() => ajv.compile({ ...schema, $async: true })(sent))],
  ])('names the missing or additional member: %s', async (_title, value) => {
    const { problem, everything } = await passed(await value());
    expect(problem.errors).toEqual(errors.map((error) => (error.code === 'type' ? { ...error, params: { type: 'string' } } : error)));
    expect(everything).not.toContain('hunter2');
  });
});

describe('joi', () => {
  const schema = joi.object({
    kind: joi.string().valid('sail', 'motor'),
    password: joi.string().min(8).pattern(/^x/),
    crew: joi.array().items(joi.object({ name: joi.string() })),
    boat: joi.required(),
  });
  const { email: _, age: __, ...sent } = typed;
  const result = schema.validate(sent, { abortEarly: false });

  it.each<[string, unknown]>([
    ['its ValidationError', result.error],
    ['the result of validate', result],
    ['its details', result.error?.details],
  ])('has the field and the rule, and not the value: %s', async (_title, value) => {
    const { problem, everything } = await passed(value);
    expect(problem.errors).toEqual([
      { detail: '"kind" must be one of [sail, motor]', pointer: '#/kind', code: 'any.only' },
      { detail: '"password" length must be at least 8 characters long', pointer: '#/password', code: 'string.min', params: { limit: 8 } },
      { detail: '"password" fails to match the required pattern: /^x/', pointer: '#/password', code: 'string.pattern.base' },
      { detail: '"crew[0].name" must be a string', pointer: '#/crew/0/name', code: 'string.base' },
      { detail: '"boat" is required', pointer: '#/boat', code: 'any.required' },
      { detail: '"a/b" is not allowed', pointer: '#/a~1b', code: 'object.unknown', params: { child: 'a/b' } },
    ]);
    expect(everything).not.toContain('hunter2');
  });
});

describe('yup', () => {
  const schema = yup.object({
    age: yup.number(),
    password: yup.string().min(8),
    crew: yup.array(yup.object({ name: yup.string().strict() })),
    boat: yup.string().required(),
  });

  it('has each failure, without the value before or after its cast', async () => {
    const error = (await errorOf(() => schema.validate(typed, { abortEarly: false }))) as yup.ValidationError;
    for (const value of [error, error.inner]) {
      const { problem, everything } = await passed(value);
      expect(problem.errors).toEqual(
        expect.arrayContaining([
          { detail: 'age must be a `number` type', pointer: '#/age', code: 'typeError' },
          { detail: 'password must be at least 8 characters', pointer: '#/password', code: 'min', params: { min: 8 } },
          { detail: 'crew[0].name must be a `string` type', pointer: '#/crew/0/name', code: 'typeError' },
          { detail: 'boat is a required field', pointer: '#/boat', code: 'optionality' },
        ]),
      );
      expect(everything).not.toContain('hunter2');
    }
  });

  it('has the only failure if it stops at the first', async () => {
    const { problem } = await passed(await errorOf(() => yup.object({ password: yup.string().min(8) }).validate(typed)));
    expect(problem.errors).toEqual([{ detail: 'password must be at least 8 characters', pointer: '#/password', code: 'min', params: { min: 8 } }]);
  });
});

describe('class-validator', () => {
  class Sailor {
    name: unknown = 3;
  }
  class Signup {
    email = 'hunter2';
    password = 'hunter2';
    crew = [new Sailor()];
    more = 1;
  }
  // The decorators do the same.
  IsString()(Sailor.prototype, 'name');
  IsEmail()(Signup.prototype, 'email');
  MinLength(8)(Signup.prototype, 'password');
  Matches(/^x/)(Signup.prototype, 'password');
  ValidateNested()(Signup.prototype, 'crew');
  const options = { whitelist: true, forbidNonWhitelisted: true };
  const errors = [
    { detail: 'property more should not exist', pointer: '#/more', code: 'whitelistValidation' },
    { detail: 'email must be an email', pointer: '#/email', code: 'isEmail' },
    { detail: 'password must be longer than or equal to 8 characters', pointer: '#/password', code: 'minLength' },
    { detail: 'password must match /^x/ regular expression', pointer: '#/password', code: 'matches' },
    { detail: 'name must be a string', pointer: '#/crew/0/name', code: 'isString' },
  ];

  it.each<[string, () => unknown]>([
    ['the result of validate', () => validate(new Signup(), options)],
    ['what validateOrReject rejects with', () => errorOf(() => validateOrReject(new Signup(), options))],
  ])('has each violated constraint, also of children: %s', async (_, value) => {
    const { problem, everything } = await passed(await value());
    expect(problem.errors).toHaveLength(errors.length);
    expect(problem.errors).toEqual(expect.arrayContaining(errors));
    expect(everything).not.toContain('hunter2');
  });
});

describe('express-validator', () => {
  const checked = async () => {
    const req = {
      body: { email: 'hunter2', crew: [{ name: 'hunter2' }], more: 1 },
      query: { limit: 'hunter2' },
      params: { id: 'hunter2' },
      headers: { 'x-berth': 'hunter2' },
      cookies: { boat: 'hunter2' },
    };
    const chains = [
      body('email', 'Not an address').isEmail(),
      body('crew[0].name').isInt(),
      query('limit').isInt(),
      param('id').isInt(),
      header('x-berth').isInt(),
      cookie('boat').isInt(),
    ];
    for (const chain of [...chains, oneOf([body('a').exists(), body('b').exists()]), checkExact([body('email'), body('crew')], { locations: ['body'] })])
      await chain.run(req);
    return validationResult(req);
  };
  const errors = [
    { detail: 'Not an address', pointer: '#/email' },
    { detail: 'Invalid value', pointer: '#/crew/0/name' },
    { detail: 'Invalid value', parameter: 'limit' },
    { detail: 'Invalid value', parameter: 'id' },
    { detail: 'Invalid value', header: 'x-berth' },
    { detail: 'Invalid value', header: 'Cookie' },
    { detail: 'Invalid value(s)', code: 'alternative_grouped' },
    { detail: 'Invalid value', pointer: '#/a', code: 'alternative_grouped' },
    { detail: 'Invalid value', pointer: '#/b', code: 'alternative_grouped' },
    { detail: 'Unknown field(s)', pointer: '#/more', code: 'unknown_fields' },
  ];

  it.each<[string, (result: Awaited<ReturnType<typeof checked>>) => unknown]>([
    ['its Result', (result) => result],
    ['its array()', (result) => result.array()],
    ['what its throw() throws', (result) => errorOf(() => result.throw())],
  ])('has the place in the request: %s', async (_, value) => {
    const { problem, everything } = await passed(await value(await checked()));
    expect(problem.errors).toEqual(errors);
    expect(everything).not.toContain('hunter2');
  });

  it('has the fields of mapped()', async () => {
    const { problem } = await passed((await checked()).mapped());
    expect(problem.errors).toContainEqual({ detail: 'Not an address', pointer: '#/email' });
  });

  it('is a 400 when it is thrown, because it is about the request', async () => {
    const { status, problem, everything } = await thrown(await errorOf(async () => (await checked()).throw()));
    expect([status, problem.errors]).toEqual([400, errors]);
    expect(everything).not.toContain('hunter2');
  });
});
