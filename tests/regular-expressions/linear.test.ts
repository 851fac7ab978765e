import { checkSync } from 'recheck';
import { describe, expect, it } from 'vitest';
import { regularExpressions } from './sources.ts';

const { literals, made } = regularExpressions();

/**
 * A text of a client must not cost more than reading it once. `recheck` looks for a text on which an expression takes longer, from whatever place in it
 * the search begins; what it cannot decide in time has to be written in another way.
 */
describe('a regular expression of the sources', () => {
  it('is found by the parser that reads the sources', () => {
    expect(literals.length).toBeGreaterThan(150);
  });

  it('is written out, so that it can be checked: none is made out of a text, but for titles of pages in the requirements', () => {
    expect(made.filter((file) => !file.startsWith('src/conformance/'))).toEqual([]);
  });

  it('is known to be slow when it is slow', () => {
    expect(checkSync('\\beyJ[\\w-]{8,1024}\\.[\\w-]{1,8192}', 'g', { timeout: 60_000 }).status).toBe('vulnerable');
  });

  it.each(literals.map(({ source, flags, file }) => [`/${source}/${flags}`.slice(0, 160), file, source, flags] as const))(
    'is linear: %s in %s',
    (_, __, source, flags) => {
      expect(checkSync(source, flags, { timeout: 90_000 })).toMatchObject({ status: 'safe' });
    },
    120_000,
  );
});
