import { describe, expect, it } from 'vitest';
import { referenceMaker } from './reference.ts';

const reference = referenceMaker((bytes) => crypto.getRandomValues(bytes));

describe('a reference', () => {
  it('is short, in two groups, without letters that are easily confused', () => {
    for (let i = 0; i < 1_000; i++) expect(reference()).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
  });

  it('does not repeat among many', () => {
    const made = new Set(Array.from({ length: 20_000 }, reference));
    // With 40 random bits, the chance of one collision among so many is one in five thousand.
    expect(made.size).toBeGreaterThanOrEqual(19_999);
  });

  it('uses every letter about as often as every other', () => {
    const counts = new Map<string, number>();
    for (const letter of Array.from({ length: 4_000 }, reference).join('').replaceAll('-', '')) counts.set(letter, (counts.get(letter) ?? 0) + 1);
    expect(counts.size).toBe(32);
    for (const count of counts.values()) expect(count).toBeGreaterThan(700);
  });

  it('uses the random bytes of its source, and fetches more when they are used up', () => {
    let calls = 0;
    const counted = referenceMaker((bytes) => bytes.fill(calls++));
    const made = new Set(Array.from({ length: 2_500 }, counted));
    expect(made).toEqual(new Set(['0000-0000', '1111-1111', '2222-2222']));
  });
});
