import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import formbody from '@fastify/formbody';
import view from '@fastify/view';
import ejs from 'ejs';
import type { FastifyInstance } from 'fastify';
import { afterAll, describe, expect, it } from 'vitest';
import { browser, newApp, QUIET } from '../../../tests/support/fastify-app.ts';
import { halyard } from './fastify.ts';

const folder = mkdtempSync(join(tmpdir(), 'halyard-fastify-'));
for (const [name, text] of Object.entries({
  404: '<h1><%= title %></h1> <%= harbour %>',
  409: '<%= nowhere.at.all %>',
  410: '<%- include("part") %>',
  signup: '<%= errors.first() %>|<%= old("boat") %>|<%= flash("info") %>|<%= typeof form %>|<%= locals.user %>',
}))
  writeFileSync(join(folder, `${name}.ejs`), text);
afterAll(() => rmSync(folder, { recursive: true }));

describe('beside @fastify/view', () => {
  const withViews = async (options: object = {}): Promise<FastifyInstance> => {
    const app = newApp();
    await app.register(halyard, { ...QUIET, locals: { harbour: 'Kittiwake' }, ...options });
    await app.register(view, { engine: { ejs }, root: folder });
    await app.register(formbody);
    return app;
  };

  it('its engine and folder render the error pages, after the views of the options', async () => {
    const app = await withViews({ views: { render: (name: string) => (name === '403' ? 'of the options' : undefined) } });
    app.get('/forbidden', (_request, reply) => reply.forbidden());
    expect(await browser(app)('GET', '/none')).toMatchObject({ status: 404, body: '<h1>Not Found</h1> Kittiwake' });
    expect((await browser(app)('GET', '/forbidden')).body).toBe('of the options');
  });

  it('a page that is not there, or that fails, is the built-in one, with the same status', async () => {
    const app = await withViews();
    app.get('/500', (_request, reply) => reply.serverError());
    app.get('/409', (_request, reply) => reply.conflict());
    app.get('/410', (_request, reply) => reply.gone());
    for (const status of [500, 409, 410, 500]) expect(await browser(app)('GET', `/${status}`)).toMatchObject({ status, body: expect.stringContaining('<h1>') });
  });

  it('every view of reply.view() has errors, old, flash and form, once, beside locals of the app', async () => {
    const app = await withViews();
    app.addHook('preHandler', async (_request, reply) => {
      (reply as unknown as { locals: object }).locals = { user: 'Ada' };
    });
    app.get('/signup', (_request, reply) => reply.view('signup') as never);
    app.post('/signup', (_request, reply) => reply.badRequest([{ path: ['boat'], message: 'Tell us its name.' }], '/signup'));
    const ask = browser(app);
    expect(await ask('POST', '/signup', 'boat=Petrel')).toMatchObject({ status: 303, location: '/signup' });
    expect((await ask('GET', '/signup')).body).toBe('Tell us its name.|Petrel||object|Ada');
    expect((await ask('GET', '/signup')).body).toBe('|||object|Ada');
  });

  it('logs that @fastify/view was registered first, and leaves its locals unchanged', async () => {
    const app = newApp();
    await app.register(view, { engine: { ejs }, root: folder });
    const lines: string[] = [];
    const add = (_record: object, line: string) => void lines.push(line);
    await app.register(halyard, { ...QUIET, logger: { error: add, warn: add, info: add, debug: add }, locals: { harbour: 'Kittiwake' } });
    app.get('/signup', (_request, reply) => reply.view('signup', { ...reply.form.locals }) as never);
    expect(lines[0]).toContain('@fastify/view');
    const ask = browser(app);
    expect((await ask('GET', '/none')).body).toBe('<h1>Not Found</h1> Kittiwake');
    expect((await ask('GET', '/signup')).body).toBe('|||object|');
  });
});
