import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { reportedError } from './errors.ts';
import type { ReportedError } from './reported-error.ts';

const now = () => performance.now();
const report = (value: unknown): ReportedError => reportedError(value, { now });

describe('the own members', () => {
  it('are masked by name and by value, and so are their names', () => {
    const members = {
      password: 'swordfish',
      dsn: 'postgres://ann:swordfish@db/x',
      nested: { apiKey: 'swordfish', list: [{ token: 'swordfish' }] },
      'password=swordfish': 1,
      port: 80,
      retry: () => 1,
      [Symbol('swordfish')]: 1,
    };
    const { members: shown } = report(Object.assign(new Error('x'), members));
    expect(JSON.stringify(shown)).not.toContain('swordfish');
    expect(shown).toContainEqual(['port', '80']);
    expect(shown).toContainEqual(['retry', '[function]']);
  });

  it('that throw are unreadable', () => {
    const error = new Error('x');
    Object.defineProperty(error, 'broken', { enumerable: true, get: () => JSON.parse('{') });
    expect(report(error).members).toEqual([['broken', '[unreadable]']]);
  });

  it('with submitted values are left out, at any depth', () => {
    const members = { value: 'swordfish', parameters: ['swordfish'], meta: { input: 'swordfish', field: 'age' } };
    const { members: shown } = report(Object.assign(new Error('x'), members));
    expect(JSON.stringify(shown)).not.toContain('swordfish');
    expect(shown).toEqual([
      ['value', '[left out]'],
      ['parameters', '[left out]'],
      ['meta', '{\n  "field": "age"\n}'],
    ]);
  });

  it('of a database have no values', () => {
    const members = {
      detail: 'Key (email)=(ann@example.com) already exists.',
      sql: "insert into users values ('ann@example.com', 4111) -- $1",
      driverError: { detail: 'Failing row contains (1, ann@example.com).', table: 'users' },
    };
    const { members: shown } = report(Object.assign(new Error('x'), members));
    expect(JSON.stringify(shown)).not.toMatch(/ann|4111/);
    expect(Object.fromEntries(shown)).toMatchObject({ detail: 'Key (email)=(…) already exists.', sql: 'insert into users values (…, …) -- $1' });
  });

  it('of a validation are its issues without what was sent', () => {
    const { error } = z.object({ age: z.number() }).safeParse({ age: 'swordfish' });
    const wrapped = Object.assign(new Error('x'), { result: error });
    expect(JSON.stringify(report(wrapped).members)).not.toContain('swordfish');
  });

  it('are short: a socket, a client and a request have a name', async () => {
    const response = await fetch('data:text/plain,x');
    const { Socket } = await import('node:net');
    const { members } = report(
      Object.assign(new Error('x'), { socket: new Socket(), nested: { response }, config: { url: '/a', headers: { Authorization: 'swordfish' } } }),
    );
    expect(Object.fromEntries(members).socket).toBe('[Socket]');
    expect(Object.fromEntries(members).nested).toContain('[Response 200');
    expect(Object.fromEntries(members).config).toContain('[masked]');
  });
});
