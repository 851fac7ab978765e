import { describe, expect, it } from 'vitest';
import { ask, BROWSER, FORM } from './clients.ts';
import { useSails } from './lifted-app.ts';
import type { Mode } from './sails-app.ts';
import { SocketClient } from './socket-client.ts';

const MODES: readonly Mode[] = ['development', 'production'];

const FILES = {
  'api/models/Berth.js': `module.exports = { attributes: {
  name: { type: 'string', required: true, unique: true },
  email: { type: 'string', isEmail: true, maxLength: 3 },
  depth: { type: 'number', min: 3 },
} };`,
  'api/controllers/berth/add.js': `module.exports = {
  inputs: { name: { type: 'string', required: true } },
  exits: { taken: { statusCode: 409 }, takenAsConflict: { responseType: 'conflict' }, invalid: { responseType: 'badRequest' } },
  async fn({ name }) {
    const exit = this.req.query.exit;
    const berth = Berth.create({ name, depth: this.req.query.depth }).fetch();
    if (exit === 'none') return await berth;
    return await berth.intercept('E_UNIQUE', exit).intercept({ name: 'UsageError' }, (error) => ({ invalid: error }));
  },
};`,
  'config/routes.js': `const VALUES = { missing: '{}', rule: '{"name":"x","email":"hunter2"}', type: '{"name":"x","depth":"hunter2"}', taken: '{"name":"hunter2"}' };
const failed = async (kind) => {
  await Berth.create({ name: 'hunter2' }).tolerate('E_UNIQUE');
  try { await Berth.create(JSON.parse(VALUES[kind])); } catch (error) { return error; }
};
module.exports.routes = {
  'GET /ok': (req, res) => res.ok(),
  '/pass/:kind': async (req, res) => res.badRequest(await failed(req.params.kind)),
  '/throw/:kind': async (req) => { throw await failed(req.params.kind); },
  '/fail/:kind': async (req, res) => res.serverError(await failed(req.params.kind)),
  'GET /form': (req, res) => res.send('<p>' + res.form.errors.map((error) => error.field + ': ' + error.message).join() + '</p>'),
  'POST /form': async (req, res) => res.badRequest(await failed('rule'), '/form'),
  'POST /berth/add': 'berth/add',
};`,
};

describe.each(MODES)('an error of Waterline in a Sails app, in %s', (mode) => {
  const sails = useSails(mode, { files: FILES });
  const get = (path: string, headers?: Readonly<Record<string, string>>) => ask(sails().origin + path, headers === undefined ? {} : { headers });

  const invalid = (...errors: readonly (readonly [string, string, string])[]) => ({
    code: 'E_INVALID_NEW_RECORD',
    message: expect.any(String),
    details: expect.any(String),
    errors: errors.map(([attribute, code, message]) => ({ path: [attribute], code, message })),
  });
  const CASES = [
    ['missing', invalid(['name', 'required', 'Required'])],
    ['rule', invalid(['email', 'isEmail', 'Not a valid email address'], ['email', 'maxLength', 'Longer than the configured maximum length (3)'])],
    ['type', invalid(['depth', 'type', 'Must be of type number'])],
  ] as const;

  // Sails answers 500 to a thrown error, so a client of Sails reads no members of such an answer.
  it.each(CASES)('keeps attribute and rule, passed to badRequest() or thrown, over HTTP and a socket: %s', async (kind, body) => {
    const socket = await SocketClient.connect(sails().origin);
    for (const [path, expected] of [
      [`/pass/${kind}`, body],
      [`/throw/${kind}`, body.errors],
    ] as const) {
      const answer = await get(path);
      expect([answer.status, answer.json()]).toEqual([400, expected]);
      const ack = await socket.ask(path);
      expect([ack.statusCode, ack.body]).toEqual([400, expected]);
      expect(answer.text + JSON.stringify(ack.body)).not.toContain('hunter2');
    }
    socket.close();
  });

  it('is shown to a browser as a list, and goes back to a form', async () => {
    const page = await get('/pass/rule', BROWSER);
    expect(page.status).toBe(400);
    expect(page.text).toContain('Not a valid email address');
    const back = await ask(`${sails().origin}/form`, { method: 'POST', headers: { ...FORM, origin: sails().origin }, body: 'email=hunter2' });
    expect([back.status, back.headers['location']]).toEqual([303, '/form']);
    const cookie = [back.headers['set-cookie']]
      .flat()
      .map((field) => String(field).split(';', 1)[0])
      .join('; ');
    expect((await get('/form', { ...BROWSER, cookie })).text).toContain('email: Not a valid email address');
  });

  it('is as in Sails for a value that is taken and passed on, and a 409 if it is thrown', async () => {
    expect(await get('/pass/taken')).toMatchObject({ status: 400 });
    expect((await get('/pass/taken')).json()).toEqual({ code: 'E_UNIQUE', message: expect.any(String), modelIdentity: 'berth', attrNames: ['name'] });
    const thrown = await get('/throw/taken');
    expect([thrown.status, thrown.json()]).toMatchObject([
      409,
      { errors: expect.arrayContaining([{ detail: 'Already taken', pointer: '#/name', code: 'unique' }]) },
    ]);
  });

  it('is a 500 if it is passed to serverError(), and shown in development only', async () => {
    const answer = await get('/fail/rule');
    expect(answer.status).toBe(500);
    if (mode === 'production') expect(answer.json()).toBe('Internal Server Error');
    else expect(answer.json()).toMatchObject({ code: 'E_INVALID_NEW_RECORD', message: expect.stringContaining('#/email isEmail') });
    expect(answer.text).not.toContain('hunter2');
  });

  it.each<[string, string, number, unknown]>([
    ['a 409 of its own', 'exit=taken', 409, undefined],
    ['a response of Halyard', 'exit=takenAsConflict', 409, expect.objectContaining({ title: 'Conflict' })],
    ['badRequest with the error', 'exit=taken&depth=1', 400, invalid(['depth', 'min', 'Less than the configured minimum (3)'])],
    // The machinery of an action passes an error without an exit to `res.serverError()`.
    ['none', 'exit=none&depth=1', 500, undefined],
  ])('ends an action by the exit that it names: %s', async (_, query, status, body) => {
    const add = () =>
      ask(`${sails().origin}/berth/add?${query}`, {
        method: 'POST',
        headers: { accept: 'application/json', 'content-type': 'application/json' },
        body: '{"name":"Petrel"}',
      });
    await add();
    const answer = await add();
    expect(answer.status).toBe(status);
    if (body !== undefined) expect(answer.json()).toEqual(body);
  });
});
