import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { highlightedLines } from '../../../src/development/page/highlighted.ts';

/** The text of a line of HTML. Every element has to end on its line. */
function textOf(html: string): string {
  const open: string[] = [];
  const text = html.replace(/<(\/?)([a-z]+)(?: class="[a-z]")?>/g, (_, end: string, name: string) => {
    if (end === '') open.push(name);
    else expect(open.pop()).toBe(name);
    return '';
  });
  expect(open).toEqual([]);
  expect(text).not.toMatch(/[<>"']/);
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&');
}

/** Pieces of code that open something, so that lines hold unterminated strings, comments, templates and tags. */
const piece = fc.oneof(
  fc.constantFrom(
    '"',
    "'",
    '`',
    '${',
    '}',
    '/*',
    '*/',
    '//',
    '<!--',
    '-->',
    '<div class="',
    '</div>',
    '<%=',
    '%>',
    '/a[/',
    'const x =',
    '\\',
    '&amp;',
    '<',
    '>',
    '\t',
    '@media',
    '{',
    '--',
    "''",
  ),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 6 }),
);
const line = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(' ').replaceAll('\n', ' '));
const file = fc.constantFrom('a.ts', 'a.mjs', 'a.jsx', 'view.ejs', 'a.json', 'a.css', 'a.sql', 'a.html', 'a.coffee', 'Makefile');

describe('the highlighted lines of an excerpt', () => {
  it('keep the text of each line, and end each element on its line, whatever the code is', () => {
    fc.assert(
      fc.property(file, fc.array(line, { minLength: 1, maxLength: 11 }), fc.nat(12), fc.nat(80), (name, lines, index, column) => {
        const html = highlightedLines(name, lines, { index, column });
        expect(html.map(textOf)).toEqual(lines);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ['a string without an end', 'a.ts', ["const a = 'x", 'const b = 2;']],
    ['a comment without an end', 'a.ts', ['/* a', 'b', 'c']],
    ['a template literal without an end', 'a.ts', ['const a = `b ${c', 'd', '']],
    ['empty lines', 'a.ts', ['', '', 'a', '']],
    ['a lone carriage return', 'a.ts', ['a\rb', 'c']],
    ['a comment of HTML without an end', 'a.ejs', ['<!-- a', '<p>', '<%= b %>']],
    ['an unknown language', 'a.xyz', ['<b>', '&']],
  ])('keep %s', (_, name, lines) => {
    expect(highlightedLines(name, lines).map(textOf)).toEqual(lines);
  });

  it('have colours in TypeScript and in EJS', () => {
    expect(highlightedLines('a.ts', ["const name = 'Ada'; // her name"])[0]).toMatch(/class="k">const<.+class="s">.+class="m">\/\/ her name</);
    expect(highlightedLines('a.ejs', ['<p class="a"><%= b %></p>'])[0]).toContain('<span class="e">p</span>');
  });

  it('underline the token at the column', () => {
    expect(highlightedLines('a.ts', ['order.lines.length'], { index: 0, column: 7 })[0]).toContain('<u>lines</u>');
    expect(highlightedLines('a.ts', ['order.lines.length'], { index: 0, column: 700 })[0]).not.toContain('<u>');
  });

  it('take little time for long lines', () => {
    const started = performance.now();
    highlightedLines(
      'a.ts',
      Array.from({ length: 11 }, () => `${'('.repeat(900)}${'/*'.repeat(500)}`),
    );
    highlightedLines('a.ts', ['x'.repeat(200_000)]);
    expect(performance.now() - started).toBeLessThan(500);
  });
});
