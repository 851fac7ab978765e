import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import vision from '@hapi/vision';
import ejs from 'ejs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, hapiServer } from '../../../tests/support/hapi-server.ts';

const BROWSER = { accept: 'text/html', 'sec-fetch-dest': 'document', 'sec-fetch-site': 'same-origin' };
const VIEWS: Readonly<Record<string, string>> = {
  '404.html': '<p>No such page: <%= reference %>, <%= shop %></p>',
  '403.html': '<%= noSuchLocal %>',
  'signup.html': '<p><%= errors.first("email") %>|<%= old("email") %>|<%= typeof form.error %>|<%= flash %></p>',
};

describe('views and forms on hapi', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'halyard-'));
    for (const [name, text] of Object.entries(VIEWS)) await writeFile(join(folder, name), text);
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function shop(firstPlugin: 'vision' | 'halyard') {
    const flash = { secret: 'a secret of the tests, and of nobody else' };
    const made = await hapiServer({ flash }, { prepare: (server) => firstPlugin === 'vision' && server.register(vision) });
    const { server } = made;
    if (firstPlugin === 'halyard') await server.register(vision);
    server.views({ engines: { html: { compile: (text: string) => ejs.compile(text) as never } }, path: folder, context: { shop: 'Bakery' } });
    server.route([
      { method: 'GET', path: '/signup', handler: (_request, h) => h.view('signup', { flash: 'the app’s own' }) },
      { method: 'POST', path: '/signup', handler: (_request, h) => h.badRequest([{ path: ['email'], message: 'Not an address' }], '/signup') },
      { method: 'GET', path: '/owner', handler: (_request, h) => h.forbidden('Only the owner may') },
      { method: 'GET', path: '/gone', handler: (_request, h) => h.gone() },
    ]);
    return made;
  }

  it('show the views of Vision, with its own context', async () => {
    const { server } = await shop('vision');
    const { status, text } = await ask(server, '/nowhere', { headers: BROWSER });
    expect([status, text]).toEqual([404, expect.stringMatching(/^<p>No such page: [A-Z0-9]{4}-[A-Z0-9]{4}, Bakery<\/p>$/)]);
  });

  it('show the built-in page for a view that is not there, and for one that fails', async () => {
    const { server, log } = await shop('vision');
    for (const [path, status] of [
      ['/gone', 410],
      ['/owner', 403],
    ] as const) {
      const page = await ask(server, path, { headers: BROWSER });
      expect([page.status, page.text]).toEqual([status, expect.stringContaining('<main')]);
    }
    expect(log.filter(({ level }) => level === 'error').map(({ line }) => line)).toEqual([expect.stringContaining('noSuchLocal')]);
  });

  it.each(['vision', 'halyard'] as const)('send a form back to its page once, with %s registered first', async (firstPlugin) => {
    const { server } = await shop(firstPlugin);
    const headers = { ...BROWSER, 'content-type': 'application/x-www-form-urlencoded' };
    const posted = await ask(server, '/signup', { method: 'POST', headers, body: 'email=nobody' });
    expect([posted.status, posted.headers.get('location')]).toEqual([303, '/signup']);
    const cookie = posted.headers
      .getSetCookie()
      .map((field) => field.split(';', 1)[0])
      .join('; ');
    const page = await ask(server, '/signup', { headers: { ...BROWSER, cookie } });
    expect(page.text).toBe('<p>Not an address|nobody|function|the app’s own</p>');
    expect((await ask(server, '/signup', { headers: BROWSER })).text).toBe('<p>||function|the app’s own</p>');
  });
});
