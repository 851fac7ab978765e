import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import axios from 'axios';
import got from 'got';
import ky from 'ky';
import { Agent, interceptors, request } from 'undici';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerOf, errorOf, passed, thrown } from '../../tests/support/answer-of.ts';

describe('the error of an HTTP client: an upstream’s status, words and fields are not ours (N27, R3)', () => {
  let server: Server;
  let url: string;
  let closed: string;
  beforeAll(async () => {
    server = createServer((req, res) => {
      if (req.url === '/silent') return;
      if (req.url === '/half') return void res.writeHead(200, { 'content-length': '9' }).write('half');
      res.writeHead(401, { 'set-cookie': 'sid=upstream', 'www-authenticate': 'Upstream', 'retry-after': '9', 'content-type': 'application/json' });
      res.end('{"message":"hunter2","errors":[{"message":"hunter2","path":["x"]}]}');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    closed = `http://127.0.0.1:${(other.address() as AddressInfo).port}/`;
    other.close();
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  const clients: readonly (readonly [string, () => unknown])[] = [
    ['axios, an answer', () => axios.get(url)],
    ['axios, no answer', () => axios.get(closed)],
    ['undici, an answer', () => request(url, { dispatcher: new Agent().compose(interceptors.responseError()) })],
    ['undici, no answer in time', () => request(`${url}silent`, { headersTimeout: 50 })],
    ['undici, half an answer in time', async () => (await request(`${url}half`, { bodyTimeout: 50 })).body.text()],
    // A server that does not know TLS, and waits: no handshake, no connection.
    ['undici, no connection in time', () => request(url.replace('http', 'https'), { dispatcher: new Agent({ connect: { timeout: 50 } }) })],
    ['got, an answer', () => got(url, { retry: { limit: 0 } })],
    ['got, no answer', () => got(closed, { retry: { limit: 0 } })],
    ['got, no answer in time', () => got(`${url}silent`, { retry: { limit: 0 }, timeout: { request: 50 } })],
    ['ky, an answer', () => ky(url, { retry: 0 })],
    ['ky, no answer', () => ky(closed, { retry: 0 })],
    ['ky, no answer in time', () => ky(`${url}silent`, { retry: 0, timeout: 50 })],
    ['fetch, no answer', () => fetch(closed)],
    ['fetch, given up', () => fetch(url, { signal: AbortSignal.abort() })],
  ];

  it.each(clients)('is a failure on our side: %s', async (_, call) => {
    const { status, problem, headers } = await thrown(await errorOf(call));
    expect([status, problem]).toEqual([500, { title: 'Internal Server Error', status: 500 }]);
    expect([headers.get('set-cookie'), headers.get('www-authenticate'), headers.get('retry-after')]).toEqual([null, null, null]);
  });

  it.each(clients)('says nothing when it is passed to a response: %s', async (_, call) => {
    const error = await errorOf(call);
    expect((await passed(error)).problem).toEqual({ title: 'Bad Request', status: 400 });
    expect((await answerOf((res) => res.badGateway(error as Error))).problem).toEqual({ title: 'Bad Gateway', status: 502 });
  });
});
