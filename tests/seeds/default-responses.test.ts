import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { App, type Handler, HOSTS, PRESETS } from './app.ts';

let app = new App();
afterEach(async () => {
  await app.stop();
  app = new App();
});

/** Rules that only the page 'Default responses' has: programs get an object with `status`. */
describe.each(HOSTS)("the page 'Default responses', on %s with preset 'sails-0.9'", (host) => {
  const start = (mode: string, handler: Handler) => app.start(host, mode, { preset: 'sails-0.9' }, handler);
  const bodyFor = async (client: Parameters<App['ask']>[0], path?: string) => JSON.parse((await app.ask(client, path)).body);

  it('serverError() normalizes one error, or several, to readable Error objects', async () => {
    const values: Record<string, unknown> = { '/string': 'boom', '/error': new RangeError('boom'), '/list': ['first', new RangeError('second')] };
    await start('development', (request, response) => response.serverError(values[request.url ?? '']));
    const stack = expect.arrayContaining([expect.stringMatching(/^at /)]);
    expect(await bodyFor('a program', '/string')).toEqual({ status: 500, errors: [{ name: 'Error', message: 'boom' }] });
    expect(await bodyFor('cURL', '/error')).toEqual({ status: 500, errors: [{ name: 'RangeError', message: 'boom', stack }] });
    expect(await bodyFor('AJAX', '/list')).toEqual({
      status: 500,
      errors: [
        { name: 'Error', message: 'first' },
        { name: 'RangeError', message: 'second', stack },
      ],
    });
  });

  it('serverError() without an argument sends an empty list of errors', async () => {
    await start('development', (_request, response) => response.serverError());
    expect(await bodyFor('a program')).toEqual({ status: 500, errors: [] });
  });

  it('serverError() sends only {status: 500} in production', async () => {
    await start('production', (_request, response) => response.serverError(['first', new Error('second')]));
    expect(await bodyFor('a program')).toEqual({ status: 500 });
  });

  it.each(['development', 'production'])('badRequest() sends the status and its argument as validationErrors, in %s', async (mode) => {
    const values: Record<string, unknown> = {
      '/text': 'Not an address',
      '/fields': { email: 'Not an address' },
      '/anchor': { ValidationError: { email: [{ rule: 'email', message: 'Not an address' }] } },
      '/data': { data: { value: 1 } },
    };
    await start(mode, (request, response) => response.badRequest(values[request.url ?? ''] as string, '/signup'));
    for (const path of Object.keys(values)) expect(await bodyFor('a program', path)).toEqual({ status: 400, validationErrors: values[path] });
  });

  it('badRequest() removes the typed text from the entries of a validation library', async () => {
    const entry = { rule: 'minLength', message: 'Too short' };
    await start('production', (_request, response) => response.badRequest({ ValidationError: { password: [{ ...entry, data: 'hunter2' }] } }));
    expect(await bodyFor('a program')).toEqual({ status: 400, validationErrors: { ValidationError: { password: [entry] } } });
  });

  it('badRequest() lists the issues of a validation error, and sends no part of any other Error in production', async () => {
    const error = z.object({ email: z.string('Not an address') }).safeParse({ email: 7 }).error;
    await start('production', (request, response) => response.badRequest(request.url === '/other' ? new Error('secret') : error));
    expect(await bodyFor('a program')).toMatchObject({ status: 400, validationErrors: [{ path: ['email'], message: 'Not an address' }] });
    expect(await bodyFor('a program', '/other')).toEqual({ status: 400 });
  });

  it('badRequest() without errors sends {status: 400}', async () => {
    await start('production', (_request, response) => response.badRequest());
    expect(await bodyFor('a program')).toEqual({ status: 400 });
  });

  it('sends a form back with a 302, as Sails did', async () => {
    await start('production', (_request, response) => response.badRequest('Not an address', '/signup'));
    const { status, headers } = await app.ask('a browser', '/signup', 'email=x');
    expect({ status, location: headers.location }).toEqual({ status: 302, location: '/signup' });
  });

  it('sends an Inertia visit back with a 303, which it follows with a GET', async () => {
    await start('production', (_request, response) => response.badRequest('Not an address', '/signup'));
    const { status, headers } = await app.ask('an Inertia visit', '/signup', 'email=x');
    expect({ status, location: headers.location }).toEqual({ status: 303, location: '/signup' });
  });

  it.each(['development', 'production'])('notFound() sends only {status: 404}, in %s', async (mode) => {
    await start(mode, (request, response) => (request.url === '/reason' ? response.notFound('No such berth') : response.notFound()));
    for (const client of ['a program', 'cURL', 'AJAX', 'AJAX that prefers HTML'] as const) {
      const answer = await app.ask(client);
      expect(answer).toMatchObject({ status: 404, type: 'application/json; charset=utf-8', body: '{"status":404}' });
      expect((await app.ask(client, '/reason')).body).toBe('{"status":404}');
    }
  });

  it.each(['development', 'production'])('forbidden() sends the status and the contents of message, in %s', async (mode) => {
    await start(mode, (request, response) =>
      request.url === '/none' ? response.forbidden() : response.forbidden(request.url === '/text' ? 'Only the owner may' : { reason: 'owner', status: 'no' }),
    );
    expect(await app.ask('a program', '/text')).toMatchObject({ status: 403, body: '{"status":403,"message":"Only the owner may"}' });
    expect((await app.ask('a program', '/data')).body).toBe('{"status":403,"reason":"owner"}');
    expect((await app.ask('a program', '/none')).body).toBe('{"status":403}');
  });

  it.each([
    ['notFound', '{"status":404}'],
    ['forbidden', '{"status":403,"message":"Only the owner may"}'],
  ] as const)('sends a browser the JSON of %s() when there is no view for it', async (name, body) => {
    await start('production', (_request, response) => response[name]('Only the owner may'));
    expect(await app.ask('a browser')).toMatchObject({ type: 'application/json; charset=utf-8', body });
  });

  it('sends that JSON as well when the view throws', async () => {
    app.write('views/404.ejs', '<%= noSuchLocal.member %>');
    await start('production', (_request, response) => response.notFound());
    expect(await app.ask('a browser')).toMatchObject({ status: 404, body: '{"status":404}' });
  });
});

const rows = HOSTS.flatMap((host) => PRESETS.filter(({ title }) => title !== 'sails-1').map((preset) => ({ host, ...preset })));

describe.each(rows)("the page 'Default responses', on $host with $title", ({ host, options }) => {
  it('each response sends an object with a status key', async () => {
    await app.start(host, 'production', options, (request, response) => {
      const name = request.url?.slice(1) as 'serverError' | 'badRequest' | 'forbidden' | 'notFound';
      return response[name]('Not available');
    });
    for (const [name, status] of Object.entries({ serverError: 500, badRequest: 400, forbidden: 403, notFound: 404 }))
      expect(JSON.parse((await app.ask('a program', `/${name}`)).body)).toMatchObject({ status });
  });

  it('serverError() includes the list of errors in development', async () => {
    await app.start(host, 'development', options, (_request, response) => response.serverError(['first', new Error('second')]));
    expect(JSON.parse((await app.ask('a program')).body).errors).toMatchObject([{ message: 'first' }, { message: 'second' }]);
  });
});
