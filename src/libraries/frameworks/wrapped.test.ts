import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { BadRequest, NotFound } from '@feathersjs/errors';
import Boom from '@hapi/boom';
import { BadRequestException, ForbiddenException, HttpException } from '@nestjs/common';
import { HTTPError } from 'h3';
import { createError as h3Error } from 'h3v1';
import { HTTPException } from 'hono/http-exception';
import createError from 'http-errors';
import mongoose from 'mongoose';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { thrown } from '../../../tests/support/answer-of.ts';
import { halyard } from '../../adapters/node-http/node-http.ts';

/** Returns an Error that pg itself made from a server's message. */
function databaseError(): Error {
  return Object.assign(new pg.DatabaseError('column "S3CRET" does not exist', 90, 'error'), {
    severity: 'ERROR',
    code: '42703',
    routine: 'errorMissingColumn',
  });
}

class LedgerError extends Error {
  readonly query = 'select S3CRET';
}

const ERRORS: readonly (readonly [string, () => Error])[] = [
  ['an Error', () => new Error('S3CRET')],
  ['one of a class of a library', () => new LedgerError('S3CRET')],
  ['one of pg', databaseError],
  ['one of Mongoose', () => new mongoose.Error.CastError('Number', 'S3CRET', 'berth')],
  ['one of the file system', () => Object.assign(new Error("ENOENT, open '/srv/S3CRET'"), { code: 'ENOENT', errno: -2, syscall: 'open', path: '/srv/S3CRET' })],
  ['a TypeError', () => new TypeError('S3CRET')],
  ['a SyntaxError', () => new SyntaxError('S3CRET')],
  ['an AggregateError', () => new AggregateError([new Error('S3CRET')], 'S3CRET')],
  ['one with a cause', () => new Error('S3CRET', { cause: new Error('S3CRET') })],
  ['one with a status', () => Object.assign(new Error('S3CRET'), { status: 404 })],
  ['one with a statusCode', () => Object.assign(new LedgerError('S3CRET'), { statusCode: 404 })],
  ['one of http-errors that was a 500', () => createError(500, 'S3CRET')],
  ['one with expose: false', () => Object.assign(new Error('S3CRET'), { status: 500, expose: false })],
];

const WRAPPERS: readonly (readonly [string, (error: Error) => unknown])[] = [
  ['createError(400, error)', (error) => createError(400, error)],
  ['createError(error, props)', (error) => createError(error, { status: 400, expose: true })],
  ['createError(400, error, props)', (error) => createError(400, error, { expose: true, headers: { 'Retry-After': '9' } })],
  ['createError(400, error, text)', (error) => createError(400, error, 'Not a booking')],
  ['createError(400, createError(409, error))', (error) => createError(400, createError(409, error))],
  ['new createError.BadRequest(error)', (error) => new createError.BadRequest(error as never)],
  ['boomify', (error) => Boom.boomify(error, { statusCode: 400 })],
  ['boomify with a message', (error) => Boom.boomify(error, { statusCode: 400, message: 'Not a booking' })],
  ['Boom.badRequest(error)', (error) => Boom.badRequest(error)],
  ['new Boom.Boom(error)', (error) => new Boom.Boom(error, { statusCode: 400 })],
  ['new BadRequest(error) of Feathers', (error) => new BadRequest(error)],
  ['new HTTPError(error) of h3 2', (error) => new HTTPError(error as never)],
  ['new HTTPError() of h3 2 with a cause', (error) => new HTTPError({ status: 400, cause: error })],
  ['createError(error) of h3 1', (error) => h3Error(error)],
  ['createError() of h3 1 with a cause', (error) => h3Error({ statusCode: 400, cause: error })],
  ['new BadRequestException(error) of Nest', (error) => new BadRequestException(error)],
  ['new HttpException(error) of Nest', (error) => new HttpException(error, 400)],
  ['BadRequestException of a list of errors', (error) => new BadRequestException([error])],
  ['ForbiddenException of a list of errors', (error) => new ForbiddenException([error])],
  ['BadRequestException with an error in its body', (error) => new BadRequestException({ error })],
  ['BadRequestException with an error among its members', (error) => new BadRequestException({ message: 'No', reason: error, all: [error] })],
  ['new HTTPException(400, { cause }) of Hono', (error) => new HTTPException(400, { cause: error })],
];

