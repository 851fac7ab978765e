import { HALYARD_ERROR_CODES } from 'halyard';
import { describe, expect, it } from 'vitest';
import { headingsOf, pageAt } from './pages.ts';

const page = pageAt('docs/errors.md');
const documented = headingsOf(page)
  .map(({ title }) => title)
  .filter((title) => title.startsWith('E_'));

describe('docs/errors.md', () => {
  it('has a section for each code that there is, and for no other', () => {
    expect(documented.toSorted()).toEqual(Object.keys(HALYARD_ERROR_CODES).toSorted());
  });

  it.each(Object.entries(HALYARD_ERROR_CODES))('describes %s as its message does, with what to do', (code, message) => {
    const section = page.text.split(`\n## ${code}\n\n`)[1]?.split(/\n#+ /)[0]?.replaceAll('\n', ' ').trim() ?? '';
    expect(section.startsWith(`${message} `), section).toBe(true);
  });
});
