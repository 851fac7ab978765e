import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { bearerAuth } from 'hono/bearer-auth';
import { csrf } from 'hono/csrf';
import { HTTPException } from 'hono/http-exception';
import { ipRestriction } from 'hono/ip-restriction';
import { jwk } from 'hono/jwk';
import { jwt, sign, verify } from 'hono/jwt';
import { timeout } from 'hono/timeout';
import { validator } from 'hono/validator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerOf, errorOf, thrown } from '../../../tests/support/answer-of.ts';
import { unauthorized } from '../../core/responses/index.ts';
import { halyard } from './hono.ts';

const SECRET = 'a secret of the server';
const now = Math.floor(Date.now() / 1000);
const CLAIMS = { sub: 'h-u-n-t-e-r-2', iss: 'hunter2', aud: 'hunter2' };
/** Two parts of three: `header.payload`, whose base64 is in whatever quotes the token. */
const partsOf = (token: string): readonly string[] => token.split('.').filter((part) => part.length > 6);
const token = (claims: object, secret = SECRET, alg: 'HS256' | 'HS512' = 'HS256'): Promise<string> => sign({ ...CLAIMS, ...claims }, secret, alg);
const header = (value: object): string =>
  `${Buffer.from(JSON.stringify(value)).toString('base64url')}.${Buffer.from('{"sub":"hunter2"}').toString('base64url')}.aGVsbG8`;

const TOKENS: readonly (readonly [string, () => string | Promise<string>])[] = [
  ['a text', () => 'hunter2-hunter2'],
  ['two parts', () => 'hunter2.hunter2'],
  ['three parts that are none', () => 'hunter2.hunter2.hunter2'],
  ['a signature that is no base64', async () => `${(await token({})).split('.').slice(0, 2).join('.')}.hunter2!`],
  ['another signature', () => token({}, 'another secret')],
  ['another algorithm', () => token({}, SECRET, 'HS512')],
  ['an algorithm that nobody knows', () => header({ alg: 'hunter2', typ: 'JWT' })],
  ['no algorithm', () => header({ alg: 'none', typ: 'hunter2' })],
  ['one that has expired', () => token({ exp: now - 60 })],
  ['one that is not valid yet', () => token({ nbf: now + 600 })],
  ['one from the future', () => token({ iat: now + 600 })],
  ['another issuer', () => token({ iss: 'hunter2-hunter2' })],
  ['no issuer', () => token({ iss: undefined })],
  ['another audience', () => token({ aud: ['hunter2-hunter2'] })],
  ['no audience', () => token({ aud: undefined })],
];

describe('a token that hono/jwt refuses', () => {
  const lines: string[] = [];
  const log = (...line: readonly unknown[]): void => void lines.push(JSON.stringify(line));
  const app = new Hono();
  halyard(app, { environment: 'production', logger: { error: log, warn: log, info: log, debug: log } });
  const verification = { iss: 'hunter2', aud: 'hunter2' };
  app.use('/header', jwt({ secret: SECRET, alg: 'HS256', realm: 'harbour', verification }));
  app.use('/cookie', jwt({ secret: SECRET, alg: 'HS256', realm: 'harbour', cookie: 'auth', verification }));
  app.use('/jwk', jwk({ keys: [], alg: ['RS256'], realm: 'harbour' }));
  const check = (sent: string): Promise<unknown> => verify(sent, SECRET, { alg: 'HS256', ...verification });
  app.get('/thrown', (c) => check(c.req.header('x-token') as string) as never);
  app.get('/given', async (c) => c.var.reply.unauthorized('No', { cause: await errorOf(() => check(c.req.header('x-token') as string)) }));
  app.get('/passed', async (c) => c.var.reply.serverError(await errorOf(() => check(c.req.header('x-token') as string))));
  app.get('/ours', async (c) => {
    throw unauthorized('No', { cause: await errorOf(() => check(c.req.header('x-token') as string)) });
  });
  app.get('/exception', async (c) => {
    throw new HTTPException(401, { message: 'No', cause: await errorOf(() => check(c.req.header('x-token') as string)) });
  });
  app.get('/behind', async (c) => {
    throw new Error('no session', { cause: new Error('no token', { cause: await errorOf(() => check(c.req.header('x-token') as string)) }) });
  });
  app.get('/any', (c) => Promise.any([check(c.req.header('x-token') as string), check(c.req.header('x-token') as string)]) as never);

  const server = createServer(getRequestListener(app.fetch));
  let url: string;
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => void server.close());

  it.each(TOKENS)('is in no answer and no line of the log: %s', async (_, make) => {
    const sent = await make();
    const asked: readonly (readonly [string, Record<string, string>, number])[] = [
      ['/header', { authorization: `Bearer ${sent}` }, 401],
      ['/cookie', { cookie: `auth=${sent}` }, 401],
      ['/jwk', { authorization: `Bearer ${sent}` }, 401],
      ['/exception', { 'x-token': sent }, 401],
      ['/given', { 'x-token': sent }, 401],
      ['/ours', { 'x-token': sent }, 401],
      ['/thrown', { 'x-token': sent }, 500],
      ['/passed', { 'x-token': sent }, 500],
      ['/behind', { 'x-token': sent }, 500],
      ['/any', { 'x-token': sent }, 500],
    ];
    for (const [path, headers, status] of asked) {
      lines.length = 0;
      const answer = await fetch(`${url}${path}`, { headers: { accept: 'application/json', ...headers } });
      const text = `${await answer.text()}${JSON.stringify([...answer.headers])}`;
      expect([path, answer.status]).toEqual([path, status]);
      expect(lines.length).toBeGreaterThan(0);
      for (const part of [sent, ...partsOf(sent), 'h-u-n-t-e-r-2', 'hunter2-hunter2']) {
        expect(text).not.toContain(part);
        expect(lines.join('\n')).not.toContain(part);
      }
    }
  });

  it('leaves the class of the failure and where it was thrown in the log of a 500', async () => {
    lines.length = 0;
    await fetch(`${url}/thrown`, { headers: { 'x-token': 'hunter2' } });
    const [{ err }] = JSON.parse(lines[0] as string) as [{ err: { name: string; message: string; stack: string } }];
    expect([err.name, err.message]).toEqual(['JwtTokenInvalid', expect.stringContaining('left out: it quotes')]);
    expect(err.stack).toMatch(/\n {4}at /);
  });

  it('is sent with its challenge', async () => {
    const answer = await fetch(`${url}/header`, { headers: { authorization: 'Bearer hunter2' } });
    expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer realm="harbour",error="invalid_token"/);
  });

  it('is in no line of the log on another host either', async () => {
    const error = await errorOf(() => check('hunter2-hunter2'));
    expect((await thrown(error)).everything).not.toContain('hunter2-hunter2');
    expect((await answerOf((res) => res.unauthorized('No', { cause: error }))).everything).not.toContain('hunter2-hunter2');
    expect((await answerOf((res) => res.unauthorized(error as Error))).everything).not.toContain('hunter2-hunter2');
  });
});