describe('an error that another library wrapped', () => {
  let handle: Handler;
  const app = halyard({ environment: 'production', logger: false });
  const server = createServer(app.listener((req, res) => handle(res, req.url === '/badRequest' ? 'badRequest' : 'forbidden')));
  beforeAll(() => once(server.listen(0, '127.0.0.1'), 'listening'));
  afterAll(() => void server.close());
  type Handler = (res: Parameters<Parameters<typeof app.listener>[0]>[1], name: 'badRequest' | 'forbidden') => unknown;
  const ask = async (path: string): Promise<Response> => fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`);

  describe.each(WRAPPERS)('%s', (_, wrap) => {
    it.each(ERRORS)('sends no text of it to clients: %s', async (__, make) => {
      for (const path of ['/thrown', '/badRequest', '/forbidden']) {
        handle = (res, name) => {
          const error = wrap(make()) as Error;
          if (path === '/thrown') throw error;
          return res[name](error);
        };
        const answer = await ask(path);
        expect(answer.status).toBeGreaterThanOrEqual(400);
        expect(JSON.stringify([await answer.text(), [...answer.headers]])).not.toContain('S3CRET');
      }
    });
  });
});

describe('a status set by hand on an error, with expose: true', () => {
  it.each(ERRORS.filter(([name]) => /pg|Mongoose|file system|Type|Syntax|Aggregate/.test(name)))('does not make the text public of %s', async (_, make) => {
    const { status, problem } = await thrown(Object.assign(make(), { status: 409, expose: true }));
    expect(status).toBe(409);
    expect(JSON.stringify(problem)).not.toContain('S3CRET');
  });
});

describe('a text that the app wrote for the client', () => {
  class OrderError extends Error {
    readonly status = 409;
    readonly expose = true;
  }
  class UploadError extends Error {
    get expose(): boolean {
      return true;
    }
    get statusCode(): number {
      return 409;
    }
  }
  class PaymentError extends Error {
    readonly status: number;
    readonly statusCode: number;
    readonly expose: boolean;
    constructor(message: string) {
      super(message);
      this.status = 409;
      this.statusCode = 409;
      this.expose = true;
    }
  }
  const cause = new Error('S3CRET');

  it.each<[string, () => unknown]>([
    ['createError(409, text)', () => createError(409, 'Already paid')],
    ['createError(409, text, props)', () => createError(409, 'Already paid', { cause, code: 'E_PAID', type: 'https://shop.example/paid' })],
    ['new createError.Conflict(text)', () => new createError.Conflict('Already paid')],
    ['createError of one that was made from a text', () => createError(409, new createError.Conflict('Already paid'))],
    ['a class of the app with status and expose', () => new OrderError('Already paid', { cause })],
    ['a class of the app whose class has them', () => new UploadError('Already paid')],
    ['a class of the app with both spellings', () => new PaymentError('Already paid')],
    ['an Error with both, by hand', () => Object.assign(new Error('Already paid'), { status: 409, expose: true, code: 'EXPIRED', order: 7 })],
    ['Boom', () => Boom.conflict('Already paid', cause)],
    ['h3 2', () => new HTTPError({ status: 409, message: 'Already paid', cause })],
    ['h3 1', () => h3Error({ statusCode: 409, message: 'Already paid', cause })],
    ['Nest', () => new HttpException('Already paid', 409, { cause })],
    ['Hono', () => new HTTPException(409, { message: 'Already paid', cause })],
  ])('is sent: %s', async (_, make) => {
    const { status, problem } = await thrown(make());
    expect([status, problem['detail']]).toEqual([409, 'Already paid']);
    expect(JSON.stringify(problem)).not.toContain('S3CRET');
  });

  it('is sent from Feathers if the error was made from a text alone; with data it may have been made from an Error', async () => {
    expect((await thrown(new NotFound('No such order'))).problem).toMatchObject({ status: 404, detail: 'No such order' });
    expect((await thrown(new BadRequest('Not an order', { errors: { email: 'Not an address' } }))).problem.errors).toEqual([
      { detail: 'Not an address', pointer: '#/email' },
    ]);
    expect((await thrown(new BadRequest('Not an order', { email: 'S3CRET' }))).problem).toEqual({ title: 'Bad Request', status: 400 });
  });

  it('is replaced by Halyard’s text if the error has http-errors’ code for a body', async () => {
    const types = ['entity.too.large', 'parameters.too.many', 'querystring.parse.rangeError', 'charset.unsupported', 'entity.verify.failed', 'app.own.type'];
    for (const type of types) {
      const { problem } = await thrown(createError(400, 'S3CRET', { type }));
      expect(JSON.stringify(problem)).not.toContain('S3CRET');
    }
    expect((await thrown(createError(413, 'S3CRET', { type: 'parameters.too.many' }))).problem['detail']).toBe('The form has too many fields.');
  });
});

describe('a validator’s error that another library wrapped', () => {
  it.each<[string, (error: Error) => unknown]>([
    ['http-errors', (error) => createError(422, error)],
    ['Boom, as hapi wraps its own validation', (error) => Boom.boomify(error, { statusCode: 422, override: false })],
  ])('has its issues under the app’s status, and its text is not logged: %s', async (_, wrap) => {
    const { error } = z.object({ email: z.email('S3CRET') }).safeParse({ email: 'hunter2' });
    const { status, problem } = await thrown(wrap(error as Error));
    expect([status, problem['detail'], problem.errors]).toEqual([422, undefined, [expect.objectContaining({ pointer: '#/email', code: 'invalid_format' })]]);
  });
});
