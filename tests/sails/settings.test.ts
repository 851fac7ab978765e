import { afterEach, describe, expect, it } from 'vitest';
import { ask, BROWSER } from './clients.ts';
import { type Lifted, type Mode, SailsApp } from './sails-app.ts';

const MODES: readonly Mode[] = ['development', 'production'];

const open: { app?: SailsApp; lifted?: Lifted }[] = [];
afterEach(async () => {
  for (const { app, lifted } of open.splice(0)) {
    await lifted?.stop();
    app?.remove();
  }
});

function appWith(files: Readonly<Record<string, string>>): SailsApp {
  const app = new SailsApp({ hook: true, files });
  open.push({ app });
  return app;
}

async function lifted(files: Readonly<Record<string, string>>, mode: Mode = 'production', settings: Readonly<Record<string, string>> = {}): Promise<Lifted> {
  const sails = await appWith(files).lift(mode, settings);
  open.unshift({ lifted: sails });
  return sails;
}

describe('api/responses', () => {
  it('replace the built-in ones, which they may call', async () => {
    const sails = await lifted({
      'api/responses/notFound.js':
        'module.exports = function () { return this.req.wantsJSON ? this.res.status(404).json({ lost: this.req.url }) : this.default(); };',
      'api/responses/forbidden.js': `module.exports = function (why) { return this.res.forbidden('Not here: ' + why); };`,
      'api/responses/serverError.js': `module.exports = async function () { throw new Error('the spare is broken, too'); };`,
    });
    expect((await ask(`${sails.origin}/nowhere`)).json()).toEqual({ lost: '/nowhere' });
    expect((await ask(`${sails.origin}/nowhere`, { headers: BROWSER })).text).toContain('fishy');
    expect((await ask(`${sails.origin}/owner`)).json()).toBe('Not here: Only the owner may');
    expect((await ask(`${sails.origin}/throws`)).json()).toBe('Internal Server Error');
  });

  it('of Sails 0.12 still work: their `res.jsonx`, their `negotiate`', async () => {
    const sails = await lifted({
      'api/responses/badRequest.js': 'module.exports = function (data) { this.res.status(400); return this.res.jsonx(data); };',
      'api/responses/negotiate.js': 'module.exports = function (error) { return this.res.status(418).json({ mine: error.message }); };',
    });
    expect((await ask(`${sails.origin}/signup`, { method: 'POST' })).json()).toEqual([{ path: ['boat'], message: 'Tell us its name.' }]);
    expect(await ask(`${sails.origin}/negotiate`)).toMatchObject({ status: 418, text: expect.stringContaining('no such berth') });
  });

  it('are named in the log of a lift in development', async () => {
    const app = appWith({ 'api/responses/notFound.js': 'module.exports = function () { return this.default(); };' });
    const sails = await app.lift('development');
    open.unshift({ lifted: sails });
    expect(sails.log).toMatch(/halyard: loaded 3 responses \(lateResponse, notFound, tideTurned\) from .*api.responses\./);
  });

  it.each<[string, string, string, string]>([
    ['that exports nothing', 'api/responses/empty.js', '', 'E_RESPONSE_FILE'],
    ['that fails', 'api/responses/fails.js', 'throw new Error("tide");', 'E_RESPONSE_FILE'],
    ['in a subfolder', 'api/responses/harbour/lost.js', 'module.exports = () => {};', 'E_RESPONSE_FILE'],
    ['with a name that is taken', 'api/responses/json.js', 'module.exports = () => {};', 'E_NAME_RESERVED'],
  ])('with a file %s end the lift, and the file is named', async (_, file, text, code) => {
    const log = await appWith({ [file]: text }).failToLift('production');
    expect(log).toContain(code);
    expect(log).toContain(code === 'E_NAME_RESERVED' ? 'json' : file.split('/').slice(0, 3).join('/'));
  });
});

describe('config/halyard.js', () => {
  it('sets the options', async () => {
    const sails = await lifted({
      'config/halyard.js': `module.exports.halyard = { preset: 'sails-0.9', levels: { 404: 'error' }, locals: { harbour: 'Kittiwake' }, report: ({ record }) => console.log('reported', record.status) };`,
      'views/404.ejs': '<%= harbour %> has no <%= status %>',
    });
    expect((await ask(`${sails.origin}/nowhere`)).json()).toEqual({ status: 404 });
    expect((await ask(`${sails.origin}/nowhere`, { headers: BROWSER })).text).toContain('Kittiwake has no 404');
    expect(sails.log).toMatch(/error: GET \/nowhere 404 notFound/);
    expect(sails.log).toContain('reported 404');
  });

  it('can turn the preset off: the app then sends problem documents', async () => {
    const sails = await lifted({ 'config/halyard.js': 'module.exports.halyard = { preset: undefined };' });
    expect((await ask(`${sails.origin}/owner`)).json()).toMatchObject({ title: 'Forbidden', status: 403, detail: 'Only the owner may' });
  });

  it.each([
    ['an option that does not exist', '{ logg: false }', 'E_OPTION_UNKNOWN'],
    ['an option that cannot be used', '{ deadline: "soon" }', 'E_OPTION'],
    ['a list', '[1]', 'E_OPTION'],
    ['null', 'null', 'E_OPTION'],
    ['a promise', 'Promise.resolve({ deadline: 500 })', 'E_OPTION'],
    ['responses that are a promise', '{ responses: Promise.resolve({}) }', 'E_OPTION'],
  ])('with %s ends the lift', async (_, options, code) => {
    expect(await appWith({ 'config/halyard.js': `module.exports.halyard = ${options};` }).failToLift('production')).toContain(code);
  });
});

