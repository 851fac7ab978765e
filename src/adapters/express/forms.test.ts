import { createServer as createHttpServer, request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import connectFlash from 'connect-flash';
import { parseSetCookie } from 'cookie';
import express, { type Express } from 'express';
import session from 'express-session';
// @ts-expect-error The types are those of Express 5, and near enough.
import express4 from 'express4';
import { afterEach, describe, expect, it } from 'vitest';
import type { Options } from '../../core/settings/options.ts';
import { halyard } from './express.ts';

const FORM = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' };

const open: Server[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
});

/** A view without a file. It renders the names and values of its locals. */
class LocalsView {
  readonly path: string;
  readonly name: string;
  constructor(name: string) {
    this.name = name;
    this.path = name;
  }
  render(locals: Record<string, unknown>, done: (error: null, text: string) => void): void {
    const { errors, old, flash, form } = locals as { errors: unknown; old: unknown; flash: unknown; form: unknown };
    const shown = [errors, old, flash, form].map((local) => (typeof local === 'string' ? local : typeof local));
    const looked = typeof errors === 'object' ? (errors as { first(): string }).first() : '';
    done(null, `${shown.join(' ')}|${looked}|${typeof old === 'function' ? old('boat') : ''}|${typeof flash === 'function' ? flash('info') : ''}`);
  }
}

/** A browser with its cookies. */
async function browse(app: Express, createServer = (made: Express): Server => made.listen(0, '127.0.0.1')) {
  const server = createServer(app);
  open.push(server);
  if (!server.listening) await new Promise<void>((resolve) => server.once('listening', resolve));
  const cookies = new Map<string, string>();
  return (method: string, path: string, { headers = {}, body = '' }: { headers?: Record<string, string>; body?: string } = {}) =>
    new Promise<{ status: number; body: string; location: string | undefined; cookies: string[] }>((resolve, reject) => {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const { port } = server.address() as AddressInfo;
      const fields = { accept: 'text/html', ...(cookie === '' ? {} : { cookie }), ...headers };
      const request = httpRequest({ host: '127.0.0.1', port, method, path, agent: false, headers: fields }, async (response) => {
        for (const { name, value, maxAge } of (response.headers['set-cookie'] ?? []).map((field) => parseSetCookie(field)))
          maxAge === 0 ? cookies.delete(name) : cookies.set(name, value ?? '');
        let text = '';
        for await (const chunk of response.setEncoding('utf8')) text += chunk;
        resolve({ status: response.statusCode ?? 0, body: text, location: response.headers.location, cookies: [...cookies.keys()] });
      });
      request.on('error', reject);
      request.end(body);
    });
}

