import { afterEach, describe, expect, it } from 'vitest';
import { App, type Handler, HOSTS, PRESETS } from './app.ts';

const rows = HOSTS.flatMap((host) => PRESETS.map((preset) => ({ host, ...preset })));

let app = new App();
afterEach(async () => {
  await app.stop();
  app = new App();
});

/** "For traditional (not-AJAX) web forms": the handling of an invalid form. */
describe.each(rows)('badRequest(validationErrors, redirectTo) of a form, on $host with $title', ({ host, options }) => {
  const production = (handler: Handler) => app.start(host, 'production', options, handler);

  it('answers a form by sending it back with a flash, and shows its errors once', async () => {
    app.write('views/signup.ejs', '<%= errors.all("").join() %>|<%= errors.first("email") %>');
    await production((request, response) => {
      if (request.method === 'GET') return response.ok({}, { view: 'signup' });
      return response.badRequest(request.url === '/text' ? 'Nobody is called that' : [{ path: ['email'], message: 'Not an address' }], '/signup');
    });
    for (const [path, shown] of [
      ['/text', 'Nobody is called that|'],
      ['/issues', '|Not an address'],
    ] as const) {
      const { status, headers } = await app.ask('a browser', path, 'email=x');
      expect([302, 303]).toContain(status);
      expect(headers.location).toBe('/signup');
      expect((await app.ask('a browser', '/signup')).body).toBe(shown);
      expect((await app.ask('a browser', '/signup')).body).toBe('|');
    }
  });

  it('returns the errors of a form from req.flash("errors") in a controller, once', async () => {
    await production((request, response) => {
      if (request.method === 'POST') return response.badRequest([{ path: ['email'], message: 'Not an address' }, 'Try again'], '/signup');
      return response.ok({ first: request.flash('errors'), second: request.flash('errors') });
    });
    await app.ask('a browser', '/signup', 'email=x');
    expect(JSON.parse((await app.ask('a browser', '/signup')).body)).toEqual({
      first: [{ message: 'Not an address', field: 'email', code: '' }, 'Try again'],
      second: [],
    });
  });

  it('passes a view the locals that highlight the invalid fields of a form', async () => {
    app.write('views/signup.ejs', '<input<%- form.attributes("email") %>><input<%- form.attributes("name") %>>');
    await production((request, response) =>
      request.method === 'GET' ? response.ok({}, { view: 'signup' }) : response.badRequest({ email: 'Not an address' }, '/signup'),
    );
    await app.ask('a browser', '/signup', 'email=x');
    const [email, name] = (await app.ask('a browser', '/signup')).body.split('><');
    expect(email).toContain('aria-invalid="true"');
    expect(name).not.toContain('aria-invalid');
  });

  it('does not redirect a program or AJAX, and keeps no flash for it', async () => {
    await production((request, response) =>
      request.method === 'POST' ? response.badRequest('Not an address', '/signup') : response.ok(request.flash('errors')),
    );
    for (const client of ['a program', 'cURL', 'AJAX'] as const) {
      const { status, headers, body } = await app.ask(client, '/signup', 'email=x');
      expect(status).toBe(400);
      expect(headers['set-cookie']).toBe(undefined);
      expect(body).toContain('Not an address');
      expect((await app.ask('a browser', '/signup')).body).toBe('[]');
    }
  });

  it('answers in place, with a page and the status 400, when there is no target', async () => {
    await production((_request, response) => response.badRequest('Not an address'));
    const { status, type, body } = await app.ask('a browser', '/signup', 'email=x');
    expect({ status, type }).toEqual({ status: 400, type: 'text/html; charset=utf-8' });
    expect(body).toContain('Not an address');
  });

  it('does not redirect to another site', async () => {
    await production((_request, response) => response.badRequest('Not an address', 'https://elsewhere.example/'));
    const { status, headers } = await app.ask('a browser', '/signup', 'email=x');
    expect({ status, location: headers.location }).toEqual({ status: 400, location: undefined });
  });
});
