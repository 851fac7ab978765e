import { describe, expect, it } from 'vitest';
import type { FormatContext, Rendered } from '../../../src/core/formats/format.ts';
import { json, problemJson } from '../../../src/core/formats/problem-json.ts';
import type { DevelopmentReport } from '../../../src/development/report/report.ts';
import { jsonReport } from '../../../src/development/text/json-report.ts';
import { publicOutcome } from '../../support/public-outcome.ts';
import { OWN_FRAME, sampleError, sampleReport } from './sample-report.ts';

const errors = [{ name: 'TypeError', message: 'm', stack: 'TypeError: m\n    at find (src/orders.ts:12:5)' }];
const context = { settings: { now: () => 0 } } as FormatContext;

async function rendered(report: DevelopmentReport, members: Parameters<typeof publicOutcome>[0] = {}, format = problemJson): Promise<Rendered> {
  const outcome = publicOutcome({ status: 500, title: 'Internal Server Error', errors, reference: '7K3M-Q9TX', revealed: true, ...members });
  return (await jsonReport({ format, outcome, context, failure: undefined, negotiated: { formats: [], preferred: undefined } }, report)) as Rendered;
}

describe('the report in JSON', () => {
  it.each([
    [problemJson, 'application/problem+json'],
    [json, 'application/json; charset=utf-8'],
  ])('is a member of the problem document, which stays as it is (%#)', async (format, contentType) => {
    const { body, value, ...rest } = await rendered(sampleReport(), {}, format);
    expect(rest.contentType).toBe(contentType);
    const { report, ...problem } = JSON.parse(body) as { readonly report: DevelopmentReport };
    expect(problem).toEqual({
      title: 'Internal Server Error',
      status: 500,
      reference: '7K3M-Q9TX',
      errors: [{ name: 'TypeError', message: 'm', stack: ['at find (src/orders.ts:12:5)'] }],
    });
    expect(JSON.parse(JSON.stringify(value))).toEqual({ ...problem, report });
    expect(report).toMatchObject({ version: 1, errors: [{ frames: [{ file: 'src/orders.ts', excerpt: { from: 11 } }, {}, {}, {}] }] });
    expect(report).not.toHaveProperty('reference');
    expect(report.production.map(({ format: name }) => name)).toEqual(['problem']);
  });

  it('keeps a member `report` of the app', async () => {
    const { body } = await rendered(sampleReport(), { data: { report: 'of the app' } });
    expect(JSON.parse(body)).toMatchObject({ status: 500, report: 'of the app' });
  });

  it('is at most 128 kB, and has the first frames in any case that leaves room for them', async () => {
    const long = '€'.repeat(20_000);
    const frames = Array.from({ length: 64 }, () => ({ ...OWN_FRAME, excerpt: { from: 12, lines: Array(11).fill('line '.repeat(20)) } }));
    const error = sampleError({ message: long, frames });
    const { body } = await rendered(sampleReport({ errors: Array(8).fill({ ...error, cause: error }), log: { level: 'error', record: { long } } }));
    expect(Buffer.byteLength(body)).toBeLessThanOrEqual(131_072);
    const { report } = JSON.parse(body) as { readonly report: DevelopmentReport };
    expect(report.errors[0]?.frames[0]?.excerpt).toBeDefined();
    expect(report.errors[0]?.omittedFrames).toBeGreaterThan(0);
  });

  it('has no report if the document is too large without one', async () => {
    const data = { list: 'x'.repeat(131_072) };
    const { body } = await rendered(sampleReport(), { data });
    expect(JSON.parse(body)).toMatchObject(data);
    expect(JSON.parse(body)).not.toHaveProperty('report');
  });
});
