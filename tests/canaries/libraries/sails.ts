import { once } from 'node:events';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { ensureSails } from '../../sails/packages.ts';
import { outcomeOf, ways } from '../way.ts';

interface Input {
  readonly type: string;
  readonly [rule: string]: unknown;
}

type Handler = (req: object, res: object) => unknown;

const installed = createRequire(join(ensureSails(), 'package.json'));
const buildMachine = installed('machine').build as (definition: object) => (argins: object) => PromiseLike<unknown>;
const asAction = installed('machine-as-action') as (definition: object) => Handler;
const express = installed('express');

const RULES: Readonly<Record<string, Input>> = {
  'a length': { type: 'string', minLength: 10_000 },
  'an address': { type: 'string', isIP: true },
  'a choice': { type: 'json', isIn: ['sail', 'motor'] },
  'a pattern': { type: 'string', regex: /^sail$/ },
  'a type': { type: 'boolean' },
  'a custom rule': { type: 'json', custom: () => false },
};

let failure: unknown;
const app = express().use(express.json());
for (const [i, password] of Object.values(RULES).entries()) {
  const action = asAction({ identity: 'login', inputs: { password }, fn: async () => 1 });
  app.post(`/${i}`, (req: object, res: { json(body: unknown): void }) =>
    action(
      req,
      Object.assign(res, {
        badRequest: (error: unknown) => {
          failure = error;
          res.json('');
        },
      }),
    ),
  );
}
const server = createServer(app);
server.unref();

/** The value that an action of Sails passes to `res.badRequest`. */
async function refused(rule: number, password: unknown): Promise<unknown> {
  if (!server.listening) await once(server.listen(0, '127.0.0.1'), 'listening');
  failure = undefined;
  const headers = { 'content-type': 'application/json', connection: 'close' };
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/${rule}`;
  await (await fetch(url, { method: 'POST', headers, body: JSON.stringify({ password }) })).text();
  return failure;
}

export const WAYS = [
  ...ways('an action of Sails', Object.fromEntries(Object.keys(RULES).map((name, i) => [name, (typed: unknown) => refused(i, typed)]))),
  ...ways(
    'a helper of Sails',
    Object.fromEntries(
      Object.entries(RULES).map(([name, rule]) => [
        name,
        (typed: unknown) => outcomeOf(() => buildMachine({ identity: 'login', inputs: { password: rule }, fn: async () => undefined })({ password: typed })),
      ]),
    ),
  ),
];
