import { createHmac, randomFillSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { PublicOutcome } from '../../core/disclosure/disclose.ts';
import type { IncomingRequest } from '../../core/ports/request.ts';
import type { FlashOptions } from '../../core/settings/form-options.ts';
import { Visit } from '../flash/visit.ts';
import { formSettings } from '../request/form-settings.ts';
import { memoryFlash } from '../stores/memory-flash.ts';
import { bagOf, recovered } from './recover.ts';

const SECRET = 'a secret of the harbour, 123456789012';
const lines: string[] = [];
const settingsOf = (flash: FlashOptions | false) =>
  formSettings(
    { flash },
    {
      mode: 'production',
      random: (bytes) => randomFillSync(bytes),
      hmac: (secret) => (text) => createHmac('sha256', secret).update(text).digest('base64url'),
      log: (_level, _record, line) => lines.push(line),
    },
  );
const posted = (submitted: unknown, referer = 'https://harbour.example/signup'): IncomingRequest => {
  const fields: Record<string, string> = { host: 'harbour.example', referer };
  return {
    method: 'POST',
    url: '/bookings',
    native: {},
    submitted: () => submitted,
    header: (name: string) => fields[name],
    replyHeader: () => undefined,
  } as unknown as IncomingRequest;
};
const unavailable = { status: 503 } as PublicOutcome;

describe('recovered', () => {
  it('is the submitted values, without anything secret, and the way back to the form', async () => {
    const found = await recovered(
      settingsOf({ secret: SECRET }),
      posted({ boat: 'Petrel', password: 'hunter2', days: ['sat', 'sun'], note: ' ' }),
      unavailable,
      true,
    );
    expect(found).toMatchObject({
      typed: [
        { name: 'boat', value: 'Petrel' },
        { name: 'days', value: 'sat\nsun' },
      ],
      back: '/signup',
      restores: true,
    });
    expect(found?.headers?.['set-cookie']).toHaveLength(1);
  });

  it('shows a long letter whole, and no more text than a page can hold', async () => {
    const letter = 'x'.repeat(30_000);
    const found = await recovered(
      settingsOf(false),
      posted({ a: letter, b: letter, c: letter, d: letter, e: letter, f: 'x'.repeat(40_000) }),
      unavailable,
      true,
    );
    expect(found?.typed.map(({ name, value }) => [name, value.length])).toEqual([...'abcd'].map((name) => [name, 30_000]));
    expect(found?.tooLong.toSorted()).toEqual(['e', 'f']);
  });

  it('names the fields that are too long to restore, and does not promise a filled-in form', async () => {
    const long = 'x'.repeat(40_000);
    const found = await recovered(settingsOf({ secret: SECRET }), posted({ boat: 'Petrel', note: long, password: long, _csrf: long }), unavailable, true);
    expect(found).toMatchObject({ typed: [{ name: 'boat' }], tooLong: ['note'], restores: false });
    expect(found?.headers?.['set-cookie']).toHaveLength(1);
  });

  it('fills the form in without the fields that are left out, and the form then names them', async () => {
    const [settings, many] = [settingsOf({ secret: SECRET }), Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`field${i}`, 'x']))];
    const found = await recovered(settings, posted(many), unavailable, true);
    const cookie = [found.headers?.['set-cookie']]
      .flat()
      .map((field) => field?.split(';')[0])
      .join('; ');
    const fields: Record<string, string> = { accept: 'text/html', cookie };
    const page = { transport: 'http', httpVersion: '1.1', method: 'GET', url: '/signup', native: {}, header: (name: string) => fields[name] };
    const visit = new Visit(settings, page as unknown as IncomingRequest);
    await visit.arrive();
    expect(visit.notes).toMatchObject([{ incomplete: true, issues: [{ message: expect.stringContaining('field256, field257') }] }]);
  });

  it('cannot be restored without a store, and is shown all the same', async () => {
    const found = await recovered(settingsOf(false), posted({ boat: 'Petrel' }), unavailable, true);
    expect(found).toEqual({ typed: [{ name: 'boat', value: 'Petrel' }], back: '/signup', restores: false, headers: undefined, tooLong: [] });
  });

  it('is not kept for a page that shows it itself', async () => {
    expect(await recovered(settingsOf({ secret: SECRET }), posted({ boat: 'Petrel' }), unavailable, false)).toMatchObject({
      restores: false,
      headers: undefined,
    });
  });

  it('is shown if the store fails, and the failure is logged', async () => {
    const store = { ...memoryFlash(), put: () => Promise.reject(new Error('down')) };
    const found = await recovered(settingsOf({ store }), posted({ boat: 'Petrel' }), unavailable, true);
    expect(found).toMatchObject({ typed: [{ name: 'boat' }], restores: false, headers: undefined });
    expect(lines.at(-1)).toMatch(/could not be kept/);
  });

  it('is only the way back if nothing was submitted, and empty without a way back', async () => {
    const settings = settingsOf({ secret: SECRET });
    expect(await recovered(settings, posted({ password: 'hunter2' }), unavailable, true)).toEqual({
      typed: [],
      back: '/signup',
      restores: false,
      headers: undefined,
      tooLong: [],
      withheld: { fields: ['password'], files: [] },
    });
    expect(await recovered(settings, posted(undefined, 'https://evil.example/'), unavailable, true)).toEqual({
      typed: [],
      back: undefined,
      restores: false,
      headers: undefined,
      tooLong: [],
    });
    expect(await recovered(settings, posted({ boat: 'Petrel' }, ''), unavailable, true)).toMatchObject({
      back: undefined,
      restores: false,
      headers: undefined,
    });
  });
});

describe('bagOf', () => {
  it.each<[unknown, string]>([
    [{ _bag: 'tides' }, 'tides'],
    [{ _bag: 'sign-up_2' }, 'sign-up_2'],
    [{ _bag: 'x'.repeat(65) }, ''],
    [{ _bag: 'a b' }, ''],
    [{ _bag: ['tides'] }, ''],
    [Object.create({ _bag: 'tides' }), ''],
    [{}, ''],
    [null, ''],
    ['_bag', ''],
  ])('returns for %j %j', (submitted, bag) => {
    expect(bagOf(submitted)).toBe(bag);
  });
});
