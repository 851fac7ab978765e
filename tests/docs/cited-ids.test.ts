import { describe, expect, it } from 'vitest';
import { citationsIn, codesIn } from './citations.ts';
import { pageAt } from './pages.ts';
import { writtenFiles } from './written-files.ts';

const page = pageAt('docs/requirements.md').text;
const IDS = new Set(Array.from(page.matchAll(/^\| `([^`]+)` \| (?:MUST|SHOULD) \|/gm), ([, id = '']) => id));
const TOPICS = Array.from(page.matchAll(/^Topic `([^`]+)`\./gm), ([, topic = '']) => topic);

/** `forms` stands for all topics of forms. */
const KNOWN = new Set([...IDS, ...TOPICS, ...TOPICS.map((topic) => topic.split(': ')[0] ?? topic)]);

/** Every file that a person has written, except the examples of this test. */
const FILES = writtenFiles('tests/docs/cited-ids.test.ts');

describe('a requirement that docs, comments and test titles cite', () => {
  it('is on docs/requirements.md', () => {
    const unknown = FILES.flatMap(({ path, text }) =>
      citationsIn(text, IDS)
        .filter((id) => !KNOWN.has(id))
        .map((id) => `${path}: ${id}`),
    );
    expect(unknown).toEqual([]);
  });

  it('is never a code that a reader cannot look up', () => {
    const codes = FILES.flatMap(({ path, text }) => codesIn(text).map((code) => `${path}: ${code}`));
    expect(codes).toEqual([]);
  });
});

describe('a citation', () => {
  it.each([
    ['see requirement `flash-kept-nowhere`', ['flash-kept-nowhere']],
    ['the requirements `headers` and `no-such-topic`', ['headers', 'no-such-topic']],
    ['// Requirements `cookie-size`, `cookie-sise`.', ['cookie-size', 'cookie-sise']],
    ['`flash-kept-nowhere` is of a family that has no such member', ['flash-kept-nowhere']],
    ['`cookie-parser`, `accept-encoding`', []],
  ])('is found: %s', (text, cited) => {
    expect(citationsIn(text, IDS)).toEqual(cited);
  });

  it.each([
    ["it('has its length in bytes (N34)', () => {", '(N34'],
    ['// B108.', '// B108'],
    [' * for other cookies (R37: 3 KB).', '(R37'],
    ['// B103: the names', '// B103'],
    ["it('N3: answers', () => {", "'N3"],
    ['(P2 B144, B146)', '(P2 B144, B146'],
    ['/** U17 */', '/** U17'],
    ['taken again (B20–B22).', '(B20–B22'],
    ['wins (Q1–Q8 of our notes)', '(Q1–Q8'],
    ["it('takes no setting (R33, CVE-2022-29078)', () => {", '(R33'],
    ['a relative path (Sails redirected to it: B24)', ': B24'],
    ['N27 says that it is a 500', 'N27'],
    ["cites: 'N52 R25'", "'N52 R25'"],
  ])('of the old kind is found: %s', (text, code) => {
    expect(codesIn(text)[0]).toBe(code);
  });

  it.each([
    "read as HTTP/2 (RFC 9113 §8.2.2), P2002, '23505', E_VIEW, V8 itself, the key F5, /berths/P1, C0 controls",
    "{ id: 'P1', quay: 'Pilot station' }, berth: 'A2', selectOption('B2')",
    "import { H3 } from 'h3';",
    '// V8 gives up the shapes. (V8 itself reads `name`.)',
    "makeBerth('B3')",
  ])('is not found in a text without one: %s', (text) => {
    expect(codesIn(text)).toEqual([]);
  });
});
