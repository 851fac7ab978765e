import { once } from 'node:events';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { errorOf, passed, thrown } from '../support/answer-of.ts';
import { ensureInstalled, ensureSails } from './packages.ts';

interface Model {
  create(values: object): PromiseLike<unknown>;
  update(criteria: object): { set(values: object): PromiseLike<unknown> };
  find(criteria: object): PromiseLike<unknown>;
}

/** Waterline as Sails installs it, over sails-disk in memory. */
async function berths(): Promise<Model> {
  const installed = createRequire(join(ensureSails(), 'package.json'));
  const [waterline, disk] = [installed('waterline'), installed('sails-disk')];
  const unique = { columnType: '_string', unique: true };
  const id = { columnType: '_numberkey', autoIncrement: true, unique: true };
  const attributes = {
    id: { type: 'number', autoMigrations: id },
    name: { type: 'string', required: true, columnName: 'berth_name', autoMigrations: unique },
    kind: { type: 'string', validations: { isIn: ['sail', 'motor'] } },
    depth: { type: 'number', validations: { min: 3 } },
    email: { type: 'string', validations: { isEmail: true, maxLength: 3 } },
    beam: { type: 'number', validations: { isInteger: true, max: 40 } },
    site: { type: 'string', validations: { isURL: true, regex: /^https:/ } },
    since: { type: 'ref', validations: { isBefore: new Date(0) } },
    code: { type: 'string', validations: { isNotEmptyString: true, isNotIn: ['no'], custom: (text: string) => text.length < 3 } },
  };
  const orm = await new Promise((resolve, reject) =>
    waterline.start(
      {
        adapters: { 'sails-disk': disk },
        datastores: { default: { adapter: 'sails-disk', inMemoryOnly: true } },
        models: { berth: { datastore: 'default', primaryKey: 'id', attributes } },
      },
      (error: unknown, started: unknown) => (error ? reject(error) : resolve(started)),
    ),
  );
  await new Promise((resolve) => disk.define('default', 'berth', { id, berth_name: unique }, resolve));
  return waterline.getModel('berth', orm);
}

describe('Waterline', () => {
  let berth: Model;
  beforeAll(async () => {
    berth = await berths();
    await berth.create({ name: 'hunter2' });
  }, 120_000);

  it.each<[string, () => PromiseLike<unknown>, number, object]>([
    ['a value that is taken', () => berth.create({ name: 'hunter2' }), 409, { detail: 'Already taken', pointer: '#/name', code: 'unique' }],
    ['a value that is missing', () => berth.create({}), 400, { detail: 'Required', pointer: '#/name', code: 'required' }],
    [
      'a rule',
      () => berth.create({ name: 'x', kind: 'hunter2' }),
      400,
      { detail: 'Not in the configured whitelist (sail, motor)', pointer: '#/kind', code: 'isIn' },
    ],
    ['a type', () => berth.create({ name: 'x', depth: 'hunter2' }), 400, { detail: 'Must be of type number', pointer: '#/depth', code: 'type' }],
    [
      'values to set',
      () => berth.update({ id: 1 }).set({ kind: 'hunter2' }),
      400,
      { detail: 'Not in the configured whitelist (sail, motor)', pointer: '#/kind', code: 'isIn' },
    ],
  ])('answers %s with a message that does not hold the value (balderdashy/sails#3459)', async (_, call, status, issue) => {
    const answer = await thrown(await errorOf(call));
    expect([answer.status, answer.problem.errors]).toEqual([status, [issue]]);
    expect(answer.everything).not.toContain('hunter2');
  });

  it.each<[string, object, readonly string[]]>([
    ['two rules of one attribute', { email: 'hunter2' }, ['isEmail', 'maxLength']],
    ['numbers', { beam: 41.5 }, ['isInteger', 'max']],
    ['texts', { site: 'hunter2 is not a site' }, ['isURL', 'regex']],
    ['times', { since: new Date(1) }, ['isBefore']],
    ['rules of the app', { code: 'hunter2' }, ['custom']],
    ['lists of values', { code: 'no' }, ['isNotIn']],
    ['an empty text', { code: '' }, ['isNotEmptyString']],
  ])('names each rule: %s', async (_, values, rules) => {
    const answer = await passed(await errorOf(() => berth.create({ name: 'x', ...values })));
    expect(answer.status).toBe(400);
    expect(answer.problem.errors).toEqual(
      rules.map((code) => ({ detail: expect.not.stringMatching(/^Not valid/), pointer: `#/${Object.keys(values)[0]}`, code })),
    );
    expect(answer.everything).not.toContain('hunter2');
  });

  it.each(["hunter2') was a secret", "x') was not\nhunter2", 'hunter2 • Value (', "x\n') matched hunter2"])('does not repeat any part of %o', async (email) => {
    const answer = await thrown(await errorOf(() => berth.create({ name: 'x', email })));
    expect(answer.status).toBe(400);
    for (const issue of answer.problem.errors ?? [])
      expect(issue).toMatchObject({ pointer: '#/email', code: expect.stringMatching(/^(?:isEmail|maxLength)$/) });
    expect(answer.everything).not.toContain('hunter2');
  });

  it('leaves it to the app to decide who caused an invalid query', async () => {
    const error = await errorOf(() => berth.find({ where: { depth: 'hunter2' } }));
    expect((await thrown(error)).status).toBe(500);
    const { problem, everything } = await passed(error);
    expect(problem.errors).toEqual([{ detail: 'Must be of type number', pointer: '#/depth', code: 'type' }]);
    expect(everything).not.toContain('hunter2');
  });
});

