import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, createServer as createTcpServer } from 'node:net';
import { BadRequest } from '@feathersjs/errors';
import Boom from '@hapi/boom';
import Wreck from '@hapi/wreck';
import { HttpException } from '@nestjs/common';
import axios from 'axios';
import got from 'got';
import { HTTPError } from 'h3';
import { createError as h3Error } from 'h3v1';
import createError from 'http-errors';
import ky from 'ky';
import { Sequelize } from 'sequelize';
import { Agent, interceptors, request } from 'undici';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerOf, errorOf, passed, thrown } from '../../../tests/support/answer-of.ts';

describe('the error of an HTTP client: the status, text and fields of the upstream are not sent', () => {
  let server: Server;
  let url: string;
  let closed: string;
  const mute = createTcpServer(() => {});
  const aborted = (to: string): Promise<unknown> => axios.get(to, { signal: AbortSignal.abort() });
  const portOf = (of: { address(): unknown }): number => (of.address() as AddressInfo).port;
  beforeAll(async () => {
    server = createServer((req, res) => {
      if (req.url === '/silent') return;
      if (req.url === '/garbage') return void req.socket.end('hunter2\r\n\r\n');
      if (req.url === '/half') return void res.writeHead(200, { 'content-length': '9' }).write('half');
      res.writeHead(401, { 'set-cookie': 'sid=upstream', 'www-authenticate': 'Upstream', 'retry-after': '9', 'content-type': 'application/json' });
      res.end('{"message":"hunter2","errors":[{"message":"hunter2","path":["x"]}]}');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${portOf(server)}/`;
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    closed = `http://127.0.0.1:${portOf(other)}/`;
    other.close();
    await once(mute.listen(0, '127.0.0.1'), 'listening');
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
    mute.close();
  });

  /** What failed, the class of the error, the call, and the status with the option `upstream`. */
  const clients: readonly (readonly [string, string, () => unknown, number])[] = [
    ['axios, an answer', 'AxiosError', () => axios.get(url), 502],
    ['axios, no answer', 'AxiosError', () => axios.get(closed), 502],
    ['undici, an answer', 'ResponseError', () => request(url, { dispatcher: new Agent().compose(interceptors.responseError()) }), 502],
    ['undici, no answer in time', 'HeadersTimeoutError', () => request(`${url}silent`, { headersTimeout: 50 }), 504],
    ['undici, half an answer in time', 'BodyTimeoutError', async () => (await request(`${url}half`, { bodyTimeout: 50 })).body.text(), 504],
    // A server that closes every connection: no handshake, no response.
    [
      'undici, no connection in time',
      'ConnectTimeoutError',
      () => request(`https://127.0.0.1:${portOf(mute)}/`, { dispatcher: new Agent({ connect: { timeout: 50 } }) }),
      504,
    ],
    ['got, an answer', 'HTTPError', () => got(url, { retry: { limit: 0 } }), 502],
    ['got, no answer', 'RequestError', () => got(closed, { retry: { limit: 0 } }), 502],
    ['got, no answer in time', 'TimeoutError', () => got(`${url}silent`, { retry: { limit: 0 }, timeout: { request: 50 } }), 504],
    ['ky, an answer', 'HTTPError', () => ky(url, { retry: 0 }), 502],
    ['ky, no answer', 'TypeError', () => ky(closed, { retry: 0 }), 502],
    ['ky, no answer in time', 'TimeoutError', () => ky(`${url}silent`, { retry: 0, timeout: 50 }), 504],
    ['fetch, no answer', 'TypeError', () => fetch(closed), 502],
    ['fetch, no answer in time', 'DOMException', () => fetch(`${url}silent`, { signal: AbortSignal.timeout(50) }), 504],
    ['a socket of Node', 'Error', () => new Promise((_, reject) => connect(Number(new URL(closed).port), '127.0.0.1').on('error', reject)), 502],
    ['an error of the app around it', 'Error', () => fetch(closed).catch((cause) => Promise.reject(new Error('no stock', { cause }))), 502],
    ['axios, no answer in time, with a text of the app', 'AxiosError', () => axios.get(`${url}silent`, { timeout: 50, timeoutErrorMessage: 'slow' }), 504],
    ['axios, no answer in time, by a signal', 'CanceledError', () => axios.get(`${url}silent`, { signal: AbortSignal.timeout(50) }), 504],
    ['axios, aborted', 'CanceledError', () => axios.get(url, { signal: AbortSignal.abort() }), 500],
    ['got, aborted', 'AbortError', () => got(url, { signal: AbortSignal.abort() }), 500],
    ['undici, aborted', 'DOMException', () => request(url, { signal: AbortSignal.abort() }), 500],
    ['undici, no answer that is HTTP', 'HTTPParserError', () => request(`${url}garbage`), 502],
    ['fetch, no answer that is HTTP', 'TypeError', () => fetch(`${url}garbage`), 502],
    ['fetch, no server of TLS', 'TypeError', () => fetch(url.replace('http:', 'https:')), 502],
    ['undici, no server of TLS', 'Error', () => request(url.replace('http:', 'https:')), 502],
    ['an answer, and an error of the app around it', 'Error', () => axios.get(url).catch((cause) => Promise.reject(new Error('no stock', { cause }))), 502],
    ['the same of ky', 'Error', () => ky(url, { retry: 0 }).catch((cause) => Promise.reject(new Error('no stock', { cause }))), 502],
    ['the same of Wreck', 'Error', () => Wreck.get(url).catch((cause) => Promise.reject(new Error('no stock', { cause }))), 502],
    ['an aborted call, and an error of the app around it', 'Error', () => aborted(url).catch((cause) => Promise.reject(new Error('no stock', { cause }))), 500],
    ['Sequelize, no database', 'ConnectionRefusedError', () => new Sequelize(closed.replace('http:', 'postgres:'), { logging: false }).authenticate(), 502],
    ['fetch, aborted', 'DOMException', () => fetch(url, { signal: AbortSignal.abort() }), 500],
  ];

  it.each(clients)('is answered with 500: %s', async (_, name, call) => {
    const error = await errorOf(call);
    expect((error as Error).constructor.name).toBe(name);
    const { status, problem, headers } = await thrown(error);
    expect([status, problem]).toEqual([500, { title: 'Internal Server Error', status: 500 }]);
    expect([headers.get('set-cookie'), headers.get('www-authenticate'), headers.get('retry-after')]).toEqual([null, null, null]);
  });

  it.each(clients)('is answered as one of a server behind this one with the option `upstream`: %s', async (_, __, call, expected) => {
    const { status, problem, headers, everything } = await thrown(await errorOf(call), { upstream: true });
    expect([status, problem['detail']]).toEqual([expected, undefined]);
    expect([headers.get('set-cookie'), headers.get('www-authenticate'), headers.get('retry-after')]).toEqual([null, null, null]);
    expect(problem['title']).toBe({ 500: 'Internal Server Error', 502: 'Bad Gateway', 504: 'Gateway Timeout' }[expected]);
    expect(everything).toContain('error');
  });

  it.each<[string, object]>([
    ['an error of the app', {}],
    ['a status of the app', { status: 409 }],
    ['the request of the client, which was aborted', { code: 'ECONNRESET', message: 'aborted' }],
    ['a file', { code: 'ENOENT', syscall: 'open' }],
  ])('is not what the option `upstream` takes for one: %s', async (_, members) => {
    const { status } = await thrown(Object.assign(new Error('m'), members), { upstream: true });
    expect(status).toBe('status' in members ? 409 : 500);
  });

  it('has the status of a time-out in Express that the app has chosen, with the option `upstream` too', async () => {
    expect((await thrown(createError(503, 'Response timeout', { code: 'ETIMEDOUT', timeout: 5 }), { upstream: true })).status).toBe(503);
  });

  it.each(clients)('adds nothing to a response that it is passed to: %s', async (_, __, call) => {
    const error = await errorOf(call);
    expect((await passed(error)).problem).toEqual({ title: 'Bad Request', status: 400 });
    expect((await answerOf((res) => res.badGateway(error as Error))).problem).toEqual({ title: 'Bad Gateway', status: 502 });
  });

  it.each<[string, (error: Error) => unknown, number]>([
    ['Boom', (error) => Boom.boomify(error), 500],
    ['Boom, with a status from the app', (error) => Boom.boomify(error, { statusCode: 404 }), 404],
    ['Feathers', (error) => new BadRequest(error), 500],
    ['h3 2', (error) => new HTTPError(error), 500],
    ['h3 1', (error) => h3Error(error), 500],
    // http-errors takes the status 401 of the upstream, which axios sets on its error.
    ['http-errors', (error) => createError(404, error), 500],
    ['a status from the app', (error) => Object.assign(error, { status: 503 }), 503],
    ['the status of the upstream', (error) => Object.assign(error, { status: 401 }), 500],
    ['Nest, with a status from the app', (error) => new HttpException(error, 404), 404],
  ])('is recognised when another library has wrapped it: %s', async (_, wrap, expected) => {
    const { status, problem, headers, everything } = await thrown(wrap((await errorOf(() => axios.get(url))) as Error));
    expect([status, problem['detail'], problem.errors]).toEqual([expected, undefined, undefined]);
    expect([headers.get('set-cookie'), headers.get('www-authenticate'), headers.get('retry-after')]).toEqual([null, null, null]);
    expect(everything).not.toContain('hunter2');
  });

  it.each<[string, boolean, () => unknown]>([
    ['a call without an answer', false, () => axios.get(closed)],
    ['a call without an answer', true, () => axios.get(closed)],
    ['an error without a status', false, () => ky(url, { retry: 0 })],
    ['an error without a status', true, () => ky(url, { retry: 0 })],
  ])('has the status that http-errors has set on %s, with upstream: %s', async (_, upstream, call) => {
    expect((await thrown(createError(503, (await errorOf(call)) as Error), { upstream })).status).toBe(503);
  });
});
