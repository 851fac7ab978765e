import { describe, expect, it } from 'vitest';
import { called, environmentOf, everyAnswer, request } from '../../../tests/support/every-answer.ts';
import { Occurrence } from '../pipeline/occurrence.ts';
import type { Outcome } from '../responses/outcome.ts';
import { settingsOf } from '../settings/settings.ts';
import { disclose, type PublicOutcome } from './disclose.ts';

describe('disclose, within 16 KB', () => {
  const publicOf = (outcome: Partial<Outcome>): PublicOutcome =>
    disclose(
      { name: 'badRequest', status: 400, title: 'Bad Request', expose: true, ...outcome },
      { revealed: false, errors: () => [], reference: undefined, now: () => 0 },
    );

  it('cuts a message that is too long, and marks the cut', () => {
    expect(publicOf({ detail: 'x'.repeat(100_000) }).detail).toMatch(/^x{4000,4096} … \(cut\)$/);
  });

  it.each<[string, unknown]>([
    ['messages', Array.from({ length: 1_000 }, () => 'x'.repeat(10_000))],
    ['paths', Array.from({ length: 32 }, () => ({ message: 'm', path: Array(32).fill('p'.repeat(1_000)) }))],
    ['paths outside ASCII', Array.from({ length: 32 }, () => ({ message: 'm', path: Array(32).fill('漢'.repeat(250)) }))],
    ['field names', { ['f'.repeat(1_000_000)]: 'Unknown field' }],
    ['fields', Object.fromEntries(Array.from({ length: 250 }, (_, i) => [`field${i}`, Array(32).fill('x'.repeat(100))]))],
    ['codes', Array.from({ length: 32 }, () => ({ message: 'm', path: [], code: 'c'.repeat(128) }))],
    ['data', { list: Array.from({ length: 32 }, () => ({ text: 'x'.repeat(10_000) })) }],
  ])('limits a problem document with huge %s to 16 KB', async (_, errors) => {
    const settings = settingsOf({ logger: false }, environmentOf('production'));
    const started = process.cpuUsage();
    const answers = await everyAnswer(called('badRequest', errors));
    expect(process.cpuUsage(started).user / 1_000).toBeLessThan(2_000);
    const { body } = await new Occurrence(settings, request, called('badRequest', errors)(settings)).represent();
    expect(Buffer.byteLength(body)).toBeLessThanOrEqual(16_384);
    for (const answer of answers) expect(answer.length).toBeLessThan(64_000);
  });
});

describe('disclose, for validation errors', () => {
  const shown = (errors: unknown): Promise<readonly string[]> => everyAnswer(called('badRequest', errors));
  const typed = 'hunter2';

  it.each<[string, unknown]>([
    ['zod and Standard Schema', { issues: [{ code: 'too_small', message: 'Too short', path: ['password'], input: typed, received: typed }] }],
    [
      'joi',
      Object.assign(new Error('"password" is too short'), {
        _original: { password: typed },
        details: [{ message: 'm', path: ['password'], context: { value: typed } }],
      }),
    ],
    [
      'mongoose',
      Object.assign(new Error('Validation failed'), {
        errors: { password: Object.assign(new Error(`Path "password" (${typed}) is too short`), { value: typed }) },
      }),
    ],
    ['ajv', [{ instancePath: '/password', keyword: 'minLength', message: 'must NOT be shorter', data: typed, params: { limit: 8 } }]],
    ['yup', Object.assign(new Error('m'), { errors: ['password is too short'], value: { password: typed }, params: { value: typed } })],
    ['Sequelize', Object.assign(new Error('m'), { errors: [{ message: 'Too short', path: 'password', value: typed, instance: { password: typed } }] })],
    ['express-validator: result.array()', [{ type: 'field', msg: 'Too short', path: 'password', value: typed, location: 'body' }]],
    ['express-validator: { errors: result.array() }', { errors: [{ type: 'field', msg: 'Too short', path: 'password', value: typed, location: 'body' }] }],
    [
      'class-validator',
      [Object.assign(new (class ValidationError {})(), { property: 'password', value: typed, target: { password: typed }, constraints: { min: 'Too short' } })],
    ],
  ])('sends no submitted value for %s', async (_, errors) => {
    for (const answer of await shown(errors)) expect(answer).not.toContain(typed);
  });
});