/** Waterline of Sails 0.12, over its memory adapter. */
async function oldBerths(): Promise<Model> {
  const installed = createRequire(
    join(ensureInstalled('waterline-0.12', { manifest: { dependencies: { waterline: '0.12.2', 'sails-memory': '0.10.7' } } }), 'package.json'),
  );
  const [Waterline, memory] = [installed('waterline'), installed('sails-memory')];
  const orm = new Waterline();
  const attributes = { name: { type: 'string', required: true, unique: true }, email: { type: 'email' }, depth: { type: 'integer', min: 3 } };
  orm.loadCollection(Waterline.Collection.extend({ identity: 'berth', connection: 'default', migrate: 'drop', attributes }));
  const started = await new Promise<{ collections: { berth: Model } }>((resolve, reject) =>
    orm.initialize({ adapters: { memory }, connections: { default: { adapter: 'memory' } } }, (error: unknown, made: never) =>
      error ? reject(error) : resolve(made),
    ),
  );
  return started.collections.berth;
}

describe('Waterline 0.12', () => {
  let berth: Model;
  beforeAll(async () => {
    berth = await oldBerths();
    await berth.create({ name: 'hunter2' });
  }, 120_000);

  it.each<[string, object, number, readonly object[]]>([
    ['a value that is missing', {}, 400, expect.arrayContaining([{ detail: 'Required', pointer: '#/name', code: 'required' }])],
    ['a value that is taken', { name: 'hunter2' }, 409, [{ detail: 'Already taken', pointer: '#/name', code: 'unique' }]],
    [
      'several rules',
      { name: 'x', email: 'hunter2', depth: 1 },
      400,
      [
        { detail: 'Not an email address', pointer: '#/email', code: 'email' },
        { detail: 'Not a valid value', pointer: '#/depth', code: 'min' },
      ],
    ],
  ])('answers %s with attribute and rule, without the value', async (_, values, status, issues) => {
    const answer = await thrown(await errorOf(() => berth.create(values)));
    expect([answer.status, answer.problem.errors]).toEqual([status, issues]);
    expect(answer.everything).not.toContain('hunter2');
  });
});

describe('an action of Sails', () => {
  it('names the inputs that are missing or invalid, without their values', async () => {
    const installed = createRequire(join(ensureSails(), 'package.json'));
    const [express, asAction] = [installed('express'), installed('machine-as-action')];
    const inputs = { berth: { type: 'number', required: true }, email: { type: 'string', isEmail: true } };
    const action = asAction({ identity: 'book', inputs, fn: async () => 1 });
    const errors: unknown[] = [];
    const app = express().use(express.json());
    app.post('/book', (req: object, res: { json(body: unknown): void }) =>
      action(req, Object.assign(res, { badRequest: (error: unknown) => res.json(errors.push(error)) })),
    );
    const server = createServer(app).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const headers = { 'content-type': 'application/json', connection: 'close' };
    await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/book`, { method: 'POST', headers, body: '{"email":"hunter2"}' });
    server.close();
    expect(errors).toMatchObject([{ code: 'E_MISSING_OR_INVALID_PARAMS' }]);
    const { problem, everything } = await passed(errors[0]);
    expect(problem.errors).toEqual([
      { detail: 'Required', pointer: '#/berth', code: 'required' },
      { detail: 'Not a valid email address', pointer: '#/email', code: 'isEmail' },
    ]);
    expect(everything).not.toContain('hunter2');
  });
});
