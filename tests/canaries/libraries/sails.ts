import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ensureSails } from '../../sails/packages.ts';
import { outcomeOf, ways } from '../way.ts';

interface Input {
  readonly type: string;
  readonly [rule: string]: unknown;
}

const installed = createRequire(join(ensureSails(), 'package.json'));
const buildMachine = installed('machine').build as (definition: object) => (argins: object) => PromiseLike<unknown>;
const asAction = installed('machine-as-action') as (definition: object) => (req: object, res: object) => unknown;

const RULES: Readonly<Record<string, Input>> = {
  'a length': { type: 'string', minLength: 10_000 },
  'an address': { type: 'string', isEmail: true },
  'a choice': { type: 'json', isIn: ['sail', 'motor'] },
  'a pattern': { type: 'string', regex: /^sail$/ },
  'a type': { type: 'boolean' },
  'a custom rule': { type: 'json', custom: () => false },
};

/** What an action passes to `res.badRequest`. */
function passed(password: Input, typed: unknown): Promise<unknown> {
  const action = asAction({ identity: 'login', inputs: { password }, fn: async () => 1 });
  const req = {
    method: 'POST',
    path: '/login',
    query: {},
    body: { password: typed },
    allParams: () => ({ password: typed }),
    headers: {},
    param: () => undefined,
    setTimeout: () => undefined,
  };
  return new Promise((resolve) => {
    const done = (given?: unknown): void => resolve(given);
    action(
      { ...req, get: () => undefined },
      { badRequest: done, serverError: done, send: done, json: done, status: () => ({ send: done, json: done }), once: () => undefined },
    );
  });
}

export const WAYS = [
  ...ways('an action of Sails', Object.fromEntries(Object.entries(RULES).map(([name, rule]) => [name, (typed: unknown) => passed(rule, typed)]))),
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
