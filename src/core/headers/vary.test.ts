import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { appendVary } from './vary.ts';

const namesIn = (field: string): readonly string[] =>
  field
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');

describe('appendVary', () => {
  it.each<[string | undefined, string]>([
    [undefined, 'Accept, Sec-Fetch-Dest'],
    ['', 'Accept, Sec-Fetch-Dest'],
    ['Origin', 'Origin, Accept, Sec-Fetch-Dest'],
    ['accept', 'accept, Sec-Fetch-Dest'],
    ['Origin, ACCEPT,sec-fetch-dest', 'Origin, ACCEPT,sec-fetch-dest'],
    ['Accept-Encoding', 'Accept-Encoding, Accept, Sec-Fetch-Dest'],
    ['*', '*'],
    ['Origin, *', 'Origin, *'],
  ])('adds to %j', (existing, expected) => {
    expect(appendVary(existing, 'Accept, Sec-Fetch-Dest')).toBe(expected);
  });

  it('keeps every existing name, adds each new name once, and changes nothing the second time', () => {
    const token = fc.stringMatching(/^[A-Za-z-]{1,12}$/);
    fc.assert(
      fc.property(
        fc.array(token).map((list) => list.join(', ')),
        fc.array(token, { minLength: 1 }).map((list) => list.join(', ')),
        (existing, ours) => {
          const once = appendVary(existing, ours);
          for (const name of [...namesIn(existing), ...namesIn(ours)]) expect(namesIn(once)).toContain(name);
          expect(appendVary(once, ours)).toBe(once);
        },
      ),
    );
  });
});
