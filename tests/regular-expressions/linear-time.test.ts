import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { PIECES } from './pieces.ts';
import { READERS } from './readers.ts';

/** Long enough to show quadratic growth, and short enough to hide the cost of garbage collection. */
const SHORT = 8_192;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;
const TIMES = 8;
const MOST = 12;
/** Milliseconds. After a run of this length, longer texts are not tried. */
const ENOUGH = 4_000;

/**
 * The factor by which the time of a reader grows when a text is eight times as long. It measures processor time, which excludes the other
 * work of the machine. The least of several measurements counts for each length, and a bad result is measured again. Memory grows in steps:
 * at a step, longer texts are compared. Quadratic code is slower at each length.
 */
function growth(read: (text: string) => unknown, piece: string, longest = 16 * SHORT): number {
  let ratio = Number.POSITIVE_INFINITY;
  for (let length = SHORT; length <= longest && ratio > MOST; length *= 4) {
    let [short, long] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
    for (let tries = 0; tries < 6 && (tries === 0 || long > MOST * short); tries++) {
      long = Math.min(long, timeOf(read, filled(piece, length * TIMES)));
      // The time is too short for a comparison. Code that reads a text more than once takes longer.
      if (long < 1) return 1;
      for (let i = 0; i < 2; i++) short = Math.min(short, timeOf(read, filled(piece, length)));
      if (long > ENOUGH) return long / short;
    }
    ratio = Math.min(ratio, long / short);
  }
  return ratio;
}

function timeOf(read: (text: string) => unknown, text: string): number {
  // Garbage of earlier runs must not count.
  collectGarbage();
  const started = process.cpuUsage();
  read(text);
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1_000;
}

let texts = 0;

/**
 * A new text for each call, because V8 caches what an expression found in a text. The text is one flat string, as it arrives from the network:
 * V8 first copies a string that was concatenated.
 */
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

  it('fails for a search that restarts at every place', () => {
    expect(growth((text) => text.slice(0, text.length / 4).replace(/a+b/g, ''), 'a', SHORT)).toBeGreaterThan(MOST);
  });
});
