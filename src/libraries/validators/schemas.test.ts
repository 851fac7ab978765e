import type { StandardSchemaV1 } from '@standard-schema/spec';
import { SchemaError } from '@standard-schema/utils';
import { type } from 'arktype';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { z as z3 } from 'zod3';
import { errorOf, passed, thrown } from '../../../tests/support/answer-of.ts';

/** Submitted values. None of them may appear in an answer or in the log. */
const typed = { email: 'hunter2', age: 'hunter2', kind: 'hunter2', password: 'hunter2', crew: [{ name: 3 }], 'a/b': 1 };

describe('zod 4', () => {
  const schema = z.strictObject({
    email: z.email(),
    age: z.number(),
    kind: z.enum(['sail', 'motor']),
    password: z.string().min(8),
    crew: z.array(z.object({ name: z.string() })),
  });
  const errors = [
    { detail: 'Invalid email address', pointer: '#/email', code: 'invalid_format', params: { origin: 'string', format: 'email' } },
    { detail: 'Invalid input: expected number, received string', pointer: '#/age', code: 'invalid_type', params: { expected: 'number' } },
    { detail: 'Invalid option: expected one of "sail"|"motor"', pointer: '#/kind', code: 'invalid_value' },
    {
      detail: 'Too small: expected string to have >=8 characters',
      pointer: '#/password',
      code: 'too_small',
      params: { minimum: 8, inclusive: true, origin: 'string' },
    },
    { detail: 'Invalid input: expected string, received number', pointer: '#/crew/0/name', code: 'invalid_type', params: { expected: 'string' } },
    { detail: 'Unrecognized key', pointer: '#/a~1b', code: 'unrecognized_keys' },
  ];
  const result = schema.safeParse(typed);

  it.each<[string, unknown]>([
    ['its error', result.error],
    ['the result of safeParse', result],
    ['its list of issues', result.error?.issues],
    ['the same with the input in it (reportInput)', schema.safeParse(typed, { reportInput: true }).error],
  ])('has the field, the rule and the rule’s parameters: %s', async (_, value) => {
    const { status, problem, everything } = await passed(value);
    expect(status).toBe(400);
    expect(problem.errors).toEqual(errors);
    expect(everything).not.toContain('hunter2');
  });

  it('has the messages of a flattened error', async () => {
    const { problem } = await passed(z.flattenError(result.error as z.ZodError));
    expect(problem.errors).toContainEqual({ detail: 'Invalid email address', pointer: '#/email' });
    expect(problem.errors).toContainEqual({ detail: 'Unrecognized key: "a/b"' });
  });

  it('is a 500 when it is thrown, because the parsed data may not be the client’s', async () => {
    const { status, problem } = await thrown(await errorOf(() => schema.parse(typed)));
    expect([status, problem]).toEqual([500, { title: 'Internal Server Error', status: 500 }]);
  });
});

describe('zod 3', () => {
  it('has the field, the rule and the rule’s parameters, but not the received value', async () => {
    const schema = z3.object({ email: z3.string().email(), kind: z3.enum(['sail', 'motor']), password: z3.string().min(8) }).strict();
    const { problem, everything } = await passed(schema.safeParse({ email: 'hunter2', kind: 'hunter2', password: 'hunter2', more: 1 }).error);
    expect(problem.errors).toEqual([
      { detail: 'Invalid email', pointer: '#/email', code: 'invalid_string', params: { validation: 'email' } },
      { detail: "Invalid enum value. Expected 'sail' | 'motor'", pointer: '#/kind', code: 'invalid_enum_value' },
      {
        detail: 'String must contain at least 8 character(s)',
        pointer: '#/password',
        code: 'too_small',
        params: { minimum: 8, inclusive: true, exact: false },
      },
      { detail: 'Unrecognized key', pointer: '#/more', code: 'unrecognized_keys' },
    ]);
    expect(everything).not.toContain('hunter2');
  });
});

