import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { plainText, SEED_PAGES, sentencesOf } from './sentences.ts';

const ROOT = new URL('../../', import.meta.url);
const page = readFileSync(new URL('docs/sails.md', ROOT), 'utf8');

interface Row {
  readonly sentence: string;
  readonly holds: string;
  readonly tests: readonly { readonly file: string; readonly title: string }[];
}

function rowsOf(name: string): readonly Row[] {
  const table = page.split(`<!-- ${name}:start -->`)[1]?.split(`<!-- ${name}:end -->`)[0] ?? '';
  return table
    .trim()
    .split('\n')
    .slice(2)
    .map((line) => {
      const [sentence = '', holds = '', tests = ''] = line
        .split(/(?<!\\)\|/)
        .slice(1, -1)
        .map((cell) => cell.trim());
      const named = Array.from(tests.matchAll(/`([\w./-]+\.ts)`: (`+)(.+?)\2(?:<br>|$)/g), ([, file = '', , title = '']) => ({ file, title }));
      return { sentence: plainText(sentence), holds, tests: named };
    });
}

/** The titles of the tests in a file, as its source spells them. */
function titlesIn(file: string): readonly string[] {
  const source = existsSync(new URL(file, ROOT)) ? readFileSync(new URL(file, ROOT), 'utf8') : '';
  return Array.from(source.matchAll(/(?:\bit\(|^ {2}(?:\]|\] as const)\)\(|\bit\.each\(.*\)\()\s*(['"`])((?:(?!\1).)+)\1,/gm), ([, , title = '']) => title);
}

/** Headings, and sentences about the documentation itself. They state no behaviour. */
const NO_BEHAVIOUR = [
  ...['Usage', 'Or:', 'Details', 'By default, it works as follows:', 'Example', 'Notes'],
  ...['View our GitHub', 'Please visit sails-docs on GitHub to view documentation on your mobile device.', 'Edit Page', 'Default responses'],
  ...['Is something missing?', 'Once we merge it, the changes will be reflected on the website the next time it is deployed.'],
  "If you notice something we've missed or could be improved on, please follow this link and submit a pull request to the sails-docs repo.",
];

describe.each(SEED_PAGES)('docs/sails.md about the page %s', (name) => {
  const rows = rowsOf(name);

  it('lists every sentence of it, unchanged and in its order, and no other', () => {
    expect(rows.map(({ sentence }) => sentence)).toEqual(sentencesOf(name));
  });

  it.each(rows)('states where it holds, and which tests prove it: $sentence', ({ sentence, holds, tests }) => {
    if (NO_BEHAVIOUR.includes(sentence)) {
      expect({ holds, tests }).toEqual({ holds: '–', tests: [] });
      return;
    }
    expect(holds).toMatch(/everywhere|default|`sails-1`|`sails-0\.9`/);
    expect(tests).not.toEqual([]);
    for (const { file, title } of tests) expect(titlesIn(file)).toContain(title);
  });
});
