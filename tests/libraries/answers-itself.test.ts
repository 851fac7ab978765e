import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { initTRPC } from '@trpc/server';
import { createExpressMiddleware } from '@trpc/server/adapters/express';
import express, { type RequestHandler } from 'express';
import basicAuth from 'express-basic-auth';
import fileUpload from 'express-fileupload';
import { rateLimit } from 'express-rate-limit';
import { createHandler } from 'graphql-http/lib/use/express';
import { createProxyMiddleware } from 'http-proxy-middleware';
import passport from 'passport';
import { Strategy } from 'passport-local';
import { describe, expect, it } from 'vitest';
import { halyard } from '../../src/adapters/express/express.ts';
import { apolloMiddleware } from './apollo.ts';

type Handlers = readonly RequestHandler[];
type Ask = (origin: string) => Promise<Response>;

const JSON_FIELDS = { accept: 'application/problem+json, application/json;q=0.9', 'content-type': 'application/json', connection: 'close' };
const get: Ask = (origin) => fetch(origin, { headers: { accept: 'application/problem+json, application/json;q=0.9', connection: 'close' } });
const send =
  (path: string, body: string): Ask =>
  (origin) =>
    fetch(origin + path, { method: 'POST', headers: JSON_FIELDS, body });
const upload: Ask = (origin) => {
  const body = new FormData();
  body.set('photo', new Blob(['a photo that is larger than ten bytes']), 'photo.png');
  return fetch(origin, { method: 'POST', headers: { accept: 'application/problem+json, application/json;q=0.9', connection: 'close' }, body });
};

async function answerOf(
  handlers: Handlers,
  ask: Ask,
): Promise<{ readonly status: number; readonly type: string; readonly headers: Headers; readonly text: string }> {
  const app = express();
  halyard(app, { environment: 'production', logger: false });
  app.use(...handlers);
  app.use((_req, res) => void res.json('through'));
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const response = await ask(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    const type = response.headers.get('content-type') ?? 'none';
    return { status: response.status, type: type.split(';', 1)[0] as string, headers: response.headers, text: await response.text() };
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

passport.use(new Strategy((_name, _password, done) => done(null, false)));
const login = (options: object): Handlers => [express.json(), passport.authenticate('local', { session: false, ...options }) as RequestHandler];
const limited = (options: object): Handlers => [rateLimit({ limit: 1, windowMs: 60_000, standardHeaders: 'draft-8', validate: false, ...options })];
const twice: Ask = async (origin) => {
  await (await get(origin)).text();
  return get(origin);
};
/** Port 9 is `discard`. No service listens there on a loopback address. */
const proxied = (options: object): Handlers => [createProxyMiddleware({ target: 'http://127.0.0.1:9', ...options })];
const uploads = (options: object): Handlers => [fileUpload({ limits: { fileSize: 10 }, abortOnLimit: true, ...options }) as RequestHandler];

const own: RequestHandler = (req, res, next) => {
  if (req.headers.authorization === undefined) res.unauthorized(undefined, { headers: { 'WWW-Authenticate': 'Basic' } });
  else next();
};

describe.each<[library: string, itself: Handlers, ask: Ask, answer: string, handed: Handlers, line: string]>([
  [
    'http-proxy-middleware',
    proxied({}),
    get,
    '504 none',
    proxied({ on: { error: (error: Error, _req: unknown, res: express.Response) => res.badGateway(error) } }),
    'on: { error: (error, req, res) => res.badGateway(error) }',
  ],
  [
    'express-rate-limit',
    limited({}),
    twice,
    '429 text/html',
    limited({ handler: (_req: unknown, res: express.Response) => res.tooManyRequests() }),
    'handler: (req, res) => res.tooManyRequests()',
  ],
  ['passport', login({}), send('/', '{"username":"ann","password":"x"}'), '401 none', login({ failWithError: true }), 'failWithError: true'],
  ['express-basic-auth', [basicAuth({ users: { ann: 'x' } }) as RequestHandler], get, '401 text/html', [own], "headers: { 'WWW-Authenticate': 'Basic' }"],
  [
    'express-fileupload',
    uploads({}),
    upload,
    '413 none',
    uploads({ limitHandler: (_req: unknown, res: express.Response) => res.contentTooLarge() }),
    'limitHandler: (req, res) => res.contentTooLarge()',
  ],
])('%s', (library, itself, ask, answer, handed, line) => {
  it('answers by itself', async () => {
    const { status, type } = await answerOf(itself, ask);
    expect(`${status} ${type}`).toBe(answer);
  });

  it('hands over with the line of docs/other-errors.md', async () => {
    const { status, type, headers, text } = await answerOf(handed, ask);
    expect(type).toBe('application/problem+json');
    expect(status).toBe(library === 'http-proxy-middleware' ? 502 : Number(answer.split(' ', 1)[0]));
    expect(JSON.parse(text)).toMatchObject({ status });
    if (library === 'express-basic-auth') expect(headers.get('www-authenticate')).toBe('Basic');
    if (library === 'express-rate-limit') expect(headers.get('retry-after')).toMatch(/^\d+$/);
    const row = readFileSync(new URL('../../docs/other-errors.md', import.meta.url), 'utf8')
      .split('\n')
      .find((one) => one.startsWith(`| ${library} `));
    expect(row).toContain(line);
  });
});

// graphql-http loads the CommonJS of graphql, and graphql refuses a schema that its ES modules have made.
const { buildSchema } = createRequire(import.meta.url)('graphql') as typeof import('graphql');
const schema = buildSchema('type Query { order: String }');
const rootValue = {
  order: () => {
    throw new Error('the order table');
  },
};
const t = initTRPC.create({ isDev: false });
const router = t.router({ order: t.procedure.query(rootValue.order) });

describe.each<[string, () => Promise<Handlers>, Ask, string, RegExp]>([
  [
    'graphql-http',
    async () => [express.json(), createHandler({ schema, rootValue }) as RequestHandler],
    send('/', '{"query":"{ order }"}'),
    '200 application/json',
    /"errors":\[/,
  ],
  [
    'Apollo Server',
    async () => [express.json(), await apolloMiddleware('type Query { order: String }', { Query: rootValue })],
    send('/', '{"query":"{ order }"}'),
    '200 application/json',
    /"errors":\[/,
  ],
  [
    "tRPC's adapter",
    async () => [express.json(), createExpressMiddleware({ router }) as RequestHandler],
    (origin) => get(`${origin}/order`),
    '500 application/json',
    /"error":\{/,
  ],
])('%s', (_library, handlers, ask, answer, body) => {
  it('answers the error of a resolver in its own format, and leaves an unreadable body to Halyard', async () => {
    const all = await handlers();
    const { status, type, text } = await answerOf(all, ask);
    expect(`${status} ${type}`).toBe(answer);
    expect(text).toMatch(body);
    const unreadable = await answerOf(all, send('/', '{"query":'));
    expect([unreadable.status, unreadable.type]).toEqual([400, 'application/problem+json']);
  }, 240_000);
});