describe('an app', () => {
  it('without the views hook has Halyard’s pages', async () => {
    const sails = await lifted(
      { 'config/routes.js': `module.exports.routes = { 'GET /ok': (req, res) => res.ok(), 'GET /throws': () => { throw new Error('tide'); } };` },
      'production',
      {
        hooks__views: 'false',
      },
    );
    for (const [path, title] of [
      ['/throws', 'Internal Server Error'],
      ['/nowhere', 'Not Found'],
    ]) {
      const { headers, text } = await ask(`${sails.origin}${path}`, { headers: BROWSER });
      expect(headers['content-type']).toMatch(/^text\/html/);
      expect(text).toContain(`<h1>${title}</h1>`);
    }
  });

  it('whose error page fails, or whose layout is missing, has Halyard’s page and a log record', async () => {
    const sails = await lifted({ 'views/500.ejs': '<%= nobody.home %>', 'config/views.js': `module.exports.views = { layout: 'layouts/lost' };` });
    const page = await ask(`${sails.origin}/throws`, { headers: BROWSER });
    expect(page).toMatchObject({ status: 500, text: expect.stringContaining('<h1>Internal Server Error</h1>') });
    expect(sails.log).toMatch(/error: while answering 500 serverError/);
    expect((await ask(`${sails.origin}/nowhere`, { headers: BROWSER })).text).toContain('<h1>Not Found</h1>');
  });

  it('has the responses in its HTTP middleware, and Halyard answers the errors there', async () => {
    const middleware = `(req, res, next) => req.url === '/shut' ? res.forbidden('The harbour is shut.') : next(req.url === '/bang' ? new Error('bang') : undefined)`;
    const sails = await lifted({
      'config/http.js': `module.exports.http = { middleware: { order: ['cookieParser', 'session', 'bodyParser', 'gate', 'compress', 'poweredBy', 'router', 'www', 'favicon'], gate: ${middleware} } };`,
    });
    expect(await ask(`${sails.origin}/shut`)).toMatchObject({ status: 403, text: '"The harbour is shut."' });
    expect(await ask(`${sails.origin}/bang`)).toMatchObject({ status: 500, text: '"Internal Server Error"' });
  });

  it.each(MODES)('whose session store is lost answers with a 500, without the stack in production: %s', async (mode) => {
    const sails = await lifted(
      {
        'config/session.js': `
const lost = (session) => class extends session.Store {
  get(_id, done) { done(new Error('the session store is gone')); }
  set(_id, _session, done) { done(); }
};
module.exports.session = { secret: 'a secret of the harbour, 0123456789ab', adapter: lost };`,
      },
      mode,
    );
    const cookie = [(await ask(`${sails.origin}/ok`)).headers['set-cookie']].flat().join().split(';', 1)[0] as string;
    const answer = await ask(`${sails.origin}/berths`, { headers: { accept: 'application/json', cookie } });
    expect(answer.status).toBe(500);
    if (mode === 'production') expect(answer.json()).toBe('Internal Server Error');
    else expect(answer.json()).toMatchObject({ message: 'the session store is gone' });
    expect(sails.log.match(/error: GET \/berths 500 serverError/g)).toHaveLength(1);
  });

  it('gets the record in its own logger (config.log.custom)', async () => {
    const sails = await lifted({
      'config/log.js': `
const print = (level) => (...args) => console.log(JSON.stringify({ level, args }));
const custom = { silly() {}, verbose() {}, info: print('info'), debug() {}, warn: print('warn'), error: print('error'), log: print('log'), blank() {} };
module.exports.log = { level: 'info', custom, inspect: false };`,
    });
    const log = await sails.logged(() => ask(`${sails.origin}/throws`));
    const [line = '{}'] = log.split('\n').filter((one) => one.includes('"level":"error"'));
    expect(JSON.parse(line)).toMatchObject({ args: [{ status: 500, response: 'serverError', path: '/throws' }, expect.stringContaining('GET /throws 500')] });
  });
});
