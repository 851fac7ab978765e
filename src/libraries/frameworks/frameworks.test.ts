import fastifyError from '@fastify/error';
import { NotFound } from '@feathersjs/errors';
import Boom from '@hapi/boom';
import { HttpException, NotFoundException, ServiceUnavailableException } from '@nestjs/common';
import fastify from 'fastify';
import { HTTPError } from 'h3';
import { createError as h3Error } from 'h3v1';
import { HTTPException } from 'hono/http-exception';
import createError from 'http-errors';
import { describe, expect, it } from 'vitest';
import { type Answer, answerOf, thrown } from '../../../tests/support/answer-of.ts';

const upstream = (): Error =>
  Object.assign(new Error('GET http://tides.internal/ said 404'), { status: 404, statusCode: 404, headers: { 'retry-after': '9' } });
const statusAndDetail = ({ status, problem }: Answer): readonly unknown[] => [status, problem['detail']];

describe('an error that an app made with its framework’s error class', () => {
  it.each<[string, () => unknown, number, string | undefined]>([
    ['http-errors', () => createError(404, 'No such berth'), 404, 'No such berth'],
    ['Boom', () => Boom.notFound('No such berth'), 404, 'No such berth'],
    ['new Boom.Boom()', () => new Boom.Boom('Too shallow', { statusCode: 422 }), 422, 'Too shallow'],
    ['Hono', () => new HTTPException(404, { message: 'No such berth' }), 404, 'No such berth'],
    ['h3 2', () => new HTTPError({ status: 404, message: 'No such berth' }), 404, 'No such berth'],
    ['h3 2, message first', () => new HTTPError('No such berth', { status: 404 }), 404, 'No such berth'],
    ['h3 2, with a cause', () => new HTTPError({ status: 404, message: 'No such berth', cause: upstream() }), 404, 'No such berth'],
    ['h3 1', () => h3Error({ statusCode: 404, message: 'No such berth' }), 404, 'No such berth'],
    ['Nest', () => new NotFoundException('No such berth'), 404, 'No such berth'],
    ['Nest, a body of its own', () => new HttpException({ message: 'No such berth', secret: 'x' }, 404), 404, 'No such berth'],
    ['Fastify, a code of its own', () => new fastify.errorCodes.FST_ERR_NOT_FOUND(), 404, undefined],
    ['Fastify, a code of the app', () => new (fastifyError('E_NO_BERTH', 'No such berth', 404))(), 404, 'No such berth'],
    ['Feathers', () => new NotFound('No such berth'), 404, 'No such berth'],
  ])('keeps its status and its message: %s', async (_, make, status, detail) => {
    expect(statusAndDetail(await thrown(make()))).toEqual([status, detail]);
    // Passed to a response, its message becomes the detail of that response.
    expect(statusAndDetail(await answerOf((res) => res.forbidden(make() as Error)))).toEqual([403, detail]);
  });

  it.each<[string, () => unknown]>([
    ['Boom', () => Boom.serverUnavailable('the database at 10.0.0.5')],
    ['Hono', () => new HTTPException(503, { message: 'the database at 10.0.0.5' })],
    ['h3 2', () => new HTTPError({ status: 503, message: 'the database at 10.0.0.5' })],
    ['h3 1', () => h3Error({ statusCode: 503, message: 'the database at 10.0.0.5' })],
    ['Nest', () => new ServiceUnavailableException('the database at 10.0.0.5')],
  ])('keeps its status and loses its message from 500 up: %s', async (_, make) => {
    const { status, problem } = await thrown(make());
    expect([status, problem]).toEqual([503, { title: 'Service Unavailable', status: 503 }]);
  });

  it.each<[string, () => unknown]>([
    ['Boom.notFound()', () => Boom.notFound()],
    ['Nest', () => new NotFoundException()],
    ['Hono', () => new HTTPException(404)],
    ['h3 2', () => HTTPError.status(404)],
  ])('sends only its status if it has no message: %s', async (_, make) => {
    expect((await thrown(make())).problem).toEqual({ title: 'Not Found', status: 404 });
  });
});

describe('an error that was made from another error', () => {
  it.each<[string, () => unknown, number]>([
    ['boomify() with a status from the app', () => Boom.boomify(upstream(), { statusCode: 404 }), 404],
    ['boomify() without', () => Boom.boomify(upstream()), 500],
    ['h3 2, of an error', () => new HTTPError(upstream() as never), 500],
    ['h3 2, of a cause alone', () => new HTTPError({ cause: upstream() }), 500],
    ['h3 2, unhandled', () => new HTTPError({ status: 404, message: 'said 404', unhandled: true }), 500],
    ['h3 1, of an error', () => h3Error(upstream()), 500],
    ['Nest, whose response is an error', () => new HttpException(upstream() as never, 404), 404],
  ])('sends neither the message nor the fields of the other error: %s', async (_, make, status) => {
    const answer = await thrown(make());
    expect(statusAndDetail(answer)).toEqual([status, undefined]);
    expect(answer.headers.get('retry-after')).toBeNull();
    expect(JSON.stringify(answer.problem)).not.toContain('tides.internal');
  });

  it('is not taken for a Boom error because of Object.prototype', async () => {
    const prototype = Object.prototype as unknown as Record<string, unknown>;
    Object.assign(prototype, { isBoom: true, output: { statusCode: 404 }, type: 'FeathersError', getStatus: () => 404 });
    try {
      expect((await thrown(Object.assign(new Error('m'), { own: 1 }))).status).toBe(500);
    } finally {
      for (const name of ['isBoom', 'output', 'type', 'getStatus']) delete prototype[name];
    }
  });

  it.each([99, 200, 302, 600, 404.5, '404', Number.NaN])('does not get the invalid status %o', async (status) => {
    const error = Object.assign(Boom.notFound('m'), { output: { statusCode: status, headers: {} } });
    expect((await thrown(error)).status).toBe(500);
  });
});

describe('the header fields of an error', () => {
  it('are sent if they belong to its status: http-errors', async () => {
    const headers = { 'Retry-After': 5, Allow: 'GET', 'Set-Cookie': 'sid=1', 'Content-Length': '3', Location: '/x' };
    const answer = await thrown(createError(405, 'No', { headers }));
    expect([answer.status, answer.headers.get('allow'), answer.headers.get('retry-after')]).toEqual([405, 'GET', '5']);
    expect([answer.headers.get('set-cookie'), answer.headers.get('location')]).toEqual([null, null]);
  });

  it('are sent if they belong to its status: Boom', async () => {
    expect((await thrown(Boom.unauthorized('Who?', 'Basic', { realm: 'harbour' }))).headers.get('www-authenticate')).toContain('Basic realm="harbour"');
    expect((await thrown(Boom.methodNotAllowed('No', null, ['GET', 'HEAD']))).headers.get('allow')).toBe('GET, HEAD');
  });

  it('are sent if they belong to its status: h3', async () => {
    const answer = await thrown(new HTTPError({ status: 401, headers: { 'www-authenticate': 'Digest', 'set-cookie': 'a=b' } }));
    expect([answer.headers.get('www-authenticate'), answer.headers.get('set-cookie')]).toEqual(['Digest', null]);
  });
});
