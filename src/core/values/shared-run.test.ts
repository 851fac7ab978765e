import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LettersOfText } from './shared-run.ts';

const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'ß', '7', '密'), maxLength: 60 });

describe('LettersOfText', () => {
  it('finds what a plain search finds, and nothing else', () => {
    fc.assert(
      fc.property(letters, letters, fc.constantFrom(4, 8, 16), (text, value, run) => {
        const ready = new LettersOfText(text);
        expect(ready.includes(value)).toBe(value.length >= 4 && text.includes(value));
        const shared = Array.from({ length: Math.max(0, value.length - run + 1) }, (_, at) => value.slice(at, at + run));
        expect(ready.sharesRun(value, run)).toBe(shared.some((part) => text.includes(part)));
      }),
      { numRuns: 1_000 },
    );
  });
});
