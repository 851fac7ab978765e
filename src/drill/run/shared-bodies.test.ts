import { randomBytes } from 'node:crypto';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { SharedBodies } from './shared-bodies.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

const ROWS = Array.from({ length: 3_000 }, (_, row) => `<li>Berth ${row} is free, and the harbour office knows it by its name and its number.</li>`).join('\n');

const page = (reference: string, path: string): string => `<h1>Not Found</h1><p>${reference}</p><a href="${path}">again</a>\n${ROWS}<p>${reference} $& $1</p>`;

/** The number of different texts. None of them is held by the frame of a test. */
function distinct(kept: readonly (() => string)[]): number {
  return new Set(kept.map((read) => read())).size;
}

function heap(): number {
  collect();
  return process.memoryUsage().heapUsed;
}

describe('the bodies of a run', () => {
  it('are what was received, also with a path in a path, and with the signs of a replacement', () => {
    const bodies = new SharedBodies();
    const kept = Array.from({ length: 20 }, (_, id) => {
      const parts = [`REF-${1_000 + id}`, `/drill/${1_000 + id}?boat=$&`, `/drill/${1_000 + id}`];
      const body = page(parts[0] as string, parts[1] as string) + parts[2];
      return { body, read: bodies.keep(body, parts) };
    });
    for (const { body, read } of kept) expect(read() === body).toBe(true);
    for (const { body, read } of kept.toReversed()) expect(read() === body).toBe(true);
  });

  it.each(['', 'short', '\u0001\u0002\u0003\u0004'.repeat(2_000), `€ ${ROWS}`])('are what was received, with any text', (body) => {
    expect(new SharedBodies().keep(body, ['REF-1234', '', '/'])() === body).toBe(true);
  });

  it('take the memory of one page if they differ in the reference and the path only', () => {
    const bodies = new SharedBodies();
    const before = heap();
    const kept = Array.from({ length: 400 }, (_, id) =>
      bodies.keep(page(`REF-${1_000 + id}`, `/drill/${id}-path`), [`REF-${1_000 + id}`, `/drill/${id}-path`]),
    );
    expect(kept.map((read) => read().length).every((length) => length > 200_000)).toBe(true);
    // As they are, they are 95 MB.
    expect(heap() - before).toBeLessThan(5e6);
    expect(kept.length).toBe(400);
  });

  it('are packed if many differ in other parts as well', () => {
    const bodies = new SharedBodies();
    const before = heap();
    const kept = Array.from({ length: 400 }, () => bodies.keep(randomBytes(8).toString('hex') + ROWS, []));
    expect(distinct(kept)).toBe(400);
    expect(heap() - before).toBeLessThan(40e6);
    expect(kept.length).toBe(400);
  });
});
