import { describe, expect, it } from 'vitest';
import { ask, BROWSER, FORM } from './clients.ts';
import { useSails } from './lifted-app.ts';
import type { Mode } from './sails-app.ts';

const MODES: readonly Mode[] = ['development', 'production'];

/** Each way in which a function of `config.http.middleware` fails or refuses. `early` runs before the session and the body parser. */
const CONFIG = `
const fail = (req, res, next) => {
  switch (req.query.by) {
    case 'throw': throw new Error('the gate is stuck');
    case 'next': return next(new Error('the gate is stuck'));
    case 'status': return next(Object.assign(new Error('no such gate'), { status: 404 }));
    case 'forbidden': return res.forbidden('The gate is shut.');
    case 'unauthorized': return res.unauthorized();
    case 'late': return setImmediate(() => next(new Error('the gate is stuck')));
    case 'wantsJSON': req.wantsJSON = true; return res.forbidden('The gate is shut.');
    case 'locals': res.locals.gate = 'north'; return res.forbidden();
    default: return next();
  }
};
module.exports.http = { middleware: {
  order: ['early', 'cookieParser', 'session', 'bodyParser', 'late', 'async', 'router', 'www', 'favicon', 'after'],
  early: (req, res, next) => req.path === '/early' ? fail(req, res, next) : next(),
  late: (req, res, next) => req.path === '/late' ? fail(req, res, next) : next(),
  async: async (req, res, next) => { if (req.path === '/async') throw new Error('the gate is stuck'); next(); },
  after: (req, res, next) => req.path === '/after' ? fail(req, res, next) : next(),
} };`;

const FILES = {
  'config/http.js': CONFIG,
  'config/views.js': `module.exports.views = { layout: 'layouts/harbour', locals: { harbour: 'Kittiwake', greet: (name) => 'Ahoy ' + name } };`,
  'config/locales/en.json': '{ "Welcome": "Welcome aboard" }',
  'views/layouts/harbour.ejs':
    '<title><%= harbour %></title><p>token=<%= _csrf %>; <%= __("Welcome") %>; <%= sails.config.environment %>; <%= greet(req.path) %>; <%= typeof session %></p><%- body %><%- exposeLocalsToBrowser() %>',
  'views/403.ejs': '<h1>Shut <%= typeof gate === "string" ? gate : "" %></h1>',
  'views/404.ejs': '<h1>Lost</h1>',
  'views/500.ejs': '<h1>Sunk</h1>',
  'views/4xx.ejs': '<h1>Wrong <%= status %></h1>',
};

describe.each(MODES)('a page of an app whose HTTP middleware fails, in %s', (mode) => {
  const sails = useSails(mode, { files: FILES, settings: { security__csrf: 'true' } });
  const page = (path: string, asking: Parameters<typeof ask>[1] = {}) => ask(sails().origin + path, { headers: BROWSER, ...asking });

  const layout = (path: string) => ['<title>Kittiwake</title>', 'Welcome aboard', `; ${mode};`, `Ahoy ${path};`, 'SAILS_LOCALS'];

  it.each([
    ['/early?by=throw', 500, 'Sunk'],
    ['/early?by=next', 500, 'Sunk'],
    ['/early?by=late', 500, 'Sunk'],
    ['/early?by=forbidden', 403, 'Shut'],
    ['/late?by=throw', 500, 'Sunk'],
    ['/late?by=next', 500, 'Sunk'],
    ['/late?by=status', 404, 'Lost'],
    ['/late?by=forbidden', 403, 'Shut'],
    ['/late?by=unauthorized', 401, 'Wrong 401'],
    ['/late?by=locals', 403, 'Shut north'],
    ['/after?by=throw', 500, 'Sunk'],
    ['/async', 500, 'Sunk'],
    ['/no-such-path', 404, 'Lost'],
  ])('has the layout, the locals and the helpers of every other page: %s', async (path, status, title) => {
    const answer = await page(path);
    expect([answer.status, answer.headers['content-type']]).toEqual([status, 'text/html; charset=utf-8']);
    for (const part of [`<h1>${title}`, ...layout(path.split('?', 1)[0] as string)]) expect(answer.text).toContain(part);
  });

  it.each([
    ['malformed JSON', 400, { headers: { ...BROWSER, 'content-type': 'application/json' }, body: '{"boat":' }],
    ['a body that is too large', 413, { headers: { ...BROWSER, 'content-type': 'application/json' }, body: JSON.stringify({ boat: 'x'.repeat(2_000_000) }) }],
    ['a form without a CSRF token', 403, { headers: FORM, body: 'boat=Petrel' }],
  ])('has them for %s', async (_, status, asking) => {
    const answer = await page('/echo', { method: 'POST', ...asking });
    expect(answer.status).toBe(status);
    for (const part of ['<h1>', ...layout('/echo')]) expect(answer.text).toContain(part);
  });

  it('has a CSRF token if the session is there', async () => {
    expect((await page('/late?by=forbidden')).text).toMatch(/token=[\w-]{10,};/);
    expect((await page('/early?by=forbidden')).text).toContain('token=;');
  });

  it('is the page of an address that cannot be decoded, too', async () => {
    const answer = await page('/%zz');
    expect(answer.status).toBe(400);
    expect(answer.text).toContain('<title>Kittiwake</title>');
  });

  it('is JSON for a program, and if the middleware has set req.wantsJSON', async () => {
    expect((await ask(`${sails().origin}/late?by=forbidden`)).json()).toBe('The gate is shut.');
    expect((await page('/late?by=wantsJSON')).json()).toBe('The gate is shut.');
  });
});

describe('a response of the app', () => {
  const file = `module.exports = function () {
  const { req, res } = this;
  if (req.wantsJSON) return res.status(403).json({ shut: true });
  res.status(403);
  return res.view('403', { gate: 'south' });
};`;
  const sails = useSails('production', { files: { ...FILES, 'api/responses/forbidden.js': file }, settings: { security__csrf: 'true' } });

  it.each(['/early?by=forbidden', '/late?by=forbidden'])('finds req.wantsJSON and res.view() when HTTP middleware calls it: %s', async (path) => {
    expect(await ask(sails().origin + path)).toMatchObject({ status: 403, text: '{"shut":true}' });
    const page = await ask(sails().origin + path, { headers: BROWSER });
    expect(page.status).toBe(403);
    expect(page.text).toContain('<h1>Shut south');
    expect(page.text).toContain('<title>Kittiwake</title>');
  });
});