describe('valibot', () => {
  const schema = v.object({
    email: v.pipe(v.string(), v.email()),
    age: v.number(),
    kind: v.picklist(['sail', 'motor']),
    password: v.pipe(v.string(), v.minLength(8), v.regex(/^x/, 'Must begin with an x')),
    crew: v.array(v.object({ name: v.string() })),
  });
  const errors = [
    { detail: 'Invalid email', pointer: '#/email', code: 'email' },
    { detail: 'Invalid type: Expected number', pointer: '#/age', code: 'number', params: { expected: 'number' } },
    { detail: 'Invalid type: Expected ("sail" | "motor")', pointer: '#/kind', code: 'picklist', params: { expected: '("sail" | "motor")' } },
    { detail: 'Invalid length: Expected >=8', pointer: '#/password', code: 'min_length', params: { expected: '>=8', requirement: 8 } },
    { detail: 'Must begin with an x', pointer: '#/password', code: 'regex', params: { expected: '/^x/' } },
    { detail: 'Invalid type: Expected string', pointer: '#/crew/0/name', code: 'string', params: { expected: 'string' } },
  ];
  const result = v.safeParse(schema, typed);

  it.each<[string, () => unknown]>([
    ['the result of safeParse', () => result],
    ['its list of issues', () => result.issues],
    ['the ValiError of parse', () => errorOf(() => v.parse(schema, typed))],
    ['its Standard Schema result', () => schema['~standard'].validate(typed)],
  ])('has the field and the rule, without the value at the end of its messages: %s', async (_, value) => {
    const { problem, everything } = await passed(await value());
    expect(problem.errors).toEqual(errors);
    expect(everything).not.toContain('hunter2');
  });

  it('has the messages of flatten() without the values', async () => {
    const { problem, everything } = await passed(v.flatten<typeof schema>(result.issues as never));
    expect(problem.errors).toContainEqual({ detail: 'Invalid email', pointer: '#/email' });
    expect(problem.errors).toContainEqual({ detail: 'Invalid type: Expected string', pointer: '#/crew/0/name' });
    expect(everything).not.toContain('hunter2');
  });
});

describe('arktype', () => {
  const schema = type({ email: 'string.email', kind: "'sail' | 'motor'", password: 'string >= 8', boat: 'string' });

  it.each<[string, () => unknown]>([
    ['its ArkErrors', () => schema(typed)],
    ['its Standard Schema result', () => schema['~standard'].validate(typed)],
  ])('has what was expected, and not the value: %s', async (_, value) => {
    const { problem, everything } = await passed(await value());
    expect(problem.errors).toEqual(
      expect.arrayContaining([
        { detail: 'must be an email address', pointer: '#/email', code: 'pattern', params: expect.any(Object) },
        { detail: 'must be "motor" or "sail"', pointer: '#/kind', code: 'union' },
        { detail: 'must be at least length 8', pointer: '#/password', code: 'minLength', params: { rule: 8 } },
        { detail: 'must be a string', pointer: '#/boat', code: 'required' },
      ]),
    );
    expect(everything).not.toContain('hunter2');
  });

  it('keeps the message of the schema’s author', async () => {
    const { problem } = await passed(type({ boat: type('string > 3').configure({ message: () => 'A boat has a name' }) })({ boat: 'x' }));
    expect(problem.errors).toEqual([{ detail: 'A boat has a name', pointer: '#/boat', code: 'minLength', params: { rule: 4 } }]);
  });
});

describe('any other library of the Standard Schema', () => {
  /** A hand-written schema, as in the specification. */
  const ours: StandardSchemaV1 = {
    '~standard': { version: 1, vendor: 'harbour', validate: () => ({ issues: [{ message: 'Too short', path: [{ key: 'crew' }, 0, 'name'] }] }) },
  };

  it.each<[string, StandardSchemaV1, object]>([
    ['zod', z.object({ email: z.email() }), { detail: 'Invalid email address', code: 'invalid_format' }],
    ['valibot', v.object({ email: v.pipe(v.string(), v.email()) }), { detail: 'Invalid email', code: 'email' }],
    ['arktype', type({ email: 'string.email' }), { detail: 'must be an email address', code: 'pattern' }],
    ['one of the app’s own', ours, { detail: 'Too short', pointer: '#/crew/0/name' }],
  ])('has a SchemaError whose issues are read, and which is not logged: %s', async (_, schema, issue) => {
    const result = await schema['~standard'].validate({ email: 'hunter2' });
    const { problem, everything } = await passed(new SchemaError(result.issues ?? []));
    expect(problem.errors).toEqual([expect.objectContaining({ pointer: '#/email', ...issue })]);
    expect(everything).not.toContain('hunter2');
  });
});

describe('issues of the app’s own', () => {
  it('may contain the place in the request and the parameters of the rule', async () => {
    const issues = [
      { message: 'Too many', path: ['limit'], in: 'query', code: 'max', params: { maximum: 50, value: 'hunter2', among: {}, ok: true } },
      { message: 'No such pier', path: ['X-Pier'], in: 'header' },
      { message: 'Too short', path: ['name'] },
      'Not on a Sunday',
    ];
    const { problem } = await passed(issues);
    expect(problem.errors).toEqual([
      { detail: 'Too many', parameter: 'limit', code: 'max', params: { maximum: 50 } },
      { detail: 'No such pier', header: 'X-Pier' },
      { detail: 'Too short', pointer: '#/name' },
      { detail: 'Not on a Sunday' },
    ]);
  });
});
