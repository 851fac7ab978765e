import { createHmac, randomBytes, randomFillSync } from 'node:crypto';
import { parseSetCookie } from 'cookie';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { FlashStore } from '../../core/ports/flash-store.ts';
import type { IncomingRequest } from '../../core/ports/request.ts';
import type { FlashOptions } from '../../core/settings/form-options.ts';
import { formSettings } from '../request/form-settings.ts';
import { memoryFlash } from '../stores/memory-flash.ts';
import type { FlashNote } from './flash-note.ts';
import { storeFlash } from './store-flash.ts';

const SECRET = 'a secret of the harbour, 123456789012';
const logged: [string, string][] = [];
beforeEach(() => {
  logged.length = 0;
});

const settingsOf = (flash: FlashOptions) =>
  formSettings(
    { flash },
    {
      mode: 'production',
      random: (bytes) => randomFillSync(bytes),
      hmac: (secret) => (text) => createHmac('sha256', secret).update(text).digest('base64url'),
      log: (level, _record, line) => logged.push([level, line]),
    },
  );
const requestOf = (cookie?: string, secure = false): IncomingRequest =>
  ({ secure, native: {}, header: (name: string) => (name === 'cookie' ? cookie : undefined) }) as unknown as IncomingRequest;
const note = (about: Partial<FlashNote> = {}): Omit<FlashNote, 'at'> => ({ to: '/signup', bag: '', issues: [], old: {}, messages: {}, ...about });
const failing = (about: Partial<FlashStore>): FlashStore => ({ ...memoryFlash(), name: 'broken', ...about });
const text = fc.string({ unit: 'binary', maxLength: 3_000 });

describe('keep', () => {
  it('returns one cookie, which lasts as long as the flash', async () => {
    const [field = '', ...others] = await storeFlash(settingsOf({ secret: SECRET, lifetime: 90 }), requestOf(undefined, true), note());
    expect(others).toEqual([]);
    expect(parseSetCookie(field)).toMatchObject({ maxAge: 90, path: '/', httpOnly: true, secure: true, sameSite: 'lax' });
    expect(parseSetCookie(field).name).toMatch(/^__Host-halyard\./);
  });

  it('returns no cookie that a browser would drop, whatever the note', async () => {
    const settings = settingsOf({ secret: SECRET });
    const notes = fc.record({
      issues: fc.array(fc.record({ message: text, path: fc.array(text, { maxLength: 2 }) })),
      old: fc.dictionary(text, text),
      messages: fc.dictionary(text, fc.array(text)),
    });
    await fc.assert(
      fc.asyncProperty(notes, fc.string({ unit: fc.constantFrom('a', '/', '-', '%20'), maxLength: 1_400 }), async (about, path) => {
        const fields = await storeFlash(settings, requestOf(undefined, true), note({ ...about, to: `/a${path}` }));
        for (const field of fields) expect(Buffer.byteLength(field)).toBeLessThanOrEqual(4_096);
      }),
      { numRuns: 50 },
    );
  });

  it('rejects instead, because a redirect must not lose its flash', async () => {
    await expect(storeFlash(settingsOf({ secret: SECRET }), requestOf(), note({ bag: randomBytes(6_000).toString('base64') }))).rejects.toThrow(
      'E_FLASH_STORE',
    );
    const wordy = failing({ put: () => 'x'.repeat(7_000) });
    await expect(storeFlash(settingsOf({ store: wordy }), requestOf(), note())).rejects.toThrow('E_FLASH_STORE');
  });

  it('clears the oldest flashes of a browser that has too many', async () => {
    const settings = settingsOf({ secret: SECRET });
    const cookies: string[] = [];
    for (let i = 0; i < 9; i++) cookies.push((await storeFlash(settings, requestOf(), note({ to: `/form${i}` })))[0]?.split(';')[0] ?? '');
    const fields = (await storeFlash(settings, requestOf(cookies.join('; ')), note())).map((field) => parseSetCookie(field));
    expect(fields.map(({ maxAge }) => maxAge)).toEqual([0, 0, 180]);
    expect(fields.slice(0, 2).map(({ name }) => name)).toEqual(cookies.slice(0, 2).map((cookie) => cookie.split('=')[0]));
  });

  it('resolves when the store has the flash, and not before', async () => {
    let has = false;
    const slow = failing({
      put: async () => {
        await new Promise((resolve) => setTimeout(resolve, 30));
        has = true;
        return '1';
      },
    });
    await storeFlash(settingsOf({ store: slow }), requestOf(), note());
    expect(has).toBe(true);
  });

  it.each<[string, Partial<FlashStore>]>([
    ['rejects', { put: () => Promise.reject(new Error('down')) }],
    [
      'throws',
      {
        put: () => {
          throw new Error('down');
        },
      },
    ],
    ['does not answer', { put: () => new Promise(() => {}) }],
  ])('falls back to the sealed cookie if the store %s, and logs it; without one it rejects', async (_, about) => {
    const [field = ''] = await storeFlash(settingsOf({ store: failing(about), secret: SECRET }), requestOf(), note());
    expect(parseSetCookie(field).value).toMatch(/^Fe26\.2\*/);
    expect(logged).toEqual([['warn', 'halyard: a flash store failed: the sealed cookie has the flash']]);
    await expect(storeFlash(settingsOf({ store: failing(about) }), requestOf(), note())).rejects.toThrow(/broken failing/);
  });

  it('names every flash differently', async () => {
    const settings = settingsOf({ store: memoryFlash() });
    const names = await Promise.all(Array.from({ length: 50 }, async () => (await storeFlash(settings, requestOf(), note()))[0]?.split('=')[0]));
    expect(new Set(names).size).toBe(50);
  });
});
