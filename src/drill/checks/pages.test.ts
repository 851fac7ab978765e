import { describe, expect, it } from 'vitest';
import { about, type Changes, pageWith, playedPage } from '../../../tests/support/played.ts';
import { checkAccessibility } from './check-accessibility.ts';
import { checkOutside } from './outside.ts';
import { checkStructure } from './structure.ts';

type Found = { readonly message: string; readonly severity: string; readonly place?: object; readonly excerpt?: string };
const structureOf = (html: string, changes: Changes = {}) => checkStructure(playedPage(html, changes), about()) as readonly Found[];
const barriersOf = async (html: string, changes: Changes = {}) => (await checkAccessibility(playedPage(html, changes), about())) as readonly Found[];
const outsideOf = (html: string, changes: Changes = {}) => checkOutside(playedPage(html, changes), about()) as readonly Found[];
const texts = (found: readonly Found[]): readonly string[] => found.map(({ severity, message }) => `${severity}: ${message}`);

const SOUND = `<p>There is no such page.</p><h2>Try</h2><ul><li><a href="/">Start</a></ul><img src="/a.png" alt=""><svg><title>x</title><path d="M0 0"/></svg><br><table><tr><td>x</table>
<form action="/search"><label for="q">Search</label><input id="q" name="q"><label>Only new <input type="checkbox"></label><input type="hidden" name="t"><button>Go</button></form>
<script>if (a<b) { document.title = "<h1>" }</script>`;

describe('the check of the structure', () => {
  it('accepts a sound page, a part of a page for a front end, and what no browser shows', () => {
    expect(texts(structureOf(pageWith(SOUND)))).toEqual([]);
    expect(texts(structureOf('<p id="a">Not Found', { exercise: { client: 'htmx' } }))).toEqual([]);
    expect(texts(structureOf('<p>', { answer: { status: 303, body: '<p>' } }))).toEqual([]);
    expect(texts(structureOf('', { exercise: { method: 'HEAD', client: 'browser' } }))).toEqual([]);
    expect(texts(structureOf('{}', { headers: { 'content-type': 'application/json' } }))).toEqual([]);
  });

  it.each<[string, string]>([
    ['error: The page has no language.', pageWith('').replace(' lang="en"', '')],
    ['error: The page has no language.', pageWith('').replace('lang="en"', 'lang=" "')],
    ['error: The language of the page is no language tag.', pageWith('').replace('lang="en"', 'lang="English (UK)"')],
    ['error: The page has no title.', pageWith('<svg><title>x</title></svg>').replace('<title>Not Found</title>', '')],
    ['error: The title of the page is empty.', pageWith('').replace('<title>Not Found</title>', '<title> </title>')],
    ['error: The page has no h1.', pageWith('').replace(/h1>/g, 'h2>')],
    ['error: The page has more than one h1.', pageWith('<h1>x</h1>')],
    ['error: The h1 of the page is empty.', pageWith('').replace('<h1>Not Found', '<h1>')],
    ['warning: The page has no doctype, so browsers show it in quirks mode.', pageWith('').replace('<!doctype html>', '')],
    ['warning: The page has no viewport, so it is tiny on a telephone.', pageWith('').replace(/<meta name="viewport"[^>]*>/, '')],
    ['error: Two elements of the page have the id "a".', pageWith('<p id="a"></p><b id="a"></b>')],
    ['warning: An element of the page is not closed: <div>.', pageWith('<div>')],
    ['warning: An element of the page is not closed: <b>.', pageWith('<div><b></div><p>x')],
    ['warning: A tag of the page has the same attribute twice.', pageWith('<p class="a" class="b"></p>')],
    ['error: A comment of the page is not closed.', pageWith('<!-- ')],
    ['error: The page ends in a tag.', `${pageWith('')}<a href="`],
    ['error: A page is nested deeper than 400 elements, so its structure is not checked.', pageWith('<div>'.repeat(500))],
    ['error: A page has more than 20000 elements, so its structure is not checked.', pageWith('<br>'.repeat(20_001))],
    ['error: A page is longer than 512 kB, so its structure is not checked.', pageWith('x'.repeat(600_000))],
    [
      'error: A page has a tag with thousands of attributes, so its structure is not checked.',
      pageWith(`<p ${Array.from({ length: 5_000 }, (_, i) => `a${i}`).join(' ')}>`),
    ],
  ])('reports %s', (message, html) => {
    expect(texts(structureOf(html))).toContain(message);
  });

  it('reports a page without an encoding', () => {
    const html = pageWith('').replace('<meta charset="utf-8">', '');
    expect(texts(structureOf(html, { headers: { 'content-type': 'text/html' } }))).toEqual(['warning: Neither the head nor the page names its encoding.']);
    expect(texts(structureOf(html))).toEqual([]);
  });
});

