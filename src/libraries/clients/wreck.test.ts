import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Boom from '@hapi/boom';
import Wreck from '@hapi/wreck';
import createError from 'http-errors';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, answerOf, errorOf, passed, thrown } from '../../../tests/support/answer-of.ts';
import { thrownOnExpress } from '../../../tests/support/express-app.ts';
import { ask, hapiServer } from '../../../tests/support/hapi-server.ts';

type Heard = Pick<Answer, 'status' | 'problem' | 'headers'>;

async function thrownOnHapi(error: unknown): Promise<Heard> {
  const { server } = await hapiServer();
  server.route({ method: 'GET', path: '/', handler: () => Promise.reject(error) });
  const { status, headers, json } = await ask(server);
  const { reference: _, ...problem } = json;
  return { status, headers, problem };
}

const HOSTS: readonly (readonly [string, (error: unknown) => Promise<Heard>])[] = [
  ['node:http', thrown],
  ['Express', thrownOnExpress],
  ['hapi', thrownOnHapi],
];

/** The answers of the upstream, by path. Each other path is a 404. */
const ANSWERS: Readonly<Record<string, readonly [status: number, fields: Record<string, string>, body: string]>> = {
  '/broken': [200, { 'content-type': 'application/json' }, '{"hunter2'],
  '/prototype': [200, { 'content-type': 'application/json' }, '{"__proto__":{"hunter2":1}}'],
  '/text': [200, { 'content-type': 'text/plain' }, 'hunter2'],
  '/again': [302, { location: '/again' }, ''],
  '/lost': [302, {}, ''],
  '/paused': [503, { 'retry-after': '9' }, ''],
};

describe('the error of Wreck, hapi’s HTTP client', () => {
  let upstream: Server;
  let url: string;
  let closed: string;
  beforeAll(async () => {
    upstream = createServer((req, res) => {
      if (req.url === '/silent') return;
      if (req.url === '/half') return void res.writeHead(200, { 'content-length': '9' }).write('half');
      const [status, fields, body] = ANSWERS[req.url ?? ''] ?? [404, { 'content-type': 'application/json' }, '{"message":"hunter2"}'];
      res.writeHead(status, { 'set-cookie': 'sid=upstream', 'www-authenticate': 'Upstream', ...fields }).end(body);
    }).listen(0, '127.0.0.1');
    await once(upstream, 'listening');
    url = `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`;
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    closed = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
    other.close();
  });
  afterAll(() => {
    upstream.closeAllConnections();
    upstream.close();
  });

  /** Each way in which Wreck fails, with the status that Wreck gives its error. */
  const failures: readonly [string, number, () => unknown][] = [
    ['a 404', 404, () => Wreck.get(`${url}/`)],
    ['a 503', 503, () => Wreck.get(`${url}/paused`)],
    ['no answer in time', 504, () => Wreck.get(`${url}/silent`, { timeout: 50 })],
    ['no connection', 502, () => Wreck.get(closed)],
    ['half an answer in time', 408, () => Wreck.get(`${url}/half`, { timeout: 50 })],
    ['an answer that is too long', 413, () => Wreck.get(`${url}/text`, { maxBytes: 3 })],
    ['an answer that is no JSON', 406, () => Wreck.get(`${url}/text`, { json: 'strict' })],
    ['an answer that is no JSON, read later', 406, async () => Wreck.read(await Wreck.request('GET', `${url}/text`), { json: 'strict' })],
    ['an answer with broken JSON', 502, () => Wreck.get(`${url}/broken`, { json: true })],
    ['an answer with broken JSON, read later', 502, async () => Wreck.read(await Wreck.request('GET', `${url}/broken`), { json: true })],
    ['an answer with a prototype', 502, () => Wreck.get(`${url}/prototype`, { json: true })],
    ['too many redirects', 502, () => Wreck.get(`${url}/again`, { redirects: 1 })],
    ['a redirect to nowhere', 502, () => Wreck.get(`${url}/lost`, { redirects: 1 })],
  ];

  it.each(failures)('has a status from Wreck itself: %s', async (_, status, call) => {
    expect((await errorOf(call)) as Boom.Boom).toMatchObject({ isBoom: true, output: { statusCode: status } });
  });

  describe.each(HOSTS)('thrown on %s', (_, answer) => {
    it.each(failures)('is a 500 without anything from the upstream: %s', async (__, ___, call) => {
      const { status, problem, headers } = await answer(await errorOf(call));
      expect([status, problem]).toEqual([500, { title: 'Internal Server Error', status: 500 }]);
      expect([headers.get('set-cookie'), headers.get('www-authenticate'), headers.get('retry-after')]).toEqual([null, null, null]);
    });
  });

  it.each(failures)('adds nothing to a response that it is passed to: %s', async (_, __, call) => {
    const error = await errorOf(call);
    expect((await passed(error)).problem).toEqual({ title: 'Bad Request', status: 400 });
    expect((await answerOf((res) => res.badGateway(error as Error))).problem).toEqual({ title: 'Bad Gateway', status: 502 });
  });

  it.each(failures)('has the status that the app gives it with boomify(), without the text: %s', async (_, __, call) => {
    for (const message of [undefined, 'No such order']) {
      const wrapped = Boom.boomify((await errorOf(call)) as Error, { statusCode: 409, ...(message && { message }) });
      const { status, problem, everything } = await thrown(wrapped);
      expect([status, problem]).toEqual([409, { title: 'Conflict', status: 409 }]);
      expect(everything).not.toContain('hunter2');
    }
  });

  it.each(failures)('is recognised when http-errors has wrapped it: %s', async (_, __, call) => {
    const { status, problem } = await thrown(createError(404, (await errorOf(call)) as Error));
    expect([status, problem]).toEqual([500, { title: 'Internal Server Error', status: 500 }]);
  });

  it.each<[string, Boom.Boom, number, string | undefined]>([
    ['of a timeout', Boom.gatewayTimeout('The bakery does not answer'), 504, undefined],
    ['of a server behind the app', Boom.badGateway('The bakery is closed', { url: 'https://bakery.example' }), 502, undefined],
    ['about a payload', Boom.badRequest('Bad signature', { payload: Buffer.from('x') }), 400, 'Bad signature'],
    ['with a response in its data', Boom.conflict('Already paid', { res: { statusCode: 409 }, isResponseError: false }), 409, 'Already paid'],
    [
      'of a body that is too long',
      Boom.entityTooLarge('Payload content length greater than maximum allowed: 20'),
      413,
      'Payload content length greater than maximum allowed: 20',
    ],
  ])('is not mistaken for a Boom of the app %s', async (_, error, expected, detail) => {
    const { status, problem } = await thrown(error);
    expect([status, problem['detail']]).toEqual([expected, detail]);
  });
});