describe('what other middleware of Hono’s refuses', () => {
  const lines: string[] = [];
  const log = (...line: readonly unknown[]): void => void lines.push(JSON.stringify(line));
  const app = new Hono();
  halyard(app, { environment: 'production', logger: { error: log, warn: log, info: log, debug: log } });
  app.use('/bearer', bearerAuth({ token: 'the token' }));
  app.use('/bearer-checked', bearerAuth({ verifyToken: (sent) => Promise.reject(new Error('S3CRET', { cause: sent.length })) }));
  app.use('/bearer-words', bearerAuth({ token: 'the token', invalidToken: { message: { error: 'Not this token' } } }));
  app.post('/csrf', csrf());
  app.use(
    '/ip',
    ipRestriction(() => ({ remote: { address: '192.0.2.1', addressType: 'IPv4' } }) as never, { denyList: ['192.0.2.1'] }),
  );
  app.use('/slow', timeout(10)).get('/slow', () => new Promise<Response>(() => {}));
  app.post(
    '/form',
    validator('form', (body) => body),
  );
  app.get('/wrapped', () => {
    throw new HTTPException(400, { cause: new Error('S3CRET') });
  });
  app.get('/response', () => {
    throw new HTTPException(409, { res: Response.json({ order: 7 }, { status: 409 }), cause: new Error('S3CRET') });
  });

  const bearer = { authorization: 'Bearer hunter2-hunter2' };
  it.each<[string, string, RequestInit, number, string | null]>([
    ['bearerAuth, no token', '/bearer', {}, 401, 'Bearer realm=""'],
    ['bearerAuth, no bearer', '/bearer', { headers: { authorization: 'hunter2-hunter2' } }, 400, 'Bearer error="invalid_request"'],
    ['bearerAuth, another token', '/bearer', { headers: bearer }, 401, 'Bearer error="invalid_token"'],
    ['bearerAuth, a check that fails', '/bearer-checked', { headers: bearer }, 500, null],
    ['bearerAuth, the app’s own body', '/bearer-words', { headers: bearer }, 401, 'Bearer error="invalid_token"'],
    ['csrf', '/csrf', { method: 'POST', headers: { 'content-type': 'text/plain', origin: 'https://hunter2-hunter2.example' } }, 403, null],
    ['ipRestriction', '/ip', {}, 403, null],
    ['timeout', '/slow', {}, 504, null],
    ['validator', '/form', { method: 'POST', headers: { 'content-type': 'multipart/form-data; boundary=b' }, body: 'hunter2-hunter2' }, 400, null],
    ['an exception with a cause', '/wrapped', {}, 400, null],
    ['an exception with a Response and a cause', '/response', {}, 409, null],
  ])('keeps status and challenge, and no text of an error: %s', async (_, path, init, status, challenge) => {
    lines.length = 0;
    const answer = await app.request(path, { ...init, headers: { accept: 'application/json', ...init.headers } });
    const text = await answer.text();
    expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([status, challenge]);
    expect(text).not.toMatch(/S3CRET|hunter2/);
    expect(lines.join('\n')).not.toContain('hunter2');
  });
});
