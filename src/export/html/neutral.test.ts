import { describe, expect, it } from 'vitest';
import type { ErrorPage, PageFormat } from '../model/error-page.ts';
import { contentHash } from './content-hash.ts';
import { neutral } from './neutral.ts';

const TYPES: Readonly<Record<PageFormat, string>> = {
  html: 'text/html; charset=utf-8',
  json: 'application/problem+json',
  'problem.json': 'application/problem+json',
  md: 'text/markdown; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
};
const pageOf = (format: PageFormat, parts: readonly string[], policy?: string): ErrorPage => ({
  status: 502,
  format,
  contentType: TYPES[format],
  language: undefined,
  parts,
  policy,
});
const partsOf = (format: PageFormat, parts: readonly string[], forbidden = ['<!--#', '{{', '[[']): readonly string[] =>
  neutral(pageOf(format, parts), forbidden).parts;

describe('a page without what a proxy runs', () => {
  it('stays the same object if there is nothing to change', () => {
    const page = pageOf('html', ['<p>', '</p>']);
    expect(neutral(page, ['{{'])).toBe(page);
  });

  it.each([
    ['text', '<p>{{ x }}</p>', '<p>{&#123; x }}</p>'],
    ['three signs', '<p>{{{</p>', '<p>{&#123;&#123;</p>'],
    ['a title', '<title><!--#exec cmd="x"--></title>', '<title><!--&#35;exec cmd="x"--></title>'],
    ['a comment', '<!--#include virtual="/secret"--><p>', '<!-- #include virtual="/secret"--><p>'],
    ['an attribute', '<p title="{{x">', '<p title="{&#123;x">'],
    ['an attribute without quotes', '<p title={{x>', '<p title={&#123;x>'],
    ['the value of a field', '<textarea>[[x]]</textarea>', '<textarea>[&#91;x]]</textarea>'],
    ['a text in a script', '<script>var a = "{{x}}"</script>', '<script>var a = "{\\\n{x}}"</script>'],
    ['a template in a script', '<script>var a = `[[x]]`</script>', '<script>var a = `[\\\n[x]]`</script>'],
    ['the code of a script', '<script>var a = [[1]]</script>', '<script>var a = [\n[1]]</script>'],
    ['JSON in a script', '<script type="application/ld+json">[["{{"]]</script>', '<script type="application/ld+json">[ ["{\\u007b"]]</script>'],
    ['a text in a style', '<style>a::before{content:"{{"}</style>', '<style>a::before{content:"{\\7b "}</style>'],
    ['the code of a style', '<style>@media print{{}}</style>', '<style>@media print{ {}}</style>'],
    ['a comment of a style', '<style>/* {{ " */</style>', '<style>/* { { " */</style>'],
    ['an end tag', '<p>x</p {{>', '<p>x</p {&#123;>'],
    ['a script of a browser without scripts', '<noscript><p title="{{"></noscript>', '<noscript><p title="{&#123;"></noscript>'],
  ])('is changed in %s', (_, html, expected) => {
    expect(partsOf('html', [html])).toEqual([expected]);
  });

  it.each([
    ['the name of an attribute', '<p {{x}}>', '<p>'],
    ['the name of an element', '<p>\n<x-{{x}}>', 'line 2'],
    ['a regular expression', '<script>/[[a]/</script>', '<script>'],
    ['a script with a mistake', '<script>var = "{{"</script>', '<script>'],
    ['a module', '<script type="module">import "{{"</script>', '<script>'],
    ['a template', '<script type="text/x-handlebars">{{x}}</script>', '<script>'],
    ['a frame of old', '<noframes>{{</noframes>', '<noframes>'],
  ])('cannot be made from one that has it in %s', (_, html, expected) => {
    expect(() => partsOf('html', [html])).toThrow(expect.objectContaining({ code: 'E_EXPORT_TEMPLATE', message: expect.stringMatching(/502\.html, line \d/) }));
    expect(() => partsOf('html', [html])).toThrow(expected);
  });

  it('keeps the meaning of JSON', () => {
    const parts = ['{"title":"{{x}}","list":[[1]],"b\\\\[[":"\\"[[","reference":"', '"}'];
    const written = partsOf('json', parts);
    expect(JSON.parse(written.join('7K3M'))).toEqual(JSON.parse(parts.join('7K3M')));
    expect(written.join('7K3M')).not.toMatch(/\{\{|\[\[/);
  });

  it.each<PageFormat>(['md', 'txt'])('has a space between in %s', (format) => {
    expect(partsOf(format, ['# {{{\n<!--#x-->', '\n'])).toEqual(['# { { {\n<!-- #x-->', '\n']);
  });

  it('does not end with a sign that moves the command of the proxy', () => {
    expect(partsOf('html', ['<p>{', '}</p>'])).toEqual(['<p>&#123;', '}</p>']);
    expect(partsOf('txt', ['{', '}'])).toEqual(['{ ', '}']);
    // `<<!--#` is a command of SSI like `<!--#`.
    expect(partsOf('txt', ['<', '>'])).toEqual(['<', '>']);
  });

  it('has a policy that allows its new scripts and styles', () => {
    const script = 'a("{{")';
    const written = neutral(pageOf('html', [`<script>${script}</script>`], `default-src 'none'; script-src ${contentHash(script)}`), ['{{']);
    expect(written.policy).toBe(`default-src 'none'; script-src ${contentHash('a("{\\\n{")')}`);
    const inPage = neutral(
      pageOf('html', [`<meta http-equiv="Content-Security-Policy" content="script-src ${contentHash(script)}"><script>${script}</script>`]),
      ['{{'],
    );
    expect(inPage.parts.join('')).toContain(`content="script-src ${contentHash('a("{\\\n{")')}"`);
  });
});
