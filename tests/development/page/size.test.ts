import { describe, expect, it } from 'vitest';
import { developmentPage } from '../../../src/development/page/development-page.ts';
import { chooseEditor } from '../../../src/development/page/editor.ts';
import type { ReportedError } from '../../../src/development/report/reported-error.ts';
import { appFrame, developmentReport, packageFrame, reportedError, reportedRequest } from './reports.ts';

const choice = chooseEditor('cursor', {});
const bytes = (text: string): number => Buffer.byteLength(text);

describe('a development page of at most 300 kB', () => {
  const LIMIT = 300_000;
  const members = (count: number, depth: number): ReportedError =>
    reportedError({
      frames: Array.from({ length: 64 }, (_, index) => appFrame({ column: index })),
      ...(depth > 0 && { cause: members(count, depth - 1), errors: Array.from({ length: count }, () => members(0, 0)) }),
    });

  it.each([
    [
      '10,000 frames',
      developmentReport({
        errors: [
          reportedError({ frames: Array.from({ length: 10_000 }, (_, index) => (index % 3 ? packageFrame('a') : appFrame({ line: 13 + (index % 10) }))) }),
        ],
      }),
      /[0-9,]+ further frames left out/,
    ],
    [
      '10,000 frames of packages',
      developmentReport({ errors: [reportedError({ frames: Array.from({ length: 10_000 }, () => packageFrame('a')) })] }),
      /[0-9,]+ further frames left out/,
    ],
    ['a message of 5 MB', developmentReport({ errors: [reportedError({ message: '<&"\u{1F600}'.repeat(1_000_000) })] }), /further characters left out/],
    ['a message of 5 MB in one line', developmentReport({ errors: [reportedError({ message: 'x'.repeat(5_000_000) })] }), /5,000,000 characters/],
    ['64 errors', developmentReport({ errors: Array.from({ length: 64 }, () => members(1, 4)) }), /further frames left out/],
    ['an AggregateError of 1,000', developmentReport({ errors: [members(1_000, 1)] }), /further errors of this TypeError left out/],
    [
      '1,000 issues and hints',
      developmentReport({
        issues: Array.from({ length: 1_000 }, () => ({ pointer: '<>'.repeat(99), in: 'body', rule: '&', message: '<'.repeat(999) })),
        hints: Array.from({ length: 1_000 }, () => ({ text: '&'.repeat(999) })),
      }),
      /further issues left out/,
    ],
    [
      'all of them, with large answers, bodies and headers',
      developmentReport({
        whileAnswering: Array.from({ length: 64 }, () => members(8, 3)),
        errors: Array.from({ length: 64 }, () =>
          reportedError({
            message: '&'.repeat(500_000),
            members: Array.from({ length: 32 }, () => ['a', '<'.repeat(2_000)]),
            frames: Array.from({ length: 64 }, (_, index) => appFrame({ column: index })),
          }),
        ),
        detail: '&'.repeat(99_999),
        request: reportedRequest({
          url: `/${'&'.repeat(99_999)}`,
          body: '"'.repeat(99_999),
          negotiation: '&'.repeat(9_999),
          headers: Array.from({ length: 100 }, () => ['x-&', '&'.repeat(1_024)]),
        }),
        production: developmentReport().production.map((answer) => ({ ...answer, body: '<p>&amp;</p>'.repeat(9_999) })),
        log: { level: 'error', record: { text: '&'.repeat(99_999) } },
        issues: Array.from({ length: 99 }, () => ({ pointer: '', in: '', rule: '', message: '&'.repeat(999) })),
        hints: Array.from({ length: 99 }, () => ({ text: '&'.repeat(999) })),
      }),
      /left out/,
    ],
  ])('has room for %s, and says what is left out', (_, report, said) => {
    const page = developmentPage(report, { choice });
    expect(bytes(page)).toBeLessThanOrEqual(LIMIT);
    expect(page).toMatch(said);
    expect(page).toContain('</html>');
  });
});
