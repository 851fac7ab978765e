import { describe, expect, it } from 'vitest';
import { DATA_LIMITS, ERROR_LIMITS } from './json-limits.ts';
import type { JsonOptions } from './json-options.ts';
import { jsonValue } from './json-value.ts';

const now = (): number => performance.now();
const read = (value: unknown, options: Partial<JsonOptions> = {}): unknown => jsonValue(value, { limits: ERROR_LIMITS, now, ...options });
const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value) ?? '');

/** Lists inside lists with 32 references to the same list: a few objects in 32^7 places. */
function unfolding(leaf: unknown): unknown {
  let value = leaf;
  for (let level = 0; level < 7; level++) value = Array(32).fill(value);
  return value;
}

/** The processor time of this process, in milliseconds. Other processes do not change it. */
function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

describe('jsonValue, with limits', () => {
  const deep = (levels: number): unknown => {
    let value: unknown = 'bottom';
    for (let i = 0; i < levels; i++) value = i % 2 === 0 ? [value] : { value };
    return value;
  };

  it('ends for a value with 10,000 levels', () => {
    expect(JSON.stringify(read(deep(10_000)))).toMatch(/\[too deep\]/);
    expect(JSON.stringify(read(deep(10_000), { limits: DATA_LIMITS }))).toMatch(/\[too deep\]/);
  });

  it('counts the items of a long list that it leaves out', () => {
    const shown = read(Array.from({ length: 100_000 }, (_, i) => i)) as unknown[];
    expect(shown).toHaveLength(33);
    expect(shown.at(-1)).toBe('… and 99968 more');
  });

  it('marks an object, a Map or a Set that has more members', () => {
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
  ])('limits %s to 16 KB, and takes less than a second', (_, value) => {
    const made = value();
    const started = cpuTime();
    const shown = read(made, { errors: true, mask: true });
    expect(cpuTime() - started).toBeLessThan(1_000);
    expect(bytesOf(shown)).toBeLessThanOrEqual(16_384);
  });

  it('stops reading after its time limit', () => {
    let clock = 0;
    let reads = 0;
    const slow = Object.defineProperties(
      {},
      Object.fromEntries(
        Array.from({ length: 30 }, (_, i) => [
          `m${i}`,
          {
            enumerable: true,
            get: () => {
              clock += 100;
              reads++;
              return i;
            },
          },
        ]),
      ),
    );
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
