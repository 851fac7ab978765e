import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ERROR_LIMITS } from './json-limits.ts';
import { jsonText } from './json-text.ts';

const now = (): number => performance.now();
const textOf = (value: unknown): string => jsonText(value, now).text;

/** The processor time of this process, in milliseconds. Other processes do not change it. */
function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

describe('jsonText', () => {
  it('equals JSON.stringify for plain JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        expect(textOf(value)).toBe(JSON.stringify(value));
      }),
      { numRuns: 100 },
    );
  });

  it.each<[string, unknown]>([
    ['members that are undefined', { a: undefined, b: 1 }],
    ['items that are undefined', [undefined, 1]],
    ['NaN', { a: Number.NaN }],
    ['unpaired surrogates', ['\ud800', { '\udc00': 1 }]],
    ['an object without a prototype', Object.assign(Object.create(null), { a: 1 })],
    ['a sparse list', Object.assign([], { 1: 1 })],
    ['a Date', { at: new Date(0) }],
    [
      'a model with toJSON',
      {
        berth: new (class Berth {
          secret = 1;
          toJSON() {
            return { id: 7 };
          }
        })(),
      },
    ],
    ['numbers like -0', { a: -0 }],
  ])('equals JSON.stringify for %s', (_, value) => {
    expect(textOf(value)).toBe(JSON.stringify(value));
  });

  it('is valid JSON for any value, and never throws', () => {
    const anything = fc.anything({
      withBigInt: true,
      withBoxedValues: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withSparseArray: true,
      withTypedArray: true,
    });
    fc.assert(
      fc.property(anything, (value) => {
        const { text, value: shown } = jsonText(value, now);
        // The acknowledgement of a socket event holds the same value as the body.
        expect(JSON.stringify(JSON.parse(text))).toBe(JSON.stringify(JSON.parse(JSON.stringify(shown) ?? 'null')));
      }),
      { numRuns: 150 },
    );
  });

  it('is null for a value that JSON cannot hold', () => {
    expect(textOf(undefined)).toBe('null');
    expect(textOf(() => 1)).toBe('null');
  });

  it.each<[string, unknown, unknown]>([
    ['a BigInt', { id: 10n }, { id: '10' }],
    ['a Map', { map: new Map([['a', 1]]) }, { map: { a: 1 } }],
    ['a Set', { set: new Set([1]) }, { set: [1] }],
    ['an Error', { error: new Error('the password is hunter2') }, { error: '[error]' }],
    [
      'a toJSON that throws',
      {
        a: {
          toJSON: () => {
            throw new Error('no');
          },
        },
      },
      { a: '[unreadable]' },
    ],
    [
      'a list whose toJSON throws',
      Object.assign([1], {
        toJSON: () => {
          throw new Error('no');
        },
      }),
      [1],
    ],
  ])('reads %s, for which JSON.stringify would fail or show too much', (_, value, shown) => {
    expect(JSON.parse(textOf(value))).toEqual(shown);
  });

  it('marks a cycle', () => {
    const value: Record<string, unknown> = { a: 1 };
    value['self'] = value;
    expect(JSON.parse(textOf(value))).toEqual({ a: 1, self: '[circular]' });
  });

  it('ends for a value with 10,000 levels, and for a getter that adds a level at each read', () => {
    let deep: unknown = 1;
    for (let i = 0; i < 10_000; i++) deep = [deep];
    const endless = (): object => ({
      get more() {
        return endless();
      },
    });
    expect(() => JSON.parse(textOf(deep))).not.toThrow();
    expect(() => JSON.parse(textOf(endless()))).not.toThrow();
  });

  it('does not unfold a few objects with 2^60 references to each other', () => {
    let reads = 0;
    const leaf = {
      get n(): number {
        // A failing test must end, too.
        if (++reads === 6_000_000) throw new Error('too much work');
        return 1;
      },
    };
    let value: unknown = leaf;
    for (let i = 0; i < 60; i++) value = [value, value];
    jsonText(value, now, { limits: ERROR_LIMITS });
    expect(reads).toBeLessThan(5_000_000);
  });

  it('does not visit all members of a list with a length of 2^53', () => {
    let reads = 0;
    const value = new Proxy([], {
      get(target, key) {
        // A failing test must end, too.
        if (++reads === 6_000_000) throw new Error('too much work');
        return key === 'length' ? 2 ** 53 - 1 : Reflect.get(target, key);
      },
      has: () => true,
    });
    jsonText(value, now, { limits: ERROR_LIMITS });
    expect(reads).toBeLessThan(5_000_000);
  });

  it('keeps all members of a long list of an app (a report, an export)', () => {
    const value = Array.from({ length: 1_500_000 }, (_, i) => i);
    expect(textOf(value) === JSON.stringify(value)).toBe(true);
  });

  it('writes 100,000 objects in about a second', () => {
    const value = Array.from({ length: 100_000 }, (_, i) => ({ id: i, name: `Berth ${i}`, tags: ['a', 'b'] }));
    const started = cpuTime();
    expect(textOf(value)).toBe(JSON.stringify(value));
    expect(cpuTime() - started).toBeLessThan(1_500);
  });
});
