import { mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { foldersOf } from './app-folders.ts';
import { templatePlace, withoutContext } from './template-place.ts';

const root = realpathSync(mkdtempSync(join(tmpdir(), 'halyard-views-')));
const folders = foldersOf(root, undefined);
const page = join(root, 'page.ejs');
writeFileSync(page, '<p>\n');
const context = '    1| <p>\n >> 2| <%= password="hunter2" %>\n    3| </p>';

describe('templatePlace', () => {
  it('reads a message that begins with a place and lines of a template', () => {
    expect(templatePlace(new Error(), `${page}:2\n${context}\n\nx is not defined`, folders)).toEqual({ path: page, line: 2, column: undefined });
  });

  it.each([
    ['no lines of a template follow', `${page}:2\nx is not defined`],
    ['the file is outside of the app', `/etc/page.ejs:2\n${context}\n\nx`],
    ['the file is not there', `${root}/none.ejs:2\n${context}\n\nx`],
    ['the file is no template', `/etc/passwd:2\n${context}\n\nx`],
    ['it is not text', 7],
  ])('finds none if %s', (_, message) => {
    expect(templatePlace(new Error(), message, folders)).toBeUndefined();
  });
});

describe('withoutContext', () => {
  it('removes the lines that the excerpt shows', () => {
    expect(withoutContext(`${page}:2\n${context}\n\nx is not defined`, true)).toBe(`${page}:2\nx is not defined`);
  });

  it('masks them, if there is no excerpt', () => {
    const masked = withoutContext(`${page}:2\n${context}\n\nx is not defined`, false);
    expect(masked).not.toContain('hunter2');
    expect(masked).toContain('>> 2| <%= password="[masked]" %>');
  });

  it.each(['one line', 'two\nlines', 'a | b', '1|2', ''])('keeps %j', (message) => {
    expect(withoutContext(message, true)).toBe(message);
  });
});
