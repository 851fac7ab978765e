import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import cookies from '@fastify/cookie';
import csrfProtection from '@fastify/csrf-protection';
import formBody from '@fastify/formbody';
import multipart from '@fastify/multipart';
import { createAdaptorServer } from '@hono/node-server';
import { doubleCsrf } from 'csrf-csrf';
import express, { type RequestHandler } from 'express';
import session from 'express-session';
import Fastify from 'fastify';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { csrf } from 'hono/csrf';
import lusca from 'lusca';
import { beforeAll, describe, expect, it } from 'vitest';
import { halyard as onExpress } from '../../../src/adapters/express/express.ts';
import { halyard as onFastify } from '../../../src/adapters/fastify/fastify.ts';
import { halyard as onHono } from '../../../src/adapters/hono/hono.ts';
import { afterwards, hintsFor, listening } from './listening.ts';

const { ensureInstalled } = (await import(new URL('../../../scripts/separate-install.mjs', import.meta.url).href)) as {
  ensureInstalled(name: string, wanted: { manifest: object }): string;
};
const manifest = JSON.parse(readFileSync(new URL('../../forms/csrf.json', import.meta.url), 'utf8')) as object;

// biome-ignore lint/suspicious/noExplicitAny: the libraries are installed separately, so their types are not there
let load: (name: string) => any;
beforeAll(() => {
  load = createRequire(`${ensureInstalled('csrf', { manifest })}/package.json`);
}, 600_000);

const OPTIONS = { environment: 'development', logger: false } as const;
const KEY = '123456789iamasecret987654321look';
const form = (fields: Record<string, string> = {}, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  body: new URLSearchParams({ name: 'Ann', ...fields }),
  headers,
});

const MISSING = 'The CSRF check found no token. Send the token of the page, as a field of the form or as a header field.';
const REFUSED = 'The CSRF check refused the token. Perhaps the page is older than the session or the server, or the client has lost the cookie of the check.';

const sessions = (): RequestHandler => session({ secret: KEY, resave: false, saveUninitialized: true });
const LIBRARIES: readonly (readonly [string, () => readonly RequestHandler[]])[] = [
  [
    'csrf-csrf',
    () => [
      load('cookie-parser')(),
      doubleCsrf({ getSecret: () => KEY, getSessionIdentifier: () => 'ann', getCsrfTokenFromRequest: (req) => req.body?._csrf }).doubleCsrfProtection,
    ],
  ],
  ['csrf-sync', () => [sessions(), load('csrf-sync').csrfSync().csrfSynchronisedProtection]],
  ['csurf', () => [sessions(), load('@dr.pogodin/csurf').default()]],
  ['lusca', () => [sessions(), lusca.csrf()]],
  ['tiny-csrf', () => [load('cookie-parser')(KEY), createRequire(import.meta.url)('tiny-csrf')(KEY)]],
];

describe('the hint of a CSRF token', () => {
  it.each(LIBRARIES)('says with %s whether the request has a token', async (_name, middleware) => {
    const app = express();
    onExpress(app, OPTIONS);
    app.use(express.urlencoded(), ...middleware());
    const url = `${await listening(app)}/orders`;
    const [missing] = await hintsFor(url, form());
    expect([missing?.text, missing?.code]).toEqual([MISSING, expect.stringContaining('type="hidden"')]);
    const refused = await hintsFor(url, form({ _csrf: 'expired' }));
    expect(refused).toEqual([{ text: REFUSED, lines: ['The request has no cookie at all.'] }]);
    expect(await hintsFor(url, form({ _csrf: 'expired' }, { cookie: 'sid=1' }))).toEqual([{ text: REFUSED }]);
  });

  it('says with @fastify/csrf-protection whether the secret or the token is missing', async () => {
    const app = Fastify();
    afterwards(() => app.close());
    await app.register(onFastify, OPTIONS);
    await app.register(cookies);
    await app.register(formBody);
    await app.register(csrfProtection);
    app.get('/token', (_request, reply) => reply.generateCsrf());
    app.post('/orders', { preHandler: (...args) => app.csrfProtection(...args) }, () => 'ordered');
    const origin = await app.listen({ port: 0, host: '127.0.0.1' });
    expect((await hintsFor(`${origin}/orders`, form()))[0]?.text).toContain('no secret of this client');
    const cookie = (await fetch(`${origin}/token`)).headers.get('set-cookie')?.split(';')[0] ?? '';
    expect((await hintsFor(`${origin}/orders`, form({}, { cookie })))[0]?.text).toBe(MISSING);
    expect((await hintsFor(`${origin}/orders`, form({ _csrf: 'expired' }, { cookie })))[0]?.text).toBe(REFUSED);
  });

  it('explains a response with resend', async () => {
    const app = express();
    onExpress(app, OPTIONS);
    app.post('/orders', (_request, response) => void response.forbidden('Your session has ended', { resend: true }));
    const hints = await hintsFor(`${await listening(app)}/orders`, form());
    expect(hints).toEqual([{ text: expect.stringContaining('the form has expired (resend)'), see: 'docs/forms.md#when-the-visitor-is-not-at-fault' }]);
  });
});

describe('the hint of a check of Hono, whose error has no message', () => {
  async function origin(): Promise<string> {
    const app = new Hono();
    onHono(app, OPTIONS);
    app.use('/orders', csrf({ origin: 'https://shop.example.org' }));
    app.post('/orders', (c) => c.text('ordered'));
    app.post('/photos', bodyLimit({ maxSize: 4 }), (c) => c.text('kept'));
    app.post('/members', (c) => c.var.reply.forbidden('Only members may'));
    return listening(createAdaptorServer({ fetch: app.fetch, hostname: '127.0.0.1' }) as never);
  }

  it('perhaps names the origin of the form', async () => {
    const own = await origin();
    expect((await hintsFor(`${own}/orders`, form()))[0]?.text).toContain('the request has no field Origin');
    const [hint] = await hintsFor(`${own}/orders`, form({}, { origin: own }));
    expect(hint).toEqual({ text: `Perhaps csrf() of Hono refused the form: it comes from ${own}.`, code: `app.use(csrf({ origin: ["${own}"] }));` });
    expect(await hintsFor(`${own}/members`, form())).toEqual([]);
  });

  it('names the limit of a body', async () => {
    const [hint] = await hintsFor(`${await origin()}/photos`, form());
    expect(hint).toEqual({ text: expect.stringContaining('The body is too large.'), code: 'app.use(bodyLimit({ maxSize: 1_048_576 }));' });
  });
});

describe('the hint of a form without files', () => {
  it('names the attribute that is missing, and no parser', async () => {
    const app = Fastify();
    afterwards(() => app.close());
    await app.register(onFastify, OPTIONS);
    await app.register(multipart);
    app.post('/photos', async (request) => request.file());
    const url = `${await app.listen({ port: 0, host: '127.0.0.1' })}/photos`;
    const json = { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } };
    expect(await hintsFor(url, json)).toEqual([{ text: 'The request is not multipart/form-data. Add enctype="multipart/form-data" to the form.' }]);
  });
});
