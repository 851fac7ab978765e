import { createHmac, randomFillSync } from 'node:crypto';
import { parseSetCookie } from 'cookie';
import { beforeEach, describe, expect, it } from 'vitest';
import type { IncomingRequest } from '../../core/ports/request.ts';
import type { FlashNote } from '../flash/flash-note.ts';
import { storeFlash } from '../flash/store-flash.ts';
import { Visit } from '../flash/visit.ts';
import { formSettings } from '../request/form-settings.ts';
import { memoryFlash } from '../stores/memory-flash.ts';
import { PageForm } from './page-form.ts';

const lines: string[] = [];
const down = { ...memoryFlash(), put: () => Promise.reject(new Error('down')) };
const settingsOf = (store = memoryFlash()) =>
  formSettings(
    { flash: { store }, origin: 'https://harbour.example' },
    {
      mode: 'production',
      random: (bytes) => randomFillSync(bytes),
      hmac: (secret) => (text) => createHmac('sha256', secret).update(text).digest('base64url'),
      log: (_level, _record, line) => lines.push(line),
    },
  );
let settings: ReturnType<typeof settingsOf>;
beforeEach(() => {
  settings = settingsOf();
});

const requestOf = (url: string, cookies: readonly string[] = []): IncomingRequest => {
  const fields: Record<string, string> = { accept: 'text/html', cookie: cookies.join('; ') };
  return { transport: 'http', method: 'GET', url, native: {}, header: (name: string) => fields[name] } as unknown as IncomingRequest;
};
const pairOf = (field: string): string => field.split(';', 1)[0] ?? '';

/** Returns the page at this address, with the browser's flash cookies. */
async function pageOf(url: string, cookies: readonly string[] = []): Promise<PageForm> {
  const request = requestOf(url, cookies);
  const visit = new Visit(settings, request);
  await visit.arrive();
  return new PageForm(settings, request, visit, () => {});
}
async function cookiesFor(...notes: Partial<FlashNote>[]): Promise<string[]> {
  const whole = notes.map((note) => ({ to: '/signup', bag: '', issues: [], old: {}, messages: {}, ...note }));
  return (await Promise.all(whole.map((note) => storeFlash(settings, requestOf('/'), note)))).flat().map(pairOf);
}

describe('PageForm', () => {
  it('has the errors and values of its flash, for each of its forms', async () => {
    const tides = { bag: 'tides', issues: [{ message: 'Not an address.', path: ['crew', 0, 'email'], code: 'format' }], old: { email: 'ann' } };
    const { form } = await pageOf('/signup', await cookiesFor(tides));
    expect(form.errors).toHaveLength(0);
    expect(form.old('email')).toBe('');
    expect({ ...form.bag('tides').errors[0] }).toMatchObject({ field: 'crew.0.email', message: 'Not an address.', code: 'format' });
    expect(form.bag('tides').old('email')).toBe('ann');
    expect(form.read()).toEqual({ errors: { 'crew.0.email': ['Not an address.'] }, old: { email: 'ann' }, messages: {} });
  });

  it('has the messages of all its flashes, by kind', async () => {
    const cookies = await cookiesFor({ messages: { info: ['One'] } }, { to: '*', messages: { info: ['Two'], success: ['Three'] } });
    const { form } = await pageOf('/signup', cookies);
    expect([form.flash('info').toSorted(), form.flash('success')]).toEqual([['One', 'Two'], ['Three']]);
  });

  it('is empty without a flash, and without a visit', async () => {
    const { form } = new PageForm(settings, requestOf('/signup'), undefined, () => {});
    expect([form.errors.length, form.old('boat'), form.flash('info'), form.read()]).toEqual([0, '', [], null]);
  });

  it('signs its own address for a form on it', async () => {
    const { form } = await pageOf('/signup?step=2');
    const [, value] = /value="([^"]+)"/.exec(form.returnField()) ?? [];
    expect(settings.returns.read(value)).toBe('/signup?step=2');
    expect((await pageOf('*')).form.returnField()).toBe('');
  });
});

describe('PageForm with messages for the next page', () => {
  const sendMessages = async (status: number, location?: string): Promise<string[]> => {
    const page = await pageOf('/book');
    page.form.flash('success', 'Booked.');
    const fields = await page.keepPending(status, location);
    return fields.map(pairOf);
  };
  const seenOn = async (url: string, cookies: readonly string[]): Promise<readonly string[]> => (await pageOf(url, cookies)).form.flash('success');

  it.each([
    ['/berths?a=b#c', '/berths?a=b'],
    ['https://harbour.example/berths', '/berths'],
  ])('addresses them to the page that the redirect to %s leads to', async (location, url) => {
    const cookies = await sendMessages(303, location);
    expect([await seenOn('/elsewhere', cookies), await seenOn(url, cookies)]).toEqual([[], ['Booked.']]);
  });

  it.each<[number, string | undefined]>([
    [200, undefined],
    [200, '/berths'],
    [302, 'https://elsewhere.example/'],
    [302, 'berths'],
  ])('addresses them to any next page after a %i to %s', async (status, location) => {
    expect(await seenOn('/anything', await sendMessages(status, location))).toEqual(['Booked.']);
  });

  it('calls onKeep once if there is a message to keep', async () => {
    let asked = 0;
    const page = new PageForm(settings, requestOf('/book'), undefined, () => asked++);
    page.form.flash('success', 'One');
    page.form.flash('success', 'Two', 'Three');
    page.form.flash('info', ...Array.from({ length: 40 }, (_, i) => `${i}`));
    expect(asked).toBe(1);
    const messages = page.takePending();
    expect([messages['success'], messages['info']?.length]).toEqual([['One', 'Two', 'Three'], 32]);
    expect(await page.keepPending(200, undefined)).toEqual([]);
  });

  it('loses the messages and not the answer if no store takes them', async () => {
    settings = settingsOf(down);
    expect(await sendMessages(303, '/berths')).toEqual([]);
    expect(lines.at(-1)).toMatch(/could not be kept/);
  });
});

describe('the cookie of a page with messages', () => {
  it('is one cookie, however many messages there are', async () => {
    const page = await pageOf('/book');
    for (let i = 0; i < 10; i++) page.form.flash('info', 'x'.repeat(1_000));
    const fields = await page.keepPending(303, '/berths');
    expect(fields.map((field) => parseSetCookie(field).maxAge)).toEqual([180]);
  });
});
