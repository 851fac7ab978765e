import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DATA_LIMITS, ERROR_LIMITS } from './json-limits.ts';
import type { JsonOptions } from './json-options.ts';
import { jsonValue } from './json-value.ts';

const now = (): number => performance.now();
const read = (value: unknown, options: Partial<JsonOptions> = {}): unknown => jsonValue(value, { limits: ERROR_LIMITS, now, ...options });
const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value) ?? '');

const anything = fc.anything({
  withBigInt: true,
  withBoxedValues: true,
  withDate: true,
  withMap: true,
  withNullPrototype: true,
  withObjectString: true,
  withSet: true,
  withSparseArray: true,
  withTypedArray: true,
  maxDepth: 6,
});

describe('jsonValue', () => {
  it('makes valid JSON from any value', () => {
    fc.assert(
      fc.property(anything, (value) => {
        const shown = read(value);
        if (shown !== undefined) expect(JSON.stringify(JSON.parse(JSON.stringify(shown)))).toBe(JSON.stringify(shown));
      }),
      { numRuns: 500 },
    );
  });

  it('limits every value to 16 KB in an error body', () => {
    fc.assert(
      fc.property(fc.anything({ maxDepth: 9, maxKeys: 50 }), (value) => {
        expect(bytesOf(read(value))).toBeLessThanOrEqual(16_384);
      }),
    );
  });

  it('keeps plain JSON unchanged', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        fc.pre(!/"(?:__proto__|constructor)":/.test(JSON.stringify(value)));
        expect(JSON.stringify(read(value, { limits: DATA_LIMITS }))).toBe(JSON.stringify(value));
      }),
    );
  });

  it('reads a value without changing it', () => {
    const value = Object.freeze({ list: Object.freeze([1, Object.freeze({ a: new Map([['b', 1]]) })]), error: Object.freeze(new Error('as it was')) });
    const before = Object.getOwnPropertyNames(value.error);
    read(value, { errors: true });
    expect(Object.getOwnPropertyNames(value.error)).toEqual(before);
    expect(value.list).toHaveLength(2);
  });

  it.each<[string, unknown, unknown]>([
    ['a BigInt', 12345678901234567890n, '12345678901234567890'],
    ['NaN', Number.NaN, null],
    ['an infinite number', Number.NEGATIVE_INFINITY, null],
    ['a symbol', Symbol('s'), 'Symbol(s)'],
    ['a Date', new Date(0), '1970-01-01T00:00:00.000Z'],
    ['a Date that is none', new Date(Number.NaN), null],
    [
      'a Map',
      new Map<unknown, unknown>([
        ['a', 1],
        [2, 'b'],
      ]),
      { a: 1, 2: 'b' },
    ],
    ['a Set', new Set([1, 'b']), [1, 'b']],
    ['a Buffer', Buffer.from('secret'), '[binary, 6 bytes]'],
    ['a boxed text', new String('text'), 'text'],
    ['a sparse list', Object.assign([], { 1: 1 }), [null, 1]],
    ['a list with values that JSON cannot hold', [undefined, () => 1], [null, null]],
    ['members that JSON cannot hold', { a: undefined, b: () => 1, c: 1 }, { c: 1 }],
    ['an object with toJSON', { secret: 1, toJSON: () => ({ shown: 1 }) }, { shown: 1 }],
    [
      'a toJSON that throws',
      {
        toJSON: () => {
          throw new Error('no');
        },
      },
      '[unreadable]',
    ],
    ['an unpaired surrogate', '\ud800', '\ufffd'],
  ])('reads %s', (_, value, shown) => {
    expect(read(value)).toEqual(shown);
  });

  it('is undefined for undefined and for functions', () => {
    expect(read(undefined)).toBeUndefined();
    expect(read(() => 1)).toBeUndefined();
  });

  it('marks a cycle, but not an object that occurs twice', () => {
    const twice = { n: 1 };
    const value: Record<string, unknown> = { a: twice, b: twice };
    value['self'] = value;
    expect(read(value)).toEqual({ a: { n: 1 }, b: { n: 1 }, self: '[circular]' });
  });

  it('ends for a toJSON that returns its own object, and for an endless one', () => {
    const itself = { toJSON: (): unknown => itself };
    const another = (): unknown => ({ toJSON: another });
    expect(read(itself)).toBe('[circular]');
    expect(read(another())).toBe('[too deep]');
  });

  it('hides only the member whose getter throws', () => {
    const value = {
      a: 1,
      get b(): never {
        throw new Error('no');
      },
      c: 3,
    };
    expect(read(value)).toEqual({ a: 1, b: '[unreadable]', c: 3 });
  });

  it('drops __proto__ and constructor, at any depth', () => {
    const shown = read(JSON.parse('{"a":{"__proto__":{"polluted":1},"constructor":{"prototype":{}},"b":1}}')) as { a: object };
    expect(shown).toEqual({ a: { b: 1 } });
    expect('polluted' in shown.a).toBe(false);
  });

  it('shows an Error without its members', () => {
    const error = Object.assign(new Error('the password is hunter2'), { toJSON: () => 'hunter2', [Symbol.toPrimitive]: () => 'hunter2' });
    expect(read({ error })).toEqual({ error: '[error]' });
  });

  it('shows name, message and code of an Error if errors are shown, but never its stack', () => {
    const error = Object.assign(new TypeError('no berth'), { code: 'E_BERTH', query: 'SELECT' });
    expect(read([error], { errors: true })).toEqual([{ name: 'TypeError', message: 'no berth', code: 'E_BERTH' }]);
  });

  it('masks members with the name of a secret, and texts with the shape of a secret', () => {
    const value = { user: { apiKey: 'k-1', 'set-cookie': 'sid=1', url: 'postgres://u:p@db/1', name: 'Ada' } };
    expect(read(value, { mask: true })).toEqual({ user: { apiKey: '[masked]', 'set-cookie': '[masked]', url: 'postgres://[masked]@db/1', name: 'Ada' } });
  });

  it('leaves out the members of the option omit, at any depth', () => {
    expect(read([{ message: 'Too short', value: 'hunter2', context: { value: 'hunter2' } }], { omit: new Set(['value', 'context']) })).toEqual([
      { message: 'Too short' },
    ]);
  });

  it('keeps the members of a Map, and leaves out those of the objects in it', () => {
    const map = new Map<string, unknown>([
      ['value', 7],
      ['entry', { value: 'hunter2' }],
    ]);
    expect(read(map, { omit: new Set(['value']) })).toEqual({ value: 7, entry: {} });
  });
});
