import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import express, { type Express } from 'express';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { folderWith } from '../../../tests/support/view-folder.ts';
import { halyard } from '../../adapters/express/express.ts';
import type { Options } from '../../core/settings/options.ts';
import { load } from '../load.ts';

const servers: Server[] = [];
beforeEach(() => void vi.stubEnv('NODE_ENV', 'production'));
afterEach(() => {
  vi.unstubAllEnvs();
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

type Entry = { readonly level: string; readonly err?: { readonly code?: string } };

/** An Express app with these files. `prepare` runs before Halyard is mounted. */
async function appWith(files: Readonly<Record<string, string>>, prepare: (app: Express, root: string) => unknown = () => {}, options: Options = {}) {
  const root = await folderWith(files);
  const log: Entry[] = [];
  const at = (level: string) => (record: object) => void log.push({ level, ...record });
  const app = express();
  prepare(app, root);
  const logger = { error: at('error'), warn: at('warn'), info: at('info'), debug: at('debug') };
  halyard(app, { ...(await load({ root })), flash: false, logger, ...options });
  app.get('/conflict', (req, res) => res.conflict(req.query['message'] as string | undefined));
  app.post('/conflict', (_req, res) => res.conflict('taken'));
  const server = createServer(app).listen(0, '127.0.0.1');
  servers.push(server);
  await new Promise((resolve) => server.once('listening', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const ask = async (path: string, init: RequestInit = {}) => {
    const answer = await fetch(url + path, { ...init, headers: { accept: 'text/html', ...init.headers } });
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  };
  return { log, ask, failures: () => log.filter(({ err }) => err?.code === 'E_VIEW').length };
}

it('a copy is the page that a visitor gets for a call without arguments', async () => {
  const dump =
    '<%= JSON.stringify(Object.keys(locals).sort().map((name) => [name, typeof locals[name], name === "reference" || String(locals[name])])) %>' +
    '<%= form.summary() %><%= old("a", "b") %><%= flash("success").length %><%= errors.all("x").length %><%= reference %><% if (message) message.x.y %>';
  const { ask } = await appWith({ 'views/4xx.ejs': dump }, undefined, {
    locals: { site: 'Shop' },
    flash: { secret: '0123456789abcdef0123456789abcdef' },
  });
  const [real, copy] = [await ask('/conflict'), await ask('/conflict?message=x')];
  const withoutReference = ({ text, headers }: typeof real) => text.replaceAll(headers.get('error-reference') as string, 'R');
  expect(withoutReference(copy)).toBe(withoutReference(real));
  expect(copy.text).toContain('site');
});

it("a copy has the nonce of this answer's policy, and the policy stays", async () => {
  let nonces = 0;
  const { ask } = await appWith({ 'views/4xx.ejs': '<script nonce="<%= locals.nonce %>">1</script><% if (message) message.x.y %>' }, (app) =>
    app.use((_req, res, next) => {
      res.locals['nonce'] = `n${nonces++}`;
      res.setHeader('Content-Security-Policy', `script-src 'nonce-${res.locals['nonce']}'`);
      next();
    }),
  );
  for (const [path, nonce] of [
    ['/conflict', 'n0'],
    ['/conflict?message=x', 'n1'],
    ['/conflict?message=x', 'n2'],
  ]) {
    const { text, headers } = await ask(path as string);
    expect([text, headers.get('content-security-policy')]).toEqual([`<script nonce="${nonce}">1</script>`, `script-src 'nonce-${nonce}'`]);
  }
});

it('a copy has nothing that the host keeps for a request: no user, no CSRF token, no typed value', async () => {
  const view = '<%= locals.user %> <%= locals.csrfToken %> <%= typed.length %> <%= old("card") %> <% if (message) message.x.y %>';
  const { ask, failures } = await appWith({ 'views/4xx.ejs': view }, (app) => {
    app.use(express.urlencoded({ extended: false }), (_req, res, next) => {
      Object.assign(res.locals, { user: 'Ada-S3CRET', csrfToken: 'token-S3CRET' });
      next();
    });
  });
  expect((await ask('/conflict')).text).toContain('Ada-S3CRET token-S3CRET');
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const posted = await ask('/conflict', { method: 'POST', body: 'card=4111-S3CRET', headers });
  expect([posted.status, posted.text.trim().replaceAll(/\s+/g, ' '), failures()]).toEqual([409, '0', 1]);
});

it('a copy answers for a failing view of the host, if load() has a view for the status', async () => {
  const files = { 'views/4xx.ejs': '<h1>own <%= status %></h1>', 'pages/409.ejs': '<%= noSuchLocal %>' };
  const { ask, failures, log } = await appWith(files, (app, root) => app.set('views', join(root, 'pages')).set('view engine', 'ejs'));
  expect(log).toEqual([]);
  expect([(await ask('/conflict')).text, failures()]).toEqual(['<h1>own 409</h1>', 1]);
});

it('a part of a page is answered with the copy of this part, and never with a page', async () => {
  const files = { 'views/4xx.ejs': '<html>page</html>', 'views/fragments/409.ejs': '<p>part <%= reference %></p><% if (message) message.x.y %>' };
  const { ask, failures } = await appWith(files);
  const headers = { 'hx-request': 'true' };
  await vi.waitFor(async () => expect((await ask('/conflict?message=x', { headers })).text).toContain('<p>part '));
  const before = failures();
  const { text, headers: sent } = await ask('/conflict?message=x', { headers });
  expect([text, failures() - before]).toEqual([expect.stringContaining(`<p>part ${sent.get('error-reference')}</p>`), 1]);
  const unknown = await ask('/nowhere', { headers });
  expect(unknown.text).not.toContain('<html>page');
});

it('many failures at once each get their own reference, and each is logged once', async () => {
  const { ask, failures } = await appWith({ 'views/4xx.ejs': '<%= reference %><% if (message) message.x.y %>' });
  const answers = await Promise.all(Array.from({ length: 50 }, () => ask('/conflict?message=x')));
  expect(answers.every(({ text, headers }) => text === headers.get('error-reference'))).toBe(true);
  expect([new Set(answers.map(({ text }) => text)).size, failures()]).toEqual([50, 50]);
});
