import { describe, expect, it } from 'vitest';
import { CODE_GUIDE } from '../../../src/drill/output/code-guide.ts';
import { inOrder, isFailed } from '../../../src/drill/output/finding-facts.ts';
import { finding, report } from './sample-report.ts';

describe('a drill', () => {
  it.each([
    ['nothing', [], false, false],
    ['nothing, with --strict', [], true, false],
    ['a warning', [finding({ severity: 'warning' })], false, false],
    ['a warning, with --strict', [finding({ severity: 'warning' })], true, true],
    ['an error', [finding({ severity: 'warning' }), finding()], false, true],
  ] as const)('that finds %s', (_, findings, strict, fails) => {
    expect(isFailed(report([], findings), strict)).toBe(fails);
  });

  it('has findings in one order, whatever order they came in', () => {
    const findings = [
      finding(),
      finding({ place: undefined }),
      finding({ code: 'leak' }),
      finding({ severity: 'warning' }),
      finding({ place: { file: 'a.js' } }),
    ];
    expect(inOrder(findings.toReversed())).toEqual(inOrder(findings));
  });
});

describe('the guide of the codes', () => {
  it.each(Object.entries(CODE_GUIDE))('explains %s in short sentences', (_, { title, why }) => {
    expect(title).toMatch(/^[A-Z].{5,58}[^.]$/);
    expect(why).toMatch(/\.$/);
    expect(Math.max(...why.split('. ').map((sentence) => sentence.split(' ').length))).toBeLessThanOrEqual(25);
  });
});
