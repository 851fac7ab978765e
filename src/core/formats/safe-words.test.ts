import fc from 'fast-check';
import { marked, type Token } from 'marked';
import { describe, expect, it } from 'vitest';
import { publicOutcome } from '../../../tests/support/public-outcome.ts';
import type { PublicOutcome } from '../disclosure/disclose.ts';
import type { FormatContext, Rendered } from './format.ts';
import { markdown } from './markdown.ts';
import { text } from './text.ts';

function bodyOf(format: typeof text, members: Partial<PublicOutcome>): string {
  return (format.render(publicOutcome(members), {} as FormatContext) as Rendered).body;
}

/** An outcome with this text in every place that an app, a library or a visitor can fill. */
const everywhere = (content: string): Partial<PublicOutcome> => ({
  title: content.replace(/\s+/g, ' ') || 'Title',
  detail: content,
  issues: [{ message: content, path: ['boat', content] }],
  errors: [{ name: content, message: content, stack: `x\n    at ${content} (app.js:1:1)`, cause: { name: 'Error', message: content } }],
  reference: '7K3M-Q9TX',
});

const ADDRESSES = [
  'https://evil.example/x',
  'HTTP://evil.example',
  'ftp://evil.example',
  'www.evil.example',
  'awww.evil.example',
  'WWW.evil.example',
  'ann@evil.example',
  'mailto:ann@evil.example',
  'xmpp:ann@evil.example/x',
  '//evil.example',
  'javascript://x%0aalert(1)',
  'see(https://evil.example)',
  'https:\u200b//evil.example',
  'w\u2060ww.evil.example',
  'https:\u202e//evil.example',
  'müller@evil.example',
  'https://[::1]/',
];
const CONTROLS = ['\u001b[31m', '\u001b]8;;https://evil.example\u0007link\u001b]8;;\u0007', '\u0007', '\b\b\b', '\u009b2J', '\u007f', '\u0000', '\u000b', '\f'];
const HIDDEN = ['\u202e', '\u202a', '\u2066', '\u2069', '\u200b', '\ufeff', '\u2060', '\u{e0041}', '\u00ad', '\ufff9', '\u206a'];
const STRUCTURE = [
  '\n# Heading',
  '\r# Heading',
  '\r\n- item',
  '\n\nReference: AAAA-AAAA',
  '\u2028# x',
  '\u0085# x',
  '\n```\n',
  '\n~~~\n',
  '\n    code',
  '\n> x',
  '\n---',
  '\n===',
  '|a|b|\n|-|-|',
];
const MARKUP = [
  '**b**',
  '__b__',
  '~~gone~~',
  '`x`',
  '[x](/y)',
  '![x](y)',
  '<b>',
  '<https://e.example>',
  '&copy;',
  '[x]: /y',
  '[ ] x',
  '1. x',
  '- x',
  '\\',
  '$x$',
  '*',
  '~',
  '[^1]',
];
const anyText = fc
  .array(fc.oneof(fc.constantFrom(...ADDRESSES, ...CONTROLS, ...HIDDEN, ...STRUCTURE, ...MARKUP, ' ', 'a', '\n'), fc.string()), { maxLength: 8 })
  .map((parts) => parts.join(''));

// biome-ignore lint/suspicious/noControlCharactersInRegex: the expression matches control characters
const UNSAFE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/u;

describe('a text of the app in Markdown', () => {
  const ALLOWED = new Set(['heading', 'paragraph', 'list', 'list_item', 'space', 'text', 'escape', 'code', 'codespan']);

  function kindsIn(body: string): readonly string[] {
    const kinds: string[] = [];
    void marked.walkTokens(marked.lexer(body, { gfm: true }), (token: Token) => void kinds.push(token.type));
    return kinds;
  }

  it.each([...ADDRESSES, ...CONTROLS, ...HIDDEN, ...STRUCTURE, ...MARKUP])('becomes no link and no markup in rendered GFM: %j', (one) => {
    const body = bodyOf(markdown, everywhere(`see ${one} now`));
    expect(kindsIn(body).filter((kind) => !ALLOWED.has(kind))).toEqual([]);
    expect(body).not.toMatch(UNSAFE);
  });

  it('adds no block', () => {
    const structure = (body: string): readonly string[] =>
      marked
        .lexer(body, { gfm: true })
        .map(({ type }) => type)
        .filter((type) => type !== 'space');
    fc.assert(
      fc.property(anyText, (content) => {
        const body = bodyOf(markdown, { ...everywhere(content), detail: `a${content}`, issues: [{ message: `a${content}`, path: [] }] });
        expect(structure(body)).toEqual(['heading', 'paragraph', 'list', 'code', 'paragraph']);
        expect(kindsIn(body).filter((kind) => !ALLOWED.has(kind))).toEqual([]);
        expect(body).not.toMatch(UNSAFE);
      }),
      { numRuns: 500 },
    );
  });

  it('has no address that a renderer finds after it removed the backslashes, as remark-gfm does', () => {
    for (const address of ADDRESSES) {
      const plain = bodyOf(markdown, { detail: address, issues: [{ message: address, path: [address] }] }).replace(/\\(?=[!-/:-@[-`{-~])/g, '');
      expect(plain).not.toMatch(/[a-z]:\/\/|www\.|[^\s@[]@[^\s@]/i);
    }
  });

  it('stays readable', () => {
    expect(bodyOf(markdown, { detail: 'See https://docs.example/berths or ask ann@harbour.example' })).toContain(
      'See https\\[:\\]//docs.example/berths or ask ann\\[@\\]harbour.example',
    );
    expect(bodyOf(markdown, { detail: "It's 5 > 4, a/b and 10:30, مرحبا, 👨‍👩‍👧" })).toContain("It's 5 \\> 4, a/b and 10:30, مرحبا, 👨‍👩‍👧");
  });
});

describe('a text of the app in plain text', () => {
  it.each([...ADDRESSES, ...CONTROLS, ...HIDDEN, ...STRUCTURE])('has no address, no control character and no invisible character: %j', (one) => {
    const body = bodyOf(text, { ...everywhere(one), errors: [] });
    expect(body).not.toMatch(UNSAFE);
    expect(body).not.toMatch(/[a-z]:\/\/|www\.|[^\s@[]@[^\s@]/i);
  });

  it('adds no line that looks like a line of Halyard', () => {
    fc.assert(
      fc.property(anyText, (content) => {
        const body = bodyOf(text, { ...everywhere(content), title: 'Not Found', errors: [{ name: 'Error', message: `m${content}` }] });
        expect(body).not.toMatch(UNSAFE);
        // Only lines of Halyard begin without a blank: the status, the first line of the text, the item, the error, the reference.
        const lines = body.split('\n').filter((line) => /^[^ ]/.test(line));
        expect([lines[0], lines.filter((line) => line.startsWith('Reference: '))]).toEqual(['404 Not Found', expect.arrayContaining(['Reference: 7K3M-Q9TX'])]);
        expect(lines.length).toBeLessThanOrEqual(5);
      }),
      { numRuns: 500 },
    );
  });

  it('keeps its lines, indented', () => {
    expect(bodyOf(text, { detail: 'first\r\nsecond\n# third' })).toBe('404 Not Found\n\nfirst\n  second\n  # third\n');
  });

  it('shows an escape sequence as text', () => {
    expect(bodyOf(text, { detail: 'a\u001b[31mb' })).toContain('a\\u001b[31mb');
  });
});
