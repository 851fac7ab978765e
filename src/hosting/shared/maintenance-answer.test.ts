import { describe, expect, it, vi } from 'vitest';
import { readMet } from './maintenance-answer.ts';

const read = (value: unknown) => {
  const failed = vi.fn();
  return { met: readMet(value, failed), faults: failed.mock.calls.map(([error]) => String(error)) };
};

describe('readMet', () => {
  it.each([
    [{ retryAfter: 600 }, { retryAfter: 600, message: undefined }],
    [
      { retryAfter: 0.5, message: 'Back soon' },
      { retryAfter: 0.5, message: 'Back soon' },
    ],
    [
      { retryAfter: 600, message: '' },
      { retryAfter: 600, message: undefined },
    ],
    [Object.assign(Object.create({ retryAfter: 5 }), { message: 'x' }), { retryAfter: 5, message: 'x' }],
  ])('reads an outage: %j', (value, outage) => {
    expect(read(value)).toEqual({ met: { outage }, faults: [] });
  });

  it('leaves out a message that is no text, and names the fault', () => {
    const { met, faults } = read({ retryAfter: 600, message: 7 });
    expect(met).toEqual({ outage: { retryAfter: 600 } });
    expect(faults[0]).toContain('the message 7 from `maintenance.meets()`');
  });

  it('reads an answer, with its fields in lower case and its cookies as a list', () => {
    const { met } = read({ status: 303, headers: { Location: '/', 'Set-Cookie': 'a=1', vary: ['cookie', 'accept'] } });
    expect(met?.answer).toEqual({
      status: 303,
      headers: { location: '/', 'set-cookie': ['a=1'], vary: 'cookie, accept' },
      removedHeaders: [],
      body: '',
      value: undefined,
    });
  });

  it.each([
    [true],
    [false],
    [null],
    [0],
    [''],
    ['600'],
    [[]],
    [{}],
    [new Date()],
    [() => ({ retryAfter: 5 })],
    [{ retryAfter: Number.NaN }],
    [{ retryAfter: Number.POSITIVE_INFINITY }],
    [{ status: 100, headers: {}, body: '' }],
    [{ status: 303.5, headers: {}, body: '' }],
    [{ status: 303, headers: { location: '/\n' }, body: '' }],
    [{ status: 303, headers: { location: undefined }, body: '' }],
    [{ status: 200, headers: { 'content-length': '5' }, body: 'x' }],
    [{ status: 200, headers: { 'x y': '5' }, body: 'x' }],
    [{ status: 200, headers: {}, body: new Uint8Array(4) }],
  ])('refuses any other value, and names it once: %j', (value) => {
    const { met, faults } = read(value);
    expect(met).toBeUndefined();
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(/E_OPTION.*from `maintenance\.meets\(\)`/);
  });

  it('refuses a promise, and handles its rejection', async () => {
    const { met, faults } = read(Promise.reject(new Error('x')));
    expect([met, faults.length, faults[0]?.includes('E_PROMISE')]).toEqual([undefined, 1, true]);
    await new Promise((resolve) => setImmediate(resolve));
  });
});
