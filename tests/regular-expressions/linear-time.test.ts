import { describe, expect, it } from 'vitest';
import { PIECES } from './pieces.ts';
import { READERS } from './readers.ts';

/** Characters of the short text. A square shows at this length. */
const SHORT = 8_192;

const TIMES = 8;
const MOST = 12;
/** Milliseconds, after which no longer text is tried. */
const ENOUGH = 4_000;
/** Milliseconds for the long text that nothing quadratic gets by with: 65,536 characters take it seconds, and the 8,192 of a format a hundred. */
const QUICK = 20;

/**
 * How many times the time that a text takes grows when it is eight times as long: processor time, which does not count what else the machine is busy
 * with. One long text is compared with eight short ones, which have as many characters and make as much garbage. Of each the least of several
 * times counts, and they are measured again as long as the result is a bad one, then with longer texts. What takes the square of its length is
 * slower at each length.
 */
function growth(read: (text: string) => unknown, piece: string, longest = 16 * SHORT): number {
  let ratio = Number.POSITIVE_INFINITY;
  for (let length = SHORT; length <= longest && ratio > MOST; length *= 4) {
    let [short, long] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
    for (let tries = 0; tries < 4 && (tries === 0 || long > MOST * short); tries++) {
      long = Math.min(long, timeOf(read, [filled(piece, length * TIMES)]));
      if (long < QUICK) return 1;
      const texts = Array.from({ length: TIMES }, () => filled(piece, length));
      short = Math.min(short, timeOf(read, texts) / TIMES);
      if (long > ENOUGH) return long / short;
    }
    ratio = Math.min(ratio, long / short);
  }
  return ratio;
}

function timeOf(read: (text: string) => unknown, texts: readonly string[]): number {
  const started = process.cpuUsage();
  for (const text of texts) read(text);
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1_000;
}

let texts = 0;

/** Another text each time, for V8 keeps what an expression found in one; and in one piece, as it comes off the wire, for what is put together is first copied. */
function filled(piece: string, length: number): string {
  return JSON.parse(JSON.stringify(`${piece.repeat(Math.ceil(length / piece.length)).slice(0, length)}${texts++}`));
}

describe('a text eight times as long takes no more than twelve times as long', () => {
  it.each(Object.entries(READERS))(
    '%s',
    (_, read) => {
      const slow = PIECES.map((piece) => [piece, growth(read, piece)] as const).filter(([, ratio]) => ratio > MOST);
      expect(slow).toEqual([]);
    },
    120_000,
  );

  it('is not true of a search that begins again at every place', () => {
    expect(growth((text) => text.slice(0, text.length / 8).replace(/a+b/g, ''), 'a', SHORT)).toBeGreaterThan(MOST);
  });
});
