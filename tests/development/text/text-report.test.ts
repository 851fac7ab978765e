import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textReport } from '../../../src/development/text/text-report.ts';
import { HOSTILE_TEXTS } from './hostile-texts.ts';
import { OWN_FRAME, reportWith, sampleError, sampleReport } from './sample-report.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: the expressions match escape sequences
const ESCAPES = /\u001b\[[\d;]*m/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the expressions match escape sequences
const UNSAFE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/u;

describe('the report as text', () => {
  it('has the error with its source, the cause, the reference, the request and what production sends', () => {
    expect(textReport(sampleReport({ code: 'E_ORDER', hints: [{ text: 'Await the call', see: 'docs/orders.md' }] }))).toBe(`500 Internal Server Error

→ Await the call (see docs/orders.md)

TypeError [E_ITEMS]: Cannot read the items of an order
    at async OrderService.find (src/orders.ts:12:5)

        11 | const order = await find(id);
      > 12 |   return order.items['first'];
        13 | }

    (3 frames: express, node)
    orderId: 7

  caused by Error: the database is away
      at process.processTicksAndRejections (node:internal/process/task_queues:95:5)

Code: E_ORDER

Reference: 7K3M-Q9TX

Request: GET /orders/7?page=2 HTTP/1.1
  host: localhost:1337
  authorization: [masked]
  Route: /orders/:id
  Query: page=2
  Cookies: session=[masked]
  Context: user=7
  Negotiation: Accept text/markdown → markdown
  Duration: 1.5 ms
  Response: serverError, for a thrown error
  Logged as: error

Production sends:
  {"title":"Internal Server Error","status":500}

Versions: node 22.1.0, halyard 1.0.0
`);
  });

  it('has the issues as a list', () => {
    const issues = [
      { pointer: '#/items/0', in: 'body', rule: 'too_small', message: 'At least 1' },
      { pointer: '', in: 'query', rule: '', message: 'No such page' },
    ];
    expect(textReport(sampleReport({ errors: [], issues }))).toContain('\n- #/items/0: At least 1 (too_small)\n- No such page (query)\n');
  });

  it('has the same text with colours and without', () => {
    const coloured = textReport(sampleReport(), { colour: true });
    expect(coloured).toMatch(ESCAPES);
    expect(coloured.replaceAll(ESCAPES, '')).toBe(textReport(sampleReport()));
  });

  it('cuts lines of source at the width of the terminal', () => {
    const frame = { ...OWN_FRAME, excerpt: { from: 12, lines: ['x'.repeat(200)] } };
    const text = textReport(sampleReport({ errors: [sampleError({ frames: [frame] })] }), { columns: 60 });
    const source = text.split('\n').find((line) => line.includes('> 12 |'));
    expect(source).toHaveLength(60);
    expect(source).toMatch(/x…$/);
  });

  it.each(HOSTILE_TEXTS)('lets no escape sequence of the app through: %j', (one) => {
    const report = reportWith(`a${one}b`);
    expect(textReport(report)).not.toMatch(UNSAFE);
    expect(textReport(report, { colour: true }).replaceAll(ESCAPES, '')).not.toMatch(UNSAFE);
    // A sequence of the app would be one more than those that the report has for the text `a`.
    const count = (text: string): number => text.split('\u001b').length;
    const lines = (text: string): number => text.split('\n').length;
    const known = textReport(reportWith('ab'), { colour: true });
    const coloured = textReport(report, { colour: true });
    expect(count(coloured)).toBeLessThanOrEqual(count(known) + 2 * Math.max(0, lines(coloured) - lines(known)));
  });

  it('has no line of the app that looks like a line of Halyard', () => {
    const anyText = fc.array(fc.oneof(fc.constantFrom(...HOSTILE_TEXTS, ' ', 'a', '\n'), fc.string()), { maxLength: 6 }).map((parts) => `a${parts.join('')}`);
    fc.assert(
      fc.property(anyText, (text) => {
        const starts = textReport({ ...reportWith(text), reference: '7K3M-Q9TX' })
          .split('\n')
          .filter((line) => /^[^ ]/.test(line));
        expect(starts.filter((line) => line.startsWith('Reference: '))).toEqual(['Reference: 7K3M-Q9TX']);
        expect(starts.length).toBeLessThanOrEqual(11);
      }),
      { numRuns: 200 },
    );
  });

  it('is at most 64 kB', () => {
    const huge = '€'.repeat(60_000);
    const error = sampleError({ message: huge, members: Array.from({ length: 32 }, (_, index) => [`m${index}`, huge] as const) });
    const text = textReport(sampleReport({ errors: Array(32).fill({ ...error, cause: error }) }), { colour: true });
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(65_536);
    expect(text).toContain('TypeError [E_ITEMS]: €€€');
  });
});
