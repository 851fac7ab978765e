import { describe, expect, it } from 'vitest';
import { compressed, decompressed } from './compression.ts';

describe('compressed()', () => {
  it.each(['', 'a', 'Größe 🚢 '.repeat(500), 'We come in late, with a dog. '.repeat(300)])('returns a text from which the text is read again', async (text) => {
    expect(await decompressed((await compressed(text)) as string)).toBe(text);
  });

  it('makes prose shorter', async () => {
    const prose = Array.from({ length: 200 }, (_, i) => `The berth number ${i} is too short for a boat of ${i * 7} metres.`).join('\n');
    expect(((await compressed(prose)) ?? prose).length).toBeLessThan(prose.length / 2);
  });
});
