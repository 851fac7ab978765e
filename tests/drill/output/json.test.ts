import { describe, expect, it } from 'vitest';
import { jsonOutput } from '../../../src/drill/output/json.ts';
import { hostileReport } from './hostile-report.ts';
import { exercise, finding, PAGE, played, report, shopReport } from './sample-report.ts';

const parsed = (...args: Parameters<typeof jsonOutput>) => JSON.parse(jsonOutput(...args)) as Record<string, unknown>;
const LENIENT = { strict: false };

describe('the JSON of a drill', () => {
  it('has a version, the counts, the findings and each answer', () => {
    const json = parsed(shopReport(), LENIENT);
    expect(Object.keys(json)).toEqual(['version', 'passed', 'duration', 'counts', 'app', 'findings', 'skipped', 'summary', 'answers']);
    expect(json['version']).toBe(1);
    expect(json['counts']).toEqual({ answers: 368, findings: 4, errors: 3, warnings: 1, skipped: 2 });
    expect((json['answers'] as unknown[]).length).toBe(368);
  });

  it('has for each finding its place, its text, and the request that shows it', () => {
    const json = parsed(report([played(exercise(1, 'serverError'))], [finding()]), LENIENT);
    expect(json['findings']).toEqual([{ ...finding(), request: 'GET /?q=zqqueryA1B2C3D4E5F6G7H8' }]);
  });

  it('has for each answer what it was, without its body, the values of its fields and its log', () => {
    const text = jsonOutput(report([played(exercise(1, 'serverError'))], []), LENIENT);
    expect((JSON.parse(text) as { answers: unknown[] }).answers).toEqual([
      {
        id: 1,
        response: 'serverError',
        situation: 'bare',
        client: 'browser',
        method: 'GET',
        path: '/?q=zqqueryA1B2C3D4E5F6G7H8',
        status: 500,
        type: 'text/html',
        bytes: Buffer.byteLength(PAGE),
        ended: 'complete',
        duration: 4.2,
        logged: 1,
      },
    ]);
    expect(text).not.toMatch(/secret-of-a-visitor|value-of-a-cookie|Something went wrong/);
  });

  it.each([
    ['a warning', 'warning', false, true],
    ['a warning with --strict', 'warning', true, false],
    ['an error', 'error', false, false],
  ] as const)('says whether the run passed: with %s', (_, severity, strict, passed) => {
    expect(parsed(report([], [finding({ severity })]), { strict })['passed']).toBe(passed);
  });

  it('keeps hostile text as it is, and stays JSON', () => {
    const [first] = parsed(hostileReport(), LENIENT)['findings'] as { message: string }[];
    expect(first?.message).toBe(hostileReport().findings[0]?.message);
  });

  it('is the same for the same report', () => {
    expect(jsonOutput(shopReport(), LENIENT)).toBe(jsonOutput({ ...shopReport(), findings: shopReport().findings.toReversed() }, LENIENT));
  });
});
