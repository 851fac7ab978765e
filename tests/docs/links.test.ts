import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isPackedPage } from '../support/packed-pages.ts';
import { headingsOf, PAGES, pageAt, ROOT } from './pages.ts';

const links = PAGES.flatMap(({ path, text }) =>
  Array.from(text.replace(/^```[\s\S]*?^```$/gm, '').matchAll(/\]\(([^)\s]+)\)/g), ([, target = '']) => ({ path, target })).filter(
    ({ target }) => !/^[a-z]+:/.test(target),
  ),
);

describe('the links of the pages', () => {
  it.each(links)('lead somewhere: $path → $target', ({ path, target }) => {
    const [file = '', anchor] = target.split('#');
    const page = file === '' ? path : relative(ROOT, join(ROOT, dirname(path), decodeURIComponent(file)));
    expect(existsSync(join(ROOT, page)), page).toBe(true);
    if (anchor !== undefined) expect(headingsOf(pageAt(page)).map((heading) => heading.anchor)).toContain(anchor);
  });
});

describe('README.md', () => {
  it.each(PAGES.map(({ path }) => path).filter((path) => path.startsWith('docs/') && isPackedPage(path)))('leads to %s', (path) => {
    expect(links).toContainEqual({ path: 'README.md', target: path });
  });

  it('has a text that describes its picture', () => {
    expect(pageAt('README.md').text).toMatch(/!\[[^\]]{40,}\]\(docs\/images\/halyard\.png\)/);
  });
});

describe('decisions/', () => {
  const decisions = PAGES.filter(({ path }) => path.startsWith('decisions/'));

  it('are numbered without a gap', () => {
    expect(decisions.map(({ path }) => Number(path.slice('decisions/'.length).split('-')[0]))).toEqual(decisions.map((_, index) => index + 1));
  });

  it.each(decisions)('have a situation, a decision in bold, what follows and what was turned down: $path', (page) => {
    expect(
      headingsOf(page)
        .map(({ title }) => title)
        .slice(1),
    ).toEqual(['Situation', 'Decision', 'What follows', 'Turned down']);
    expect(page.text.split('## Decision\n\n')[1]).toMatch(/^\*\*/);
  });
});
