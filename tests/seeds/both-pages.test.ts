import { afterEach, describe, expect, it } from 'vitest';
import { App, type Handler, HOSTS, PRESETS } from './app.ts';

const rows = HOSTS.flatMap((host) => PRESETS.map((preset) => ({ host, ...preset })));

let app = new App();
afterEach(async () => {
  await app.stop();
  app = new App();
});

/** The rules that both pages state, or that one states and the other does not contradict. They hold without a preset, and with each preset. */
describe.each(rows)('both pages, on $host with $title', ({ host, options }) => {
  const development = (handler: Handler) => app.start(host, 'development', options, handler);
  const production = (handler: Handler) => app.start(host, 'production', options, handler);

  it('serverError() sends the status 500, with and without an argument', async () => {
    await production((request, response) => (request.url === '/none' ? response.serverError() : response.serverError(new Error('boom'))));
    for (const client of ['a program', 'cURL', 'AJAX', 'a browser'] as const) {
      expect((await app.ask(client)).status).toBe(500);
      expect((await app.ask(client, '/none')).status).toBe(500);
    }
  });

  it('a program gets JSON, typed as JSON, whatever the call', async () => {
    await production((request, response) => {
      const { pathname } = new URL(request.url ?? '', 'http://localhost');
      if (pathname === '/text') return response.serverError('Salesforce could not be reached');
      if (pathname === '/bad') return response.badRequest('No boat has that name');
      if (pathname === '/forbidden') return response.forbidden('Only the owner may');
      return response.notFound();
    });
    for (const path of ['/text', '/bad', '/forbidden', '/']) {
      for (const client of ['a program', 'cURL', 'AJAX'] as const) {
        const { type, body } = await app.ask(client, path);
        expect(type).toMatch(/^application\/(?:problem\+)?json\b/);
        expect(() => JSON.parse(body)).not.toThrow();
      }
    }
  });

  it('serves views/500.ejs to a browser', async () => {
    app.write('views/500.ejs', '<h1>Our own <%= status %></h1>');
    await production((_request, response) => response.serverError('boom'));
    expect(await app.ask('a browser')).toMatchObject({ status: 500, type: 'text/html; charset=utf-8', body: '<h1>Our own 500</h1>' });
  });

  it.each([
    ['500', 'serverError'],
    ['404', 'notFound'],
    ['403', 'forbidden'],
  ] as const)('serves views/%s.* of another engine to a browser', async (view, name) => {
    const views = { render: (asked: string) => (asked === view ? '<h1>From another engine</h1>' : undefined) };
    await app.start(host, 'production', { ...options, views }, (_request, response) => response[name]('boom'));
    expect((await app.ask('a browser')).body).toBe('<h1>From another engine</h1>');
  });

  it('sends a page with the string "Internal Server Error" when there is no view', async () => {
    await production((_request, response) => response.serverError('boom'));
    const { status, type, body } = await app.ask('a browser');
    expect({ status, type }).toEqual({ status: 500, type: 'text/html; charset=utf-8' });
    expect(body).toContain('Internal Server Error');
    expect(body).not.toContain('boom');
  });

  it('sends a page with the string "Internal Server Error" when the view throws', async () => {
    app.write('views/500.ejs', '<%= noSuchLocal.member %>');
    await production((_request, response) => response.serverError('boom'));
    const { status, body } = await app.ask('a browser');
    expect(status).toBe(500);
    expect(body).toContain('Internal Server Error');
  });

  it('logs every error that was passed to serverError(), in production too', async () => {
    await production((_request, response) => response.serverError(['first', new TypeError('second')]));
    await app.ask('a program');
    expect(app.log).toMatchObject([
      { level: 'error', record: { status: 500, err: { name: 'Error', message: 'first' }, others: [{ name: 'TypeError', message: 'second' }] } },
    ]);
  });

  it('leaves the errors out of JSON in production', async () => {
    const values: Record<string, unknown> = {
      '/text': 'secret',
      '/error': new Error('secret'),
      '/object': { secret: 1 },
      '/list': ['secret'],
      '/zero': 0,
      '/null': null,
    };
    await production((request, response) => response.serverError(values[request.url ?? '']));
    for (const path of Object.keys(values)) {
      const { status, body } = await app.ask('a program', path);
      expect(status).toBe(500);
      expect(body).not.toMatch(/secret|^0$|^null$/);
    }
  });

  it('leaves the errors out of view locals in production', async () => {
    app.write('views/500.ejs', '<%= JSON.stringify([message, errors, data, report, typeof error === "undefined" ? null : error]) %>');
    await production((_request, response) => response.serverError(new Error('secret')));
    expect((await app.ask('a browser')).body).toBe('[&#34;&#34;,[],null,&#34;&#34;,null]');
  });

  it('leaves the errors out when NODE_ENV is neither development nor production', async () => {
    await app.start(host, 'staging', options, (_request, response) => response.serverError('secret'));
    expect((await app.ask('a program')).body).not.toContain('secret');
  });

  it('serverError() is terminal: a second call changes nothing', async () => {
    await production((_request, response) => {
      response.serverError('first');
      return response.notFound();
    });
    expect((await app.ask('a program')).status).toBe(500);
  });

  it('runs api/responses/serverError.js in place of serverError(), which can call the default', async () => {
    app.write('package.json', '{ "type": "module" }');
    app.write(
      'api/responses/serverError.js',
      `export default function serverError(error) {
        if (this.req.url === '/default') return this.default(error);
        this.res.statusCode = 500;
        this.res.end('our own: ' + error);
      }`,
    );
    await development((_request, response) => response.serverError('boom'));
    expect(await app.ask('a program')).toMatchObject({ status: 500, body: 'our own: boom' });
    const own = (await app.ask('a program', '/default')).body;
    await app.stop();
    app = new App();
    await development((_request, response) => response.serverError('boom'));
    // The default is that of this preset. References are new each time, and the report has the time.
    const withoutStackAndReference = (body: string) => body.replace(/,"report":.*/, '}').replace(/"(?:stack|reference)":(?:\[[^\]]*\]|"[^"]*"),?/g, '');
    expect(withoutStackAndReference(own)).toBe(withoutStackAndReference((await app.ask('a program')).body));
  });

  it('has the responses on every reply without a file in the app', async () => {
    await production((_request, response) => {
      const { badRequest, forbidden, notFound, ok, serverError } = response;
      response.ok([badRequest, forbidden, notFound, ok, serverError].map((method) => typeof method));
    });
    expect((await app.ask('a program')).body).toBe(JSON.stringify(Array(5).fill('function')));
  });

  it.each([
    ['views/404', 404, 'notFound'],
    ['views/403', 403, 'forbidden'],
  ] as const)('serves %s.ejs to a browser, with the status %i', async (view, status, method) => {
    app.write(`${view}.ejs`, '<h1><%= title %></h1><p><%= message %></p>');
    await production((_request, response) => response[method]('Only the <owner> may'));
    const answer = await app.ask('a browser');
    expect(answer).toMatchObject({ status, type: 'text/html; charset=utf-8' });
    expect(answer.body).toContain('<p>Only the &lt;owner&gt; may</p>');
  });

  it.each([
    ['notFound', 404],
    ['forbidden', 403],
  ] as const)('sends %s() with the status %i to a program', async (method, status) => {
    await production((_request, response) => response[method]());
    expect((await app.ask('a program')).status).toBe(status);
  });

  it('shows the error to the developer at this machine, and to no client behind a proxy', async () => {
    await development((request, response) => {
      if (request.url === '/proxied') request.headers['x-forwarded-for'] = '192.0.2.1';
      return response.serverError('tide-db is down');
    });
    expect((await app.ask('a program')).body).toContain('tide-db is down');
    expect((await app.ask('a program', '/proxied')).body).not.toContain('tide-db is down');
  });
});
