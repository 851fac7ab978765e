import { describe, expect, it } from 'vitest';
import { CLIENTS } from '../../src/drill/exercises/clients.ts';
import { FAULTS } from '../../src/drill/faults/index.ts';
import { CODE_GUIDE } from '../../src/drill/output/code-guide.ts';
import { pageAt } from './pages.ts';

const drill = pageAt('docs/drill.md');
const readme = pageAt('README.md');

/** The names in code in the first column of a table below this heading. */
function rowsBelow(heading: string): readonly string[] {
  const [, section = ''] = drill.text.split(`\n## ${heading}\n`);
  const [body = ''] = section.split('\n## ');
  return Array.from(body.matchAll(/^\| (`[^|]*)/gm), ([, cell = '']) => cell).flatMap((cell) =>
    Array.from(cell.matchAll(/`([^`]+)`/g), ([, name = '']) => name),
  );
}

describe('docs/drill.md', () => {
  it('lists each fault that the drill plays', () => {
    expect(rowsBelow('What it breaks')).toEqual(expect.arrayContaining(FAULTS.map(({ name }) => name)));
    expect(drill.text).toContain(`plays ${FAULTS.length} faults`);
  });

  it('explains each finding', () => {
    expect(rowsBelow('What it checks')).toEqual(expect.arrayContaining(Object.keys(CODE_GUIDE)));
  });

  it('lists each client', () => {
    expect(rowsBelow('What it plays')).toEqual(expect.arrayContaining(CLIENTS.map(({ kind }) => kind)));
  });
});

describe('the third paragraph of README.md', () => {
  it('shows the output of the drill on docs/drill.md, which a test compares with a real run', () => {
    const real = drill.blocks.find(({ language, text }) => language === 'console' && text.startsWith('$ npx halyard drill'));
    expect(readme.blocks[0]?.text).toBe(real?.text);
  });
});
