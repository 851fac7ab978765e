import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { retryAfter } from './retry-after.ts';

describe('retryAfter', () => {
  it.each<[unknown, string]>([
    [0, '0'],
    [0.1, '1'],
    [59.0001, '60'],
    [120, '120'],
    [-5, '0'],
    [-0.5, '0'],
  ])('writes %s seconds as %s', (seconds, expected) => {
    expect(retryAfter(seconds)).toBe(expected);
  });

  it('writes a Date as the seconds from now, rounded up', () => {
    const now = (): number => 1_000_000;
    expect(retryAfter(new Date(1_000_000 + 2_500), now)).toBe('3');
    expect(retryAfter(new Date(999_000), now)).toBe('0');
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, new Date(Number.NaN), '120', null, undefined, {}, 10n])('returns undefined for %s', (when) => {
    expect(retryAfter(when)).toBeUndefined();
  });

  it('returns whole seconds that are never too early, negative, NaN or in another notation', () => {
    fc.assert(
      fc.property(fc.oneof(fc.double(), fc.integer(), fc.date({ noInvalidDate: false })), (when) => {
        const seconds = retryAfter(when);
        if (seconds === undefined) return;
        expect(seconds).toMatch(/^\d{1,8}$/);
        if (typeof when === 'number' && when < 31_536_000) expect(Number(seconds)).toBeGreaterThanOrEqual(when);
      }),
      { numRuns: 500 },
    );
  });
});
