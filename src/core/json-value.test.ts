import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DATA_LIMITS, ERROR_LIMITS, type JsonOptions, jsonValue } from './json-value.ts';

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

/** Lists in lists, 32 wide, all of them one and the same: 32^7 places for a few objects. */
function unfolding(leaf: unknown): unknown {
  let value = leaf;
  for (let level = 0; level < 7; level++) value = Array(32).fill(value);
  return value;
}

/** Processor time of this process, in milliseconds: it does not count what else the machine is busy with. */
function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

describe('jsonValue', () => {
  it('makes valid JSON out of anything (N19)', () => {
    fc.assert(
      fc.property(anything, (value) => {
        const shown = read(value);
        if (shown !== undefined) expect(JSON.stringify(JSON.parse(JSON.stringify(shown)))).toBe(JSON.stringify(shown));
      }),
      { numRuns: 500 },
    );
  });

  it('keeps anything under 16 KB for an error (N19, R26)', () => {
    fc.assert(
      fc.property(fc.anything({ maxDepth: 9, maxKeys: 50 }), (value) => {
        expect(bytesOf(read(value))).toBeLessThanOrEqual(16_384);
      }),
    );
  });

  it('leaves plain JSON as it is', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        fc.pre(!/"(?:__proto__|constructor)":/.test(JSON.stringify(value)));
        expect(JSON.stringify(read(value, { limits: DATA_LIMITS }))).toBe(JSON.stringify(value));
      }),
    );
  });

  it('reads a value without changing it (R24)', () => {
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
    ['a Map', new Map<unknown, unknown>([['a', 1], [2, 'b']]), { a: 1, 2: 'b' }],
    ['a Set', new Set([1, 'b']), [1, 'b']],
    ['a Buffer', Buffer.from('secret'), '[binary, 6 bytes]'],
    ['a boxed text', new String('text'), 'text'],
    ['a sparse list', Object.assign([], { 1: 1 }), [null, 1]],
    ['a list with what JSON has no word for', [undefined, () => 1], [null, null]],
    ['members JSON has no word for', { a: undefined, b: () => 1, c: 1 }, { c: 1 }],
    ['an object with toJSON', { secret: 1, toJSON: () => ({ shown: 1 }) }, { shown: 1 }],
    ['a toJSON that throws', { toJSON: () => { throw new Error('no'); } }, '[unreadable]'],
    ['an unpaired surrogate', '\ud800', '\ufffd'],
  ])('reads %s', (_, value, shown) => {
    expect(read(value)).toEqual(shown);
  });

  it('has no word for undefined and for functions', () => {
    expect(read(undefined)).toBeUndefined();
    expect(read(() => 1)).toBeUndefined();
  });

  it('names a cycle, and not what merely occurs twice', () => {
    const twice = { n: 1 };
    const value: Record<string, unknown> = { a: twice, b: twice };
    value['self'] = value;
    expect(read(value)).toEqual({ a: { n: 1 }, b: { n: 1 }, self: '[circular]' });
  });

  it('ends with a toJSON that gives itself, and with one that never ends', () => {
    const itself = { toJSON: (): unknown => itself };
    const another = (): unknown => ({ toJSON: another });
    expect(read(itself)).toBe('[circular]');
    expect(read(another())).toBe('[too deep]');
  });

  it('hides only the member whose getter throws', () => {
    const value = { a: 1, get b(): never { throw new Error('no'); }, c: 3 };
    expect(read(value)).toEqual({ a: 1, b: '[unreadable]', c: 3 });
  });

  it('drops __proto__ and constructor, at any depth (N18)', () => {
    const shown = read(JSON.parse('{"a":{"__proto__":{"polluted":1},"constructor":{"prototype":{}},"b":1}}')) as { a: object };
    expect(shown).toEqual({ a: { b: 1 } });
    expect('polluted' in shown.a).toBe(false);
  });

  it('says nothing of an Error but that it is one (R6)', () => {
    const error = Object.assign(new Error('the password is hunter2'), { toJSON: () => 'hunter2', [Symbol.toPrimitive]: () => 'hunter2' });
    expect(read({ error })).toEqual({ error: '[error]' });
  });

  it('shows name, message and code of an Error where errors may be seen, and never its stack', () => {
    const error = Object.assign(new TypeError('no berth'), { code: 'E_BERTH', query: 'SELECT' });
    expect(read([error], { errors: true })).toEqual([{ name: 'TypeError', message: 'no berth', code: 'E_BERTH' }]);
  });

  it('masks members with the name of a secret, and secrets by their shape (N30, N31)', () => {
    const value = { user: { apiKey: 'k-1', 'set-cookie': 'sid=1', url: 'postgres://u:p@db/1', name: 'Ada' } };
    expect(read(value, { mask: true })).toEqual({ user: { apiKey: '[masked]', 'set-cookie': '[masked]', url: 'postgres://[masked]@db/1', name: 'Ada' } });
  });

  it('leaves out the members it is told to, at any depth (R4)', () => {
    expect(read([{ message: 'Too short', value: 'hunter2', context: { value: 'hunter2' } }], { omit: new Set(['value', 'context']) })).toEqual([{ message: 'Too short' }]);
  });
});

