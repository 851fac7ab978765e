import { createRequire } from 'node:module';
import cookie from '@fastify/cookie';
import cors from '@fastify/cors';
import formbody from '@fastify/formbody';
import multipart from '@fastify/multipart';
import session from '@fastify/session';
import { describe, expect, it } from 'vitest';
import { browser, newApp, PAGE, QUIET } from '../../../tests/support/fastify-app.ts';
import { sessionFlash } from '../../forms/stores/session-flash.ts';
import { halyard } from './fastify.ts';

const require = createRequire(import.meta.url);
// Not its types, which have methods of our names on FastifyReply.
const sensible = require('@fastify/sensible');

describe('beside @fastify/sensible', () => {
  it('Halyard throws an error that the names are taken, with a solution', async () => {
    const app = newApp();
    app.register(sensible).register(halyard, QUIET);
    await expect(app.ready()).rejects.toThrow(/E_NAME_TAKEN[\s\S]*namespace: 'halyard'/);
  });

  it.each(['before', 'after'])('has a namespace, registered %s it; errors and unmatched routes are answered as ever', async (when) => {
    const app = newApp();
    const own = { ...QUIET, namespace: 'halyard', views: { render: async (name: string) => (name === '410' ? '<h1>Gone</h1>' : undefined) } };
    if (when === 'before') app.register(halyard, own).register(sensible);
    else app.register(sensible).register(halyard, own);
    // biome-ignore lint/suspicious/noExplicitAny: a namespace has types only if the app declares them, as in docs/fastify.md
    const namespaceOf = (reply: unknown) => (reply as any).halyard;
    app.get('/ours', async (_request, reply) => namespaceOf(reply).conflict('Taken.'));
    app.get('/page', async (_request, reply) => namespaceOf(reply).gone());
    app.get('/theirs', (_request, reply) => (reply as unknown as { notFound(text: string): never }).notFound('No such berth.'));
    app.get('/form', async (_request, reply) => namespaceOf(reply).form.errors.first() ?? 'none');
    await app.register(formbody);
    app.post('/form', (_request, reply) => namespaceOf(reply).badRequest('No.', '/form'));
    expect((await app.inject('/ours')).json()).toMatchObject({ status: 409, detail: 'Taken.' });
    expect((await app.inject({ url: '/page', headers: PAGE })).body).toBe('<h1>Gone</h1>');
    // An error of http-errors with `expose: true`.
    expect((await app.inject('/theirs')).json()).toMatchObject({ title: 'Not Found', status: 404, detail: 'No such berth.' });
    expect((await app.inject('/none')).json()).toMatchObject({ title: 'Not Found' });
    const ask = browser(app);
    expect(await ask('POST', '/form', 'boat=Petrel')).toMatchObject({ status: 303, location: '/form' });
    expect((await ask('GET', '/form')).body).toBe('No.');
  });
});

describe('beside @fastify/multipart', () => {
  it.each([true, 'keyValues'] as const)(
    'a form gets back what was typed, and neither files nor secrets: attachFieldsToBody: %s',
    async (attachFieldsToBody) => {
      const app = newApp();
      await app.register(halyard, QUIET);
      await app.register(multipart, { attachFieldsToBody });
      const names = ['boat', 'password', 'chart', 'crew'];
      app.get('/signup', async (_request, reply) => names.map((name) => reply.form.old(name)).join('|'));
      app.post('/signup', (_request, reply) => reply.badRequest([{ path: ['boat'], message: 'Tell us its name.' }], '/signup'));
      const part = (name: string, text: string, more = '') => `--b\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n${text}\r\n`;
      const payload = [
        part('boat', 'Petrel'),
        part('password', 'S3CRET'),
        part('chart', 'S3CRET', '; filename="chart.txt"'),
        part('crew', 'Ann'),
        part('crew', 'Bo'),
      ];
      const headers = { ...PAGE, 'content-type': 'multipart/form-data; boundary=b', 'sec-fetch-site': 'same-origin' };
      const { cookies } = await app.inject({ method: 'POST', url: '/signup', headers, payload: `${payload.join('')}--b--\r\n` });
      const page = await app.inject({ url: '/signup', headers: PAGE, cookies: Object.fromEntries(cookies.map(({ name, value }) => [name, value])) });
      expect(page.body).toMatch(/^Petrel\|\|\|Ann/);
    },
  );
});

describe('beside @fastify/session', () => {
  it.each(['before', 'after'])('the session keeps the flash, registered %s it', async (when) => {
    const app = newApp();
    const own = { ...QUIET, flash: { store: sessionFlash() } };
    if (when === 'before') await app.register(halyard, own);
    await app.register(cookie);
    await app.register(session, { secret: 'a secret of the session, 123456789012', cookie: { secure: false }, saveUninitialized: false });
    await app.register(formbody);
    if (when === 'after') await app.register(halyard, own);
    app.get('/signup', async (_request, reply) => `${reply.form.errors.first()}|${reply.form.old('boat')}|${reply.form.flash('info')}`);
    app.post('/signup', (_request, reply) => reply.badRequest([{ path: ['boat'], message: 'Tell us its name.' }], '/signup'));
    app.post('/book', async (_request, reply) => {
      reply.form.flash('info', 'Booked.');
      return reply.redirect('/signup', 303);
    });
    const ask = browser(app);
    expect(await ask('POST', '/signup', 'boat=Petrel')).toMatchObject({ status: 303, location: '/signup' });
    expect((await ask('GET', '/signup')).body).toBe('Tell us its name.|Petrel|');
    expect((await ask('GET', '/signup')).body).toBe('||');
    expect((await ask('POST', '/book', '')).status).toBe(303);
    expect((await ask('GET', '/signup')).body).toBe('||Booked.');
    // Of a visitor who had no session before.
    const another = browser(app);
    await another('POST', '/book', '');
    expect((await another('GET', '/signup')).body).toBe('||Booked.');
  });
});

describe('beside @fastify/cors', () => {
  it('a script of another origin reads an error, its reference and what matched nothing', async () => {
    const app = newApp();
    await app.register(cors, { origin: 'https://app.example' });
    await app.register(halyard, QUIET);
    app.get('/fails', () => Promise.reject(new Error('S3CRET')));
    for (const url of ['/fails', '/none']) {
      const { headers } = await app.inject({ url, headers: { origin: 'https://app.example' } });
      expect(headers).toMatchObject({ 'access-control-allow-origin': 'https://app.example', 'access-control-expose-headers': 'Error-Reference' });
    }
  });
});
