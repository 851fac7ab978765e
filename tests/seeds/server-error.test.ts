import { afterEach, describe, expect, it } from 'vitest';
import { App, type Handler, HOSTS } from './app.ts';

let app = new App();
afterEach(async () => {
  await app.stop();
  app = new App();
});

/** Rules that only the page `res.serverError()` has: programs get the data itself. */
describe.each(HOSTS)("the page res.serverError(), on %s with preset 'sails-1'", (host) => {
  const development = (handler: Handler) => app.start(host, 'development', { preset: 'sails-1' }, handler);
  const production = (handler: Handler) => app.start(host, 'production', { preset: 'sails-1' }, handler);

  it.each([
    ['a string', 'Salesforce could not be reached', '"Salesforce could not be reached"'],
    ['an empty string', '', '""'],
    ['a number', 404, '404'],
    ['false', false, 'false'],
    ['null', null, 'null'],
    ['an object, secrets and all', { code: 'E_TIDE', token: 'abc', data: { value: 1 } }, '{"code":"E_TIDE","token":"abc","data":{"value":1}}'],
    ['a list', ['a', { b: 2 }], '["a",{"b":2}]'],
    ['the result of toJSON', { toJSON: () => ({ tide: 'low' }) }, '{"tide":"low"}'],
    ['a Date', new Date(0), '"1970-01-01T00:00:00.000Z"'],
  ])('sends the provided data as JSON: %s', async (_, data, body) => {
    await development((_request, response) => response.serverError(data));
    for (const client of ['a program', 'cURL', 'AJAX', 'AJAX that prefers HTML'] as const)
      expect(await app.ask(client)).toMatchObject({ status: 500, type: 'application/json; charset=utf-8', body });
  });

  it('sends an Error as JSON, with name, message and stack', async () => {
    await development((_request, response) => response.serverError(Object.assign(new TypeError('<b>boom</b>'), { code: 'E_BOOM' })));
    const { type, body } = await app.ask('a program');
    expect(type).toBe('application/json; charset=utf-8');
    expect(JSON.parse(body)).toEqual({
      name: 'TypeError',
      message: '<b>boom</b>',
      code: 'E_BOOM',
      stack: expect.arrayContaining([expect.stringMatching(/^at /)]),
    });
  });

  it("sends the result of an Error's toJSON", async () => {
    const error = Object.assign(new Error('boom'), { toJSON: () => ({ tide: 'low' }) });
    await development(() => {
      throw error;
    });
    expect((await app.ask('a program')).body).toBe('{"tide":"low"}');
  });

  it('sends the thrown value: a string, a list, null', async () => {
    const thrown: Record<string, unknown> = { '/string': 'boom', '/list': [1, 2], '/null': null };
    await development((request) => {
      throw thrown[request.url ?? ''];
    });
    for (const [path, value] of Object.entries(thrown)) expect(await app.ask('a program', path)).toMatchObject({ status: 500, body: JSON.stringify(value) });
  });

  it('sends data that JSON cannot express: a circular object, an Error in an object', async () => {
    const circular: Record<string, unknown> = { error: new Error('within') };
    circular['itself'] = circular;
    await development((_request, response) => response.serverError(circular));
    expect(JSON.parse((await app.ask('a program')).body)).toEqual({ error: { name: 'Error', message: 'within' }, itself: '[circular]' });
  });

  it('sends the string "Internal Server Error" when no data is provided', async () => {
    await development((_request, response) => response.serverError());
    for (const client of ['a program', 'cURL', 'AJAX'] as const)
      expect(await app.ask(client)).toMatchObject({ type: 'application/json; charset=utf-8', body: '"Internal Server Error"' });
  });

  it.each([
    ['a string', 'secret'],
    ['an object', { secret: 1 }],
    ['an Error', new Error('secret')],
    ['an Error with toJSON', Object.assign(new Error('secret'), { toJSON: () => ({ secret: 1 }) })],
    ['0', 0],
    ['null', null],
    ['an empty string', ''],
  ])('sends that string in production, whatever the data: %s', async (_, data) => {
    await production((_request, response) => response.serverError(data));
    expect(await app.ask('a program')).toMatchObject({ status: 500, body: '"Internal Server Error"' });
  });

  it('passes the view the local `error` in development, escaped even in unescaped output, and none in production', async () => {
    const page = '<h1>Sorry</h1><% if (typeof error !== "undefined") { %><pre><%- error %></pre><p><%= error %></p><% } %>';
    app.write('views/500.ejs', page);
    await development((_request, response) => response.serverError('<script>'));
    expect((await app.ask('a browser')).body).toBe('<h1>Sorry</h1><pre>&lt;script&gt;</pre><p>&lt;script&gt;</p>');
    await app.stop();
    app = new App().write('views/500.ejs', page);
    await production((_request, response) => response.serverError('<script>'));
    expect((await app.ask('a browser')).body).toBe('<h1>Sorry</h1>');
  });

  it('sends a problem document to a program that asks for one by name', async () => {
    await production((_request, response) => response.serverError('secret'));
    const { type, body } = await app.ask('a program that knows RFC 9457');
    expect(type).toBe('application/problem+json');
    expect(JSON.parse(body)).toMatchObject({ title: 'Internal Server Error', status: 500 });
  });
});

/** "Like the other built-in custom response modules": the same rules for the other responses that Sails 1.x has. */
describe.each(HOSTS)("the other responses of Sails 1.x, on %s with preset 'sails-1'", (host) => {
  const production = (handler: Handler) => app.start(host, 'production', { preset: 'sails-1' }, handler);

  it.each([
    ['ok', 200, '"OK"'],
    ['badRequest', 400, '"Bad Request"'],
    ['forbidden', 403, '"Forbidden"'],
    ['notFound', 404, '"Not Found"'],
  ] as const)('%s() without data sends %i and the string of its status', async (name, status, body) => {
    await production((_request, response) => response[name]());
    expect(await app.ask('a program')).toMatchObject({ status, type: 'application/json; charset=utf-8', body });
  });

  it.each(['ok', 'badRequest', 'forbidden', 'notFound'] as const)('%s(data) sends the data, in production too', async (name) => {
    await production((request, response) => response[name]((request.url === '/text' ? 'CSRF mismatch' : { berth: 9, data: [1] }) as never));
    expect((await app.ask('a program', '/text')).body).toBe('"CSRF mismatch"');
    expect((await app.ask('a program')).body).toBe('{"berth":9,"data":[1]}');
  });

  it("sends an actions2 input's problems, in production too", async () => {
    const error = Object.assign(new Error('Invalid'), {
      code: 'E_MISSING_OR_INVALID_PARAMS',
      problems: ['"id" is required'],
      toJSON: () => ({ code: 'E_MISSING_OR_INVALID_PARAMS', problems: ['"id" is required'] }),
    });
    await production((_request, response) => response.badRequest(error));
    expect((await app.ask('a program')).body).toBe(
      '{"code":"E_MISSING_OR_INVALID_PARAMS","problems":["\\"id\\" is required"],"message":"1 missing or invalid parameter"}',
    );
  });

  it('sends no text of any other Error in production', async () => {
    await production((_request, response) => response.badRequest(new Error('secret')));
    expect((await app.ask('a program')).body).toBe('"Bad Request"');
  });

  it('sends responses that Sails does not have as without a preset', async () => {
    await production((_request, response) => response.conflict('Taken'));
    expect(JSON.parse((await app.ask('a program')).body)).toMatchObject({ title: 'Conflict', status: 409, detail: 'Taken' });
  });
});
