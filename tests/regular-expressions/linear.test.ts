import { checkSync } from 'recheck';
import { describe, expect, it } from 'vitest';
import { regularExpressions } from './sources.ts';

const { literals, made } = regularExpressions();

/**
 * Reading a client's text must not cost more than one pass. `recheck` looks for a text that makes an expression slow, from any start of the
 * search. An expression that it cannot decide in time has to be rewritten.
 */
describe('a regular expression of the sources', () => {
  it('is found by the parser that reads the sources', () => {
    expect(literals.length).toBeGreaterThan(150);
  });

  it('is a literal that can be checked: only the requirements build one from a text, for titles of pages', () => {
    expect(made.filter((file) => !file.startsWith('src/conformance/'))).toEqual([]);
  });

  it('is reported when it is slow', () => {
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
