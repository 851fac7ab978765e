import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { sealedFlash } from './sealed-flash.ts';

const OLD = 'an old secret of the harbour, 1234567890';
const NEW = 'a new secret of the harbour, 1234567890';
const ID = 'lp1x2y3z-abcdefghijklmnop';
const about = { seconds: 180, native: undefined };
const store = sealedFlash([NEW]);

afterEach(() => {
  vi.useRealTimers();
});

describe('sealedFlash()', () => {
  it('returns any text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), async (text) => {
        expect(await store.take(ID, await store.put(ID, text, about), about)).toBe(text);
      }),
      { numRuns: 25 },
    );
  });

  it('seals the same text into another value every time, and reveals nothing of it', async () => {
    const values = [await store.put(ID, 'Petrel Petrel Petrel', about), await store.put(ID, 'Petrel Petrel Petrel', about)];
    expect(values[0]).not.toBe(values[1]);
    for (const value of values) expect(Buffer.from(value, 'base64').toString('latin1') + value).not.toContain('Petrel');
  });

  it('returns nothing for a text that was changed anywhere', async () => {
    const value = await store.put(ID, 'Petrel', about);
    const changed = Array.from(value, (character, at) => value.slice(0, at) + (character === 'A' ? 'B' : 'A') + value.slice(at + 1));
    // The last character of base64 may hold unused bits. A change of them leaves the value the same.
    for (const [at, one] of changed.entries()) {
      const taken = await store.take(ID, one, about);
      expect(taken === undefined || (taken === 'Petrel' && /^[\w-]$/.test(value[at] ?? ''))).toBe(true);
      if (taken !== undefined) expect(value[at + 1] ?? '*').toBe('*');
    }
  });

  it('returns nothing for a text that was cut, or that it did not seal', async () => {
    const value = await store.put(ID, 'Petrel', about);
    const cut = Array.from({ length: value.length - 1 }, (_, length) => value.slice(0, length));
    for (const one of [...cut.filter((_, i) => i % 7 === 0), `${value}x`, `${value}*`, 'Fe26.2*', 'Fe26.2********', '1', '__proto__'])
      expect(await store.take(ID, one, about)).toBe(undefined);
  });

  it('returns nothing for a text under another name (CVE-2026-45028)', async () => {
    const value = await store.put(ID, 'Petrel', about);
    expect(await store.take(ID.replace('lp1', 'lp2'), value, about)).toBe(undefined);
    expect(await store.take('', value, about)).toBe(undefined);
    expect(await store.take(ID.slice(0, -1), value, about)).toBe(undefined);
  });

  it('returns nothing for an expired text', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const value = await store.put(ID, 'Petrel', about);
    vi.setSystemTime(Date.now() + 179_000);
    expect(await store.take(ID, value, about)).toBe('Petrel');
    vi.setSystemTime(Date.now() + 2_000);
    expect(await store.take(ID, value, about)).toBe(undefined);
  });

  it('opens a text that an older secret sealed, while that secret is listed', async () => {
    const before = await sealedFlash([OLD]).put(ID, 'Petrel', about);
    const rotated = sealedFlash([NEW, OLD]);
    expect(await rotated.take(ID, before, about)).toBe('Petrel');
    expect(await store.take(ID, before, about)).toBe(undefined);
    // The first secret seals.
    expect(await store.take(ID, await rotated.put(ID, 'Curlew', about), about)).toBe('Curlew');
  });

  it('is read by any server with the same secret', async () => {
    expect(await sealedFlash([NEW]).take(ID, await store.put(ID, 'Petrel', about), about)).toBe('Petrel');
  });

  it('compresses a long text, and returns it', async () => {
    const text = Array.from({ length: 64 }, (_, i) => `field${i}: ${'ü'.repeat(i)}`).join('\n');
    const value = await store.put(ID, text, about);
    expect(value.length).toBeLessThan(Buffer.byteLength(text));
    expect(await store.take(ID, value, about)).toBe(text);
  });
});
