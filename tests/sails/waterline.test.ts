import { once } from 'node:events';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { errorOf, passed, thrown } from '../support/answer-of.ts';
import { ensureSails } from './packages.ts';

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

  const invalid = 'E_INVALID_NEW_RECORD';
  it.each<[string, () => PromiseLike<unknown>, number, object]>([
    ['a value that is taken', () => berth.create({ name: 'hunter2' }), 409, { detail: 'Already taken', pointer: '#/name', code: 'unique' }],
    ['a value that is missing', () => berth.create({}), 400, { detail: 'Required', pointer: '#/name', code: invalid }],
    [
      'a rule',
      () => berth.create({ name: 'x', kind: 'hunter2' }),
      400,
      { detail: 'Not in the configured whitelist (sail, motor)', pointer: '#/kind', code: invalid },
    ],
    ['a type', () => berth.create({ name: 'x', depth: 'hunter2' }), 400, { detail: 'Must be of type number', pointer: '#/depth', code: invalid }],
    [
      'values to set',
      () => berth.update({ id: 1 }).set({ kind: 'hunter2' }),
      400,
      { detail: 'Not in the configured whitelist (sail, motor)', pointer: '#/kind', code: 'E_INVALID_VALUES_TO_SET' },
    ],
  ])('answers %s with a message that does not hold the value (balderdashy/sails#3459)', async (_, call, status, issue) => {
    const answer = await thrown(await errorOf(call));
    expect([answer.status, answer.problem.errors]).toEqual([status, [issue]]);
    expect(answer.everything).not.toContain('hunter2');
  });

  it.each(["hunter2') was a secret", "x') was not\nhunter2", 'hunter2 • Value (', "x\n') matched hunter2"])('does not repeat any part of %o', async (email) => {
    const answer = await thrown(await errorOf(() => berth.create({ name: 'x', email })));
    expect([answer.status, answer.problem.errors]).toEqual([400, [expect.objectContaining({ pointer: '#/email' })]]);
    expect(answer.everything).not.toContain('hunter2');
  });

  it('leaves it to the app to decide who caused an invalid query', async () => {
    const error = await errorOf(() => berth.find({ where: { depth: 'hunter2' } }));
    expect((await thrown(error)).status).toBe(500);
    const { problem, everything } = await passed(error);
    expect(problem.errors).toEqual([{ detail: 'Must be of type number', pointer: '#/depth', code: 'E_INVALID_CRITERIA' }]);
    expect(everything).not.toContain('hunter2');
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
      { detail: 'Required', pointer: '#/berth', code: 'E_MISSING_OR_INVALID_PARAMS' },
      { detail: 'Not a valid email address', pointer: '#/email', code: 'E_MISSING_OR_INVALID_PARAMS' },
    ]);
    expect(everything).not.toContain('hunter2');
  });
});
