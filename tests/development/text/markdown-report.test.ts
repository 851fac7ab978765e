import fc from 'fast-check';
import { marked, type Token } from 'marked';
import { describe, expect, it } from 'vitest';
import { markdownReport } from '../../../src/development/text/markdown-report.ts';
import { HOSTILE_TEXTS } from './hostile-texts.ts';
import { libraryFrame, NODE_FRAME, OWN_FRAME, reportWith, sampleError, sampleReport } from './sample-report.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: the expression matches control characters
const UNSAFE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/u;
const ALLOWED = new Set(['heading', 'paragraph', 'list', 'list_item', 'space', 'text', 'escape', 'code', 'codespan', 'table']);

describe('the report in Markdown', () => {
  it('begins with status, error, stack and the source of the failing line', () => {
    const text = markdownReport(sampleReport());
    expect(text).toContain(
      [
        '# 500 Internal Server Error',
        '',
        'Reference: `7K3M-Q9TX`',
        '',
        '## Error',
        '',
        '```text',
        'TypeError [E_ITEMS]: Cannot read the items of an order',
        '    at async OrderService.find (src/orders.ts:12:5)',
        '    (3 frames: express, node)',
        '```',
        '',
        '`src/orders.ts:12:5`',
        '',
        '```ts',
        '  11 | const order = await find(id);',
        "> 12 |   return order.items['first'];",
        '  13 | }',
        '```',
        '',
        '```text',
        'orderId: 7',
        '```',
        '',
        '## Caused by',
        '',
        '```text',
        'Error: the database is away',
        '    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)',
        '```',
      ].join('\n'),
    );
  });

  it('has the advice before the error, and the failure of the own view before the failure below it', () => {
    const text = markdownReport(sampleReport({ hints: [{ text: 'Await the call' }], whileAnswering: [sampleError({ message: 'the view broke' })] }));
    const order = ['## What you can do', 'Await the call', '## Failed while this was answered', 'the view broke', '## Error', '## Caused by', '## Request'];
    const places = order.map((part) => text.indexOf(part));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places).not.toContain(-1);
  });

  it('has code, detail, issues as a table, each member of an AggregateError, request, production and versions', () => {
    const text = markdownReport(
      sampleReport({
        status: 400,
        title: 'Bad Request',
        detail: 'Look at it again',
        code: 'E_ORDER',
        issues: [{ pointer: '#/items/0', in: 'body', rule: 'too_small', message: 'At least 1 | 2' }],
        errors: [sampleError({ name: 'AggregateError', errors: [sampleError({ message: 'first' }), sampleError({ message: 'second' })], omittedErrors: 3 })],
      }),
    );
    for (const part of [
      'Look at it again\n',
      'Code: `E_ORDER`\n',
      '| \\#/items/0 | body | too\\_small | At least 1 \\| 2 |\n',
      'first',
      'second',
      '(3 more errors)',
      'GET /orders/7?page=2 HTTP/1.1\nhost: localhost:1337\nauthorization: [masked]\n',
      '- Route: /orders/:id\n',
      '- Response: serverError, for a thrown error',
      '## What production sends\n\n500 application/problem+json',
      'node 22.1.0, halyard 1.0.0',
    ]) {
      expect(text).toContain(part);
    }
    expect(text.match(/## One of/g)).toHaveLength(2);
    // The other formats of production say the same as the problem document.
    expect(text).not.toContain('text/plain');
  });

  it('shows the first frame if the app has none, and counts the rest', () => {
    const frames = [libraryFrame('pg'), libraryFrame('pg'), NODE_FRAME];
    const text = markdownReport(sampleReport({ errors: [sampleError({ frames, omittedFrames: 9_936 })] }));
    expect(text).toContain('    at handle (/srv/shop/node_modules/pg/index.js:1:1)\n    (2 frames: pg, node)\n    (9936 more frames)\n```');
  });

  it('shows the source of a line once, and counts the frames that a cause shares', () => {
    const text = markdownReport(sampleReport({ errors: [sampleError({ cause: sampleError({ frames: [OWN_FRAME], sharedFrames: 3 }) })] }));
    expect(text.match(/> 12 \|/g)).toHaveLength(1);
    expect(text).toContain('    at async OrderService.find (src/orders.ts:12:5)\n    (3 frames as above)\n```');
  });

  it('is at most 64 kB, and keeps the message and the source of the first frames', () => {
    const huge = '€'.repeat(60_000);
    const frames = Array.from({ length: 64 }, (_, line) => ({
      ...OWN_FRAME,
      line: 12 + line,
      excerpt: { from: 12 + line, lines: Array(11).fill(`line ${huge}`) },
    }));
    const error = sampleError({ message: huge, frames, members: Array.from({ length: 32 }, (_, index) => [`m${index}`, huge] as const) });
    const issues = Array.from({ length: 500 }, () => ({ pointer: huge, in: 'body', rule: huge, message: huge }));
    const deep = { ...error, cause: { ...error, errors: Array(32).fill(error) } };
    const text = markdownReport(sampleReport({ errors: [deep, error], issues, request: { ...sampleReport().request, body: huge } }));
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(65_536);
    expect(text).toContain('TypeError [E_ITEMS]: €€€');
    expect(text).toContain('> 12 | line €€€');
    expect(text).toMatch(/\(The report is too long\. Parts left out: \d+, of \d+\.\)\n$/);
  });
});

describe('a text of the app in the report', () => {
  function kindsIn(body: string): readonly string[] {
    const kinds: string[] = [];
    void marked.walkTokens(marked.lexer(body, { gfm: true }), (token: Token) => void kinds.push(token.type));
    return kinds;
  }

  const structure = (body: string): readonly string[] =>
    marked
      .lexer(body, { gfm: true })
      .map((token) => (token.type === 'heading' ? `heading ${(token as { readonly text: string }).text}` : token.type))
      .filter((type) => type !== 'space')
      .slice(1);

  const expected = structure(markdownReport(reportWith('a')));

  it.each(HOSTILE_TEXTS)('becomes no link, no markup and no other block: %j', (one) => {
    const body = markdownReport(reportWith(`a${one}b`));
    expect(kindsIn(body).filter((kind) => !ALLOWED.has(kind))).toEqual([]);
    expect(body).not.toMatch(UNSAFE);
    expect(structure(body)).toEqual(expected);
  });

  it('adds no block, whatever the text is', () => {
    const anyText = fc.array(fc.oneof(fc.constantFrom(...HOSTILE_TEXTS, ' ', 'a', '\n'), fc.string()), { maxLength: 6 }).map((parts) => `a${parts.join('')}`);
    fc.assert(
      fc.property(anyText, (text) => {
        const body = markdownReport(reportWith(text));
        expect(structure(body)).toEqual(expected);
        expect(kindsIn(body).filter((kind) => !ALLOWED.has(kind))).toEqual([]);
        expect(body).not.toMatch(UNSAFE);
      }),
      { numRuns: 200 },
    );
  });
});
