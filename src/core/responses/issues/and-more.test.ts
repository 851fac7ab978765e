import { describe, expect, it } from 'vitest';
import { disclose } from '../../disclosure/disclose.ts';
import type { Issue } from '../../values/issue.ts';
import { andMore } from './and-more.ts';
import { readIssues } from './index.ts';

function issuesOf(value: unknown): readonly Issue[] | undefined {
  return readIssues(value).issues;
}

describe('andMore', () => {
  it('counts the issues that are left out', () => {
    expect(andMore([{ message: 'Too long', path: ['boat'] }])).toEqual({ message: 'and 1 more', path: [] });
  });

  it('adds the number of an issue that is a count, and counts a field with the same message once', () => {
    const leftOut = [
      { message: 'Too long', path: ['boat'] },
      { message: 'and 268 more', path: [] },
      { message: 'and 5 more', path: ['crew'] },
    ];
    expect(andMore(leftOut).message).toBe('and 270 more');
  });

  it('keeps the count when a list is cut twice', () => {
    const issues = issuesOf(Array.from({ length: 300 }, () => ({ message: 'x'.repeat(2_000), path: ['boat'] })));
    const outcome = { name: 'badRequest', status: 400, title: 'Bad Request', expose: true, issues };
    const shown = disclose(outcome as never, { revealed: false, errors: () => [], reference: undefined, now: () => 0 }).issues;
    expect(shown.at(-1)?.message).toBe(`and ${300 - (shown.length - 1)} more`);
  });
});
