import { once } from 'node:events';
import { createServer, get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import axios from 'axios';
import got from 'got';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer } from './answer.ts';
import { headOf, readAnswer } from './read-answer.ts';

const BODY = '{"title":"Conflict","status":409}';
const server = createServer((_request, response) => {
  response.writeHead(409, { 'content-type': 'application/problem+json', 'set-cookie': ['a=1; Expires=Thu, 01 Jan 2026 00:00:00 GMT', 'b=2'] });
  response.end(BODY);
});
let url: string;
beforeAll(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

const incoming = async (): Promise<IncomingMessage> => (await once(get(url), 'response'))[0] as IncomingMessage;

const CLIENTS: readonly (readonly [client: string, ask: () => unknown])[] = [
  ['fetch', () => fetch(url)],
  ['axios', () => axios.get(url, { validateStatus: null })],
  ['axios, as a text', () => axios.get(url, { validateStatus: null, responseType: 'text', transformResponse: [] })],
  ['got', () => got(url, { throwHttpErrors: false, retry: { limit: 0 } })],
  ['got, as JSON', () => got(url, { throwHttpErrors: false, retry: { limit: 0 }, responseType: 'json' })],
  [
    'IncomingMessage of node:http, with its body',
    async () => {
      const response = await incoming();
      return Object.assign(response, { body: await text(response) });
    },
  ],
  ['an object', () => ({ status: 409, headers: { 'Content-Type': 'application/problem+json', 'Set-Cookie': COOKIES }, body: JSON.parse(BODY) })],
  ['bytes', () => ({ statusCode: 409, headers: { 'content-type': 'application/problem+json', 'set-cookie': COOKIES }, rawPayload: Buffer.from(BODY) })],
  [
    'Playwright',
    () => ({
      status: () => 409,
      headers: () => ({}),
      headersArray: () => [{ name: 'Content-Type', value: 'application/problem+json' }, ...COOKIES.map((value) => ({ name: 'Set-Cookie', value }))],
      text: async () => BODY,
    }),
  ],
];
const COOKIES = ['a=1; Expires=Thu, 01 Jan 2026 00:00:00 GMT', 'b=2'];

describe('readAnswer()', () => {
  it.each(CLIENTS)('reads a response of %s', async (_client, ask) => {
    const { status, fields, body } = (await readAnswer('toBeProblem()', await ask())) as Answer;
    expect({ status, body, cookies: fields.get('set-cookie'), type: fields.get('content-type') }).toEqual({
      status: 409,
      body: BODY,
      cookies: COOKIES,
      type: ['application/problem+json'],
    });
  });

  it('waits for a promise of a response', async () => {
    expect(await readAnswer('toBeProblem()', fetch(url))).toMatchObject({ status: 409, body: BODY });
  });

  it('leaves the body of a Response to the test, and reads it once for all matchers', async () => {
    const response = await fetch(url);
    await readAnswer('toBeProblem()', response);
    expect(await response.json()).toEqual(JSON.parse(BODY));
    expect(await readAnswer('toBeProblem()', response)).toMatchObject({ body: BODY });
  });

  it('says what to do about a body that the test has read', async () => {
    const response = await fetch(url);
    await response.text();
    expect(() => readAnswer('toBeProblem()', response)).toThrow(/Found a Response whose body the test has read already\..*response\.clone\(\)/s);
  });

  it('says what to do about a body that nobody has read', async () => {
    const response = await incoming();
    expect(() => readAnswer('assertProblem()', response)).toThrow(/assertProblem\(\).*Found a response whose body is a stream.*node:stream\/consumers/s);
    response.resume();
  });

  it.each([undefined, null, 7, 'a page', {}, { status: 409 }, { headers: {} }, () => {}])('refuses %s', (value) => {
    expect(() => readAnswer('toBeProblem()', value)).toThrow(/halyard\/testing: toBeProblem\(\).*Expected a response of fetch, supertest/s);
  });

  it('refuses a promise where it must not wait', () => {
    expect(() => headOf('flashOf()', Promise.resolve({}))).toThrow(/Found a promise.*await it/s);
  });
});