describe('the check of accessibility without axe', () => {
  it('accepts a sound page', async () => {
    expect(texts(await barriersOf(pageWith(SOUND)))).toEqual([]);
  });

  it.each<[string, string]>([
    ['warning: The page has no `<main>`, so a screen reader cannot jump to its content.', pageWith('').replace(/<\/?main>/g, '')],
    ['error: A picture has no `alt`: <img src="/a.png">.', pageWith('<img src="/a.png">')],
    ['error: A form field has no label: <input name="q">.', pageWith('<input name="q">')],
    ['error: A form field has no label: <textarea>.', pageWith('<label for="other">x</label><textarea></textarea>')],
    ['error: A button has no name: <button class="x">.', pageWith('<button class="x"> <svg></svg></button>')],
    ['error: A link has no text: <a href="/">.', pageWith('<a href="/"><img src="/x.png" alt=""></a>')],
    ['error: A frame has no title: <iframe src="/x">.', pageWith('<iframe src="/x"></iframe>')],
    ['warning: The headings skip a level, from h1 to h3: <h3>.', pageWith('<h3>x</h3>')],
    ['error: The page cannot be zoomed: <meta name="viewport">.', pageWith('').replace('width=device-width', 'width=device-width, user-scalable=no')],
    ['error: The page cannot be zoomed: <meta name="viewport">.', pageWith('').replace('width=device-width', 'maximum-scale=1.0')],
    ['warning: A positive `tabindex` changes the order of the keyboard: <p>.', pageWith('<p tabindex="3">x</p>')],
    ['error: A sound plays without being asked: <video src="/a.mp4">.', pageWith('<video src="/a.mp4" autoplay></video>')],
    ['error: The page reloads itself after a while: <meta>.', pageWith('', '<meta http-equiv="Refresh" content="5">')],
  ])('reports %s', async (message, html) => {
    expect(texts(await barriersOf(html))).toEqual([message]);
  });

  it('leaves hidden elements, names by ARIA and pictures that decorate alone', async () => {
    const html =
      '<div hidden><img src="/a"><button></button></div><button aria-label="Close"></button><img src="/a" role="presentation"><input aria-label="Search"><video autoplay muted></video><a name="x"></a>';
    expect(texts(await barriersOf(pageWith(html)))).toEqual([]);
  });
});

describe('the check of requests to other servers', () => {
  it.each<[string, string]>([
    ['error: The page of a failure loads a script, a style or a frame from https://cdn.example.', '<script src="https://cdn.example/a.js"></script>'],
    [
      'error: The page of a failure loads a script, a style or a frame from https://cdn.example.',
      '<link rel="stylesheet" href="//cdn.example/a.css">'.replace('//', 'https://'),
    ],
    ['error: The page of a failure loads a script, a style or a frame from https://fonts.example.', '<style>@import "https://fonts.example/a.css";</style>'],
    ['error: The page of a failure loads a script, a style or a frame from https://fonts.example.', '<style>@import url(https://fonts.example/a.css);</style>'],
    ['error: The page of a failure loads a script, a style or a frame from https://v.example.', '<iframe title="x" src="https://v.example/"></iframe>'],
    ['warning: The page of a failure loads a picture or a font from http://cdn.example.', '<img alt="" src="//cdn.example/a.png">'],
    [
      'warning: The page of a failure loads a picture or a font from https://cdn.example.',
      '<img alt="" src="/a.png" srcset="/b.png 1x, https://cdn.example/c.png 2x">',
    ],
    ['warning: The page of a failure loads a picture or a font from https://cdn.example.', '<p style="background: url(\'https://cdn.example/x.png\')"></p>'],
    ['warning: The page of a failure loads a connection from https://cdn.example.', '<link rel="preconnect" href="https://cdn.example">'],
  ])('reports %s', (message, html) => {
    expect(texts(outsideOf(pageWith(html)))).toEqual([message]);
  });

  it.each([
    '<a href="https://status.example">Status</a>',
    '<link rel="canonical" href="https://shop.example/x">',
    '<img alt="" src="data:image/png;base64,AA==">',
    '<script src="/a.js"></script><link rel="stylesheet" href="a.css">',
    '<form action="https://pay.example" method="post"></form>',
  ])('accepts %s', (html) => {
    expect(texts(outsideOf(pageWith(html)))).toEqual([]);
  });

  it('knows the own origin by the header Host, and leaves the pages of the app alone', () => {
    const html = pageWith('<script src="https://shop.example/a.js"></script>');
    expect(texts(outsideOf(html, { exercise: { client: 'browser', headers: { host: 'shop.example' } } }))).toEqual([]);
    expect(texts(outsideOf(html, { answer: { status: 200, body: html } }))).toEqual([]);
  });
});

describe('hostile pages', () => {
  const million = (piece: string): string => piece.repeat(1_000_000 / piece.length);
  it.each([
    ['open tags', million('<div>')],
    ['open tags of formatting', million('<b a=1><p>')],
    ['tables', million('<table><tr><td>')],
    ['attributes', `<p ${million('a1 ')}`],
    ['attributes with values', `<p ${million('x="<" ')}>`],
    ['quotes', `<p a=${million('"')}`],
    ['tags that do not end', million('<a ')],
    ['comments', million('<!-- ')],
    ['scripts', million('<script>')],
    ['lists in an attribute', `<img srcset="${million('a 1x, ')}">`],
    ['styles', `<style>${million('url(')}</style>`],
    ['imports', `<style>${million('@import  ')}</style>`],
    ['entities', million('&amp')],
    ['null characters', million('\0<\0')],
    ['viewports', `<meta name=viewport content="${million('user-scalable  ')}">`],
  ])('with a megabyte of %s are read in linear time', async (_, content) => {
    const began = performance.now();
    for (const html of [content, content.slice(0, 500_000)]) {
      structureOf(html);
      outsideOf(html);
      await barriersOf(html);
    }
    // In quadratic time this takes minutes.
    expect(performance.now() - began).toBeLessThan(8_000);
  });
});