describe('jsonValue, within its limits (N19, R26)', () => {
  const deep = (levels: number): unknown => {
    let value: unknown = 'bottom';
    for (let i = 0; i < levels; i++) value = i % 2 === 0 ? [value] : { value };
    return value;
  };

  it('ends a value that is 10,000 deep', () => {
    expect(JSON.stringify(read(deep(10_000)))).toMatch(/\[too deep\]/);
    expect(JSON.stringify(read(deep(10_000), { limits: DATA_LIMITS }))).toMatch(/\[too deep\]/);
  });

  it('says how many items of a long list it leaves out', () => {
    const shown = read(Array.from({ length: 100_000 }, (_, i) => i)) as unknown[];
    expect(shown).toHaveLength(33);
    expect(shown.at(-1)).toBe('… and 99968 more');
  });

  it('says that an object, a Map, a Set has more members', () => {
    const members = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`m${i}`, i]));
    expect(Object.keys(read(members) as object)).toHaveLength(33);
    expect((read(new Map(Object.entries(members))) as Record<string, unknown>)['…']).toBe('and 68 more');
    expect((read(new Set(Object.keys(members))) as unknown[]).at(-1)).toBe('… and 68 more');
  });

  it.each<[string, () => unknown]>([
    ['a text of 10 MB', () => 'x'.repeat(10_000_000)],
    ['texts of control characters', () => Array(32).fill('\u0001'.repeat(8_000))],
    ['texts outside ASCII', () => Array(32).fill('漢'.repeat(8_000))],
    ['names of a megabyte', () => ({ ['k'.repeat(1_000_000)]: 1, ['l'.repeat(1_000_000)]: 2 })],
    ['names outside ASCII', () => Object.fromEntries(Array.from({ length: 32 }, (_, i) => [`${i}${'漢'.repeat(2_000)}`, 1]))],
    ['32^7 empty lists', () => unfolding([])],
    ['32^7 nulls', () => unfolding(null)],
    ['32^7 undefineds', () => unfolding(undefined)],
    ['32^7 long numbers', () => unfolding(-1.7976931348623157e308)],
    ['32^7 Errors', () => unfolding(new Error('no'))],
    ['32^7 Buffers', () => unfolding(Buffer.alloc(1))],
    ['32^7 revoked Proxies', () => unfolding(revoked())],
    ['32^7 short texts', () => unfolding('x')],
    ['100,000 objects', () => Array.from({ length: 100_000 }, (_, i) => ({ i, deeper: { i } }))],
    ['a sparse list of four thousand million', () => new Array(2 ** 32 - 1)],
  ])('keeps %s under 16 KB, and is done within a second', (_, value) => {
    const made = value();
    const started = cpuTime();
    const shown = read(made, { errors: true, mask: true });
    expect(cpuTime() - started).toBeLessThan(1_000);
    expect(bytesOf(shown)).toBeLessThanOrEqual(16_384);
  });

  it('stops reading when its time is over', () => {
    let clock = 0;
    let reads = 0;
    const slow = Object.defineProperties({}, Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`m${i}`, { enumerable: true, get: () => { clock += 100; reads++; return i; } }])));
    const shown = read(slow, { now: () => clock }) as Record<string, unknown>;
    expect(reads).toBeLessThanOrEqual(4);
    expect(shown['…']).toBe('and more');
  });
});

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}
