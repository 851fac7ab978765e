import { BadRequest } from '@feathersjs/errors';
import { getValidator, hooks } from '@feathersjs/schema';
import { BadRequestException, ValidationPipe } from '@nestjs/common';
import { Ajv } from 'ajv';
import { Type } from 'class-transformer';
import { IsEmail, IsString, MinLength, ValidateNested } from 'class-validator';
import fastify from 'fastify';
import { describe, expect, it } from 'vitest';
import { errorOf, thrown } from '../../../tests/support/answer-of.ts';

describe('the issues of a framework’s validation', () => {
  it.each<[string, object, object]>([
    ['body', { method: 'POST', url: '/?n=1', headers: { 'x-berth': '7' }, payload: {} }, { pointer: '#/boat', code: 'required' }],
    ['querystring', { method: 'POST', url: '/?n=hunter2', headers: { 'x-berth': '7' }, payload: { boat: 1 } }, { parameter: 'n', code: 'type' }],
    ['headers', { method: 'POST', url: '/?n=1', payload: { boat: 1 } }, { header: 'x-berth', code: 'required' }],
  ])('Fastify: %s', async (_, request, issue) => {
    const app = fastify();
    const errors: unknown[] = [];
    app.setErrorHandler((error, __, reply) => reply.send(errors.push(error)));
    const schema = {
      body: { type: 'object', required: ['boat'] },
      querystring: { type: 'object', properties: { n: { type: 'integer' } } },
      headers: { type: 'object', required: ['x-berth'] },
    };
    app.post('/', { schema }, () => 'ok');
    await app.inject(request);
    const { status, problem, everything } = await thrown(errors[0]);
    expect([status, problem.errors]).toMatchObject([400, [issue]]);
    expect(everything).not.toContain('hunter2');
  });

  it.each<[string, object, number]>([
    ['a body that is no JSON', { headers: { 'content-type': 'application/json' }, payload: '{hunter2' }, 400],
    ['a body that is too large', { headers: { 'content-type': 'application/json' }, payload: JSON.stringify('x'.repeat(100)) }, 413],
    ['a type without a parser', { headers: { 'content-type': 'text/hunter2' }, payload: 'x' }, 415],
  ])('Fastify: %s', async (_, request, status) => {
    const app = fastify({ bodyLimit: 50 });
    const errors: unknown[] = [];
    app.setErrorHandler((error, __, reply) => reply.send(errors.push(error)));
    app.post('/', () => 'ok');
    await app.inject({ method: 'POST', url: '/', ...request });
    const answer = await thrown(errors[0]);
    expect(answer.status).toBe(status);
    expect(JSON.stringify(answer.problem)).not.toContain('hunter2');
  });

  it('Nest: ValidationPipe, by the field at the start of each message', async () => {
    class Sailor {
      name: unknown;
    }
    class Signup {
      email: unknown;
      password: unknown;
      tags: unknown;
      crew: unknown;
    }
    IsString()(Sailor.prototype, 'name');
    IsEmail()(Signup.prototype, 'email');
    MinLength(8, { message: 'A password has 8 characters' })(Signup.prototype, 'password');
    IsString({ each: true })(Signup.prototype, 'tags');
    ValidateNested()(Signup.prototype, 'crew');
    Type(() => Sailor)(Signup.prototype, 'crew');
    const pipe = new ValidationPipe({ whitelist: true, forbidNonWhitelisted: true });
    const sent = { email: 'hunter2', password: 'hunter2', tags: [3], crew: [{ name: 3 }], more: 1 };
    const error = await errorOf(() => pipe.transform(sent, { type: 'body', metatype: Signup }));
    expect(error).toBeInstanceOf(BadRequestException);
    const { status, problem, everything } = await thrown(error);
    expect(status).toBe(400);
    expect(problem.errors).toEqual([
      { detail: 'property more should not exist', pointer: '#/more' },
      { detail: 'email must be an email', pointer: '#/email' },
      { detail: 'A password has 8 characters' },
      { detail: 'each value in tags must be a string', pointer: '#/tags' },
      { detail: 'crew.0.name must be a string', pointer: '#/crew/0/name' },
    ]);
    expect(everything).not.toContain('hunter2');
  });

  it('Nest: the ValidationErrors themselves, as an exceptionFactory may pass them', async () => {
    class Signup {
      email: unknown;
    }
    IsEmail()(Signup.prototype, 'email');
    const pipe = new ValidationPipe({ exceptionFactory: (found) => new BadRequestException(found) });
    const error = await errorOf(() => pipe.transform({ email: 'hunter2' }, { type: 'body', metatype: Signup }));
    const { problem, everything } = await thrown(error);
    expect(problem.errors).toEqual([{ detail: 'email must be an email', pointer: '#/email', code: 'isEmail' }]);
    // A sentence of the app belongs to no field.
    expect((await thrown(new BadRequestException(['There is no such berth']))).problem.errors).toEqual([{ detail: 'There is no such berth' }]);
    expect(everything).not.toContain('hunter2');
  });

  it('Feathers: its schema hooks, which pass ajv’s list', async () => {
    const schema = { $id: 'Boat', type: 'object', required: ['boat'], properties: { email: { type: 'string', pattern: '@' } } };
    const hook = hooks.validateData(getValidator(schema as never, new Ajv({ allErrors: true })));
    const { status, problem, everything } = await thrown(await errorOf(() => hook({ data: { email: 'hunter2' } } as never, async () => {})));
    expect([status, problem.errors]).toEqual([
      400,
      [
        { detail: "must have required property 'boat'", pointer: '#/boat', code: 'required', params: { missingProperty: 'boat' } },
        { detail: 'must match pattern "@"', pointer: '#/email', code: 'pattern', params: { pattern: '@' } },
      ],
    ]);
    expect(everything).not.toContain('hunter2');
  });

  it('Feathers: errors by field', async () => {
    const { status, problem } = await thrown(new BadRequest('Not a booking', { errors: { email: 'Not an address' } }));
    expect([status, problem.errors]).toEqual([400, [{ detail: 'Not an address', pointer: '#/email' }]]);
  });
});
