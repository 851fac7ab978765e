import { REQUIREMENTS } from 'halyard/conformance';
import { describe, expect, it } from 'vitest';
import { HOSTS } from './hosts.ts';

const ALL = Object.values(REQUIREMENTS).flat();

describe('the requirements', () => {
  it('have ids of their own, and a reason each', () => {
    expect(new Set(ALL.map(({ id }) => id)).size).toBe(ALL.length);
    expect(ALL.filter(({ source }) => source === '')).toEqual([]);
  });

  it('number more than eighty', () => {
    expect(ALL.length).toBeGreaterThan(80);
  });

  it.each(HOSTS)('are excepted for $name only by ids that exist', ({ except = {} }) => {
    expect(Object.keys(except).filter((id) => !ALL.some((requirement) => requirement.id === id))).toEqual([]);
  });
});