describe.each([
  ['Express 5', express],
  ['Express 4', express4 as unknown as typeof express],
])('forms on %s', (_, makeApp) => {
  const appWith = (options: Options = {}): Express => {
    const app = makeApp();
    app.set('view', LocalsView);
    halyard(app, { logger: false, environment: 'production', flash: { secret: 'a secret of the harbour, 123456789012' }, ...options });
    return app;
  };
  const withForm = (app: Express): Express => {
    app.get('/signup', (_request, response) => response.render('signup'));
    app.post('/signup', (_request, response) => response.badRequest([{ path: ['boat'], message: 'Tell us its name.' }], '/signup'));
    return app;
  };

  it('add locals to every view, and the errors and submitted values once', async () => {
    const ask = await browse(withForm(appWith()));
    expect((await ask('GET', '/signup')).body).toBe('object function function object|||');
    expect(await ask('POST', '/signup', { headers: FORM, body: 'boat=Petrel' })).toMatchObject({ status: 303, location: '/signup' });
    expect((await ask('GET', '/signup')).body).toBe('object function function object|Tell us its name.|Petrel|');
    expect((await ask('GET', '/signup')).body).toBe('object function function object|||');
  });

  it("leave the app's own locals alone: of the app, of the reply, of the call", async () => {
    const app = appWith();
    Object.assign(app.locals, { errors: "the app's" });
    app.use((_request, response, next) => {
      response.locals['flash'] = "the reply's";
      next();
    });
    app.get('/signup', (_request, response) => response.render('signup', { old: "the call's" }));
    expect((await (await browse(app))('GET', '/signup')).body).toBe("the app's the call's the reply's object|||");
  });

  it('leave a reply unchanged if middleware has set its `form`', async () => {
    const app = appWith();
    app.use((_request, response, next) => {
      Object.assign(response, { form: 'theirs' });
      next();
    });
    app.get('/signup', (_request, response) => response.render('signup'));
    expect(await (await browse(app))('GET', '/signup')).toMatchObject({ status: 200 });
  });

  it('call back with the text of a view, as Express does', async () => {
    const app = appWith();
    app.get('/two', (_request, response) => response.render('a', (_error: Error, text: string) => void response.send(`<${text}>`)));
    app.get('/three', (_request, response) => response.render('a', { old: 'x' }, (_error, text) => void response.send(`<${text}>`)));
    const ask = await browse(app);
    expect((await ask('GET', '/two')).body).toBe('<object function function object|||>');
    expect((await ask('GET', '/three')).body).toBe('<object x function object|||>');
  });

  it('are there in apps and routers that are mounted in it', async () => {
    const app = appWith();
    const inner = makeApp();
    inner.set('view', LocalsView);
    const router = makeApp.Router();
    app.use('/inner', withForm(inner));
    router.get('/form', (_request, response) => response.render('form'));
    router.post('/form', (_request, response) => response.badRequest('No.', '/router/form'));
    app.use('/router', router);
    const ask = await browse(app);
    expect((await ask('GET', '/inner/signup')).body).toMatch(/^object function function object/);
    expect((await ask('POST', '/router/form', { headers: FORM, body: 'boat=Petrel' })).location).toBe('/router/form');
    expect((await ask('GET', '/router/form')).body).toBe('object function function object|No.|Petrel|');
  });

  it('work in an app that is mounted in an app without Halyard', async () => {
    const outer = makeApp();
    const inner = appWith();
    inner.get('/signup', (_request, response) => response.render('signup'));
    inner.post('/signup', (_request, response) => response.badRequest('No.', '/inner/signup'));
    outer.use('/inner', inner);
    const ask = await browse(outer);
    expect((await ask('POST', '/inner/signup', { headers: FORM, body: 'boat=Petrel' })).location).toBe('/inner/signup');
    expect((await ask('GET', '/inner/signup')).body).toBe('object function function object|No.|Petrel|');
    expect((await ask('GET', '/inner/signup')).body).toBe('object function function object|||');
  });

  it.each([
    ['without a session', []],
    ['with connect-flash and a session before it', [session({ secret: 's', resave: false, saveUninitialized: false }), connectFlash()]],
  ])('have a `req.flash`, %s', async (_name, middleware) => {
    const app = appWith();
    for (const one of middleware) app.use(one as express.RequestHandler);
    app.post('/book', (request, response) => {
      (request as unknown as { flash(kind: string, text: string): void }).flash('info', 'Booked.');
      response.redirect(303, '/berths');
    });
    app.get('/berths', (request, response) => void response.send((request as unknown as { flash(kind: string): string[] }).flash('info').join()));
    app.get('/view', (_request, response) => response.render('view'));
    const ask = await browse(app);
    expect(await ask('POST', '/book', { headers: FORM })).toMatchObject({ status: 303, location: '/berths' });
    expect((await ask('GET', '/view')).body).toBe('object function function object|||');
    expect((await ask('GET', '/berths')).body).toBe('Booked.');
    expect((await ask('GET', '/berths')).body).toBe('');
  });

  it('answer once when a handler fails after it has redirected: nothing of the second answer is in the first', async () => {
    const app = appWith();
    app.get('/book', (_request, response) => {
      response.form.flash('info', 'Booked.');
      response.redirect('/berths');
      throw new Error('too late');
    });
    app.get('/berths', (_request, response) => response.render('berths'));
    const ask = await browse(app);
    const answer = await ask('GET', '/book');
    expect(answer).toMatchObject({ status: 302, location: '/berths' });
    expect(answer.body).toMatch(/berths/);
    expect((await ask('GET', '/berths')).body).toMatch(/\|Booked\.$/);
  });

  it('are found over TLS that a trusted proxy took off, on any server', async () => {
    const app = withForm(appWith());
    app.set('trust proxy', true);
    for (const createServer of [undefined, (made: Express) => createHttpServer(made as never).listen(0, '127.0.0.1')]) {
      const ask = await browse(app, createServer);
      const headers = { 'x-forwarded-proto': 'https' };
      const { cookies } = await ask('POST', '/signup', { headers: { ...headers, ...FORM }, body: 'boat=Petrel' });
      expect(cookies).toEqual([expect.stringMatching(/^__Host-halyard\./)]);
      expect((await ask('GET', '/signup', { headers })).body).toMatch(/\|Tell us its name\.\|Petrel\|$/);
    }
  });

  it('go back to the page that they stand on, where that has the address of the post', async () => {
    const app = appWith();
    app.get('/both', (_request, response) => response.render('both'));
    app.post(['/both', '/only'], (_request, response) => response.badRequest('No.'));
    const ask = await browse(app);
    const from = async (path: string): Promise<number> => {
      const headers = { ...FORM, host: 'harbour.example', referer: `http://harbour.example${path}` };
      return (await ask('POST', path, { headers, body: 'boat=Petrel' })).status;
    };
    expect([await from('/both'), await from('/only')]).toEqual([303, 400]);
  });
});
