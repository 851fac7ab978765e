import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { PIECES } from './pieces.ts';
import { READERS } from './readers.ts';

/** Long enough that a square shows, and short enough that the collection of garbage does not. */
const SHORT = 8_192;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;
const TIMES = 8;
const MOST = 12;
/** Milliseconds, after which no longer text is tried. */
const ENOUGH = 4_000;

/**
 * How many times the time that a text takes grows when it is eight times as long: processor time, which does not count what else the machine is busy
 * with. Of each length the least of several times counts, and they are measured again as long as the result is a bad one. Memory grows in
 * steps: where there is one, longer texts are compared. What takes the square of its length is slower at each length.
 */
function growth(read: (text: string) => unknown, piece: string, longest = 16 * SHORT): number {
  let ratio = Number.POSITIVE_INFINITY;
  for (let length = SHORT; length <= longest && ratio > MOST; length *= 4) {
    let [short, long] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
    for (let tries = 0; tries < 6 && (tries === 0 || long > MOST * short); tries++) {
      long = Math.min(long, timeOf(read, filled(piece, length * TIMES)));
      // Too quick to be compared: what is read more than once takes longer.
      if (long < 1) return 1;
      for (let i = 0; i < 2; i++) short = Math.min(short, timeOf(read, filled(piece, length)));
      if (long > ENOUGH) return long / short;
    }
    ratio = Math.min(ratio, long / short);
  }
  return ratio;
}

function timeOf(read: (text: string) => unknown, text: string): number {
  // What was thrown away before is not this one's to clear up.
  collectGarbage();
  const started = process.cpuUsage();
  read(text);
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
    expect(growth((text) => text.slice(0, text.length / 4).replace(/a+b/g, ''), 'a', SHORT)).toBeGreaterThan(MOST);
  });
});
