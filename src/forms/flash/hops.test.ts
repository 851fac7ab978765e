import { parseSetCookie } from 'cookie';
import { beforeEach, describe, expect, it } from 'vitest';
import { productionForms } from '../../../tests/support/production-forms.ts';
import type { IncomingRequest } from '../../core/ports/request.ts';
import type { FlashOptions } from '../../core/settings/form-options.ts';
import { memoryFlash } from '../stores/memory-flash.ts';
import { sessionFlash } from '../stores/session-flash.ts';
import { storeFlash } from './store-flash.ts';
import { Visit } from './visit.ts';

const SECRET = 'a secret of the harbour, 123456789012';

let settings: ReturnType<typeof productionForms>;
let cookies: Map<string, string>;
let session: object;

const requestOf = (url: string): IncomingRequest => {
  const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const fields: Record<string, string | undefined> = { accept: 'text/html', host: 'harbour.example', cookie: cookie === '' ? undefined : cookie };
  return { transport: 'http', method: 'GET', url, native: { session }, header: (name: string) => fields[name] } as unknown as IncomingRequest;
};
const hold = (fields: readonly string[]): void => {
  for (const { name, value, maxAge } of fields.map((field) => parseSetCookie(field))) {
    if (maxAge === 0) cookies.delete(name);
    else cookies.set(name, value ?? '');
  }
};
const keepFlash = async (to: string): Promise<void> =>
  hold(await storeFlash(settings, requestOf('/'), { to, bag: '', issues: [{ message: to, path: [] }], old: {}, messages: {} }));

interface Answer {
  readonly status?: number;
  readonly fields?: Readonly<Record<string, string>>;
  readonly keep?: boolean;
}

/** Returns the messages that a page shows. */
async function open(url: string, { status = 200, fields = {}, keep = false }: Answer = {}): Promise<string[]> {
  const visit = new Visit(settings, requestOf(url));
  await visit.arrive();
  if (keep) visit.keep();
  const notes = status === 200 ? visit.notes.map(({ issues }) => issues[0]?.message ?? '') : [];
  if (notes.length > 0) visit.show();
  hold(visit.depart(status, (name) => fields[name]).cookies);
  visit.settle(true);
  return notes;
}
const redirect = (url: string, location: string): Promise<string[]> => open(url, { status: 302, fields: { location } });

describe.each<[string, () => FlashOptions]>([
  ['the sealed cookie', () => ({ secret: SECRET })],
  ['a store', () => ({ store: memoryFlash() })],
  ['a session', () => ({ store: sessionFlash(), secret: SECRET })],
])('a redirect of the page, with a flash in %s', (_, flash) => {
  beforeEach(() => {
    settings = productionForms(flash());
    cookies = new Map();
    session = {};
  });

  it.each([
    ['/en/signup', '/en/signup'],
    ['/signup/', '/signup/'],
    ['en/signup', '/en/signup'],
    ['?step=1', '/signup?step=1'],
    ['http://harbour.example/en/signup#name', '/en/signup'],
    ['https://harbour.example/en/signup', '/en/signup'],
  ])('to %s hands it on, once', async (location, address) => {
    await keepFlash('/signup');
    await redirect('/signup', location);
    expect(await open('/other')).toEqual([]);
    expect(await open(address)).toEqual(['/signup']);
    expect(await open(address)).toEqual([]);
    expect(await open('/signup')).toEqual([]);
    expect(cookies.size).toBe(0);
  });

  it.each(['https://evil.example/en', '//evil.example/en', 'javascript:alert(1)', 'http://[', '/signup'])('to %s hands nothing on', async (location) => {
    await keepFlash('/signup');
    await redirect('/signup', location);
    expect(cookies.size).toBe(1);
    expect(await open('/en')).toEqual([]);
    expect(await open('/signup')).toEqual(['/signup']);
  });

  it('hands it on three times, and leaves it where it was', async () => {
    await keepFlash('/signup');
    for (const [from, to] of ['/signup', '/a', '/b', '/c', '/d'].map((path, index, all) => [path, all[index + 1]])) if (to) await redirect(from as string, to);
    expect(await open('/d')).toEqual([]);
    expect(await open('/signup')).toEqual(['/signup']);
    expect(await open('/c')).toEqual([]);
    expect(cookies.size).toBe(0);
  });

  it('that leads back to the page keeps the flash', async () => {
    await keepFlash('/signup');
    await redirect('/signup', '/login');
    await redirect('/login', '/signup');
    expect(await open('/signup')).toEqual(['/signup']);
    expect(cookies.size).toBe(0);
  });

  it('that a script makes hands it on as well', async () => {
    await keepFlash('/signup');
    await open('/signup', { status: 204, fields: { 'hx-redirect': '/en/signup' } });
    expect(await open('/en/signup')).toEqual(['/signup']);
  });

  it('is not believed for another flash, nor at another page', async () => {
    await keepFlash('/signup');
    await redirect('/signup', '/en/signup');
    const [pointer = '', hop = ''] = [...cookies].find(([, value]) => value.startsWith('~')) ?? [];
    cookies.delete(pointer);
    await keepFlash('/admin');
    const { label, id } = /halyard\.(?<label>[^.]+)\.(?<id>.+)$/.exec([...cookies.keys()].at(-1) ?? '')?.groups ?? {};
    cookies.set(pointer.replace(/[^.]+$/, id ?? ''), hop);
    expect(await open('/en/signup')).toEqual([]);
    cookies.set(pointer.replace(/halyard\.[^.]+/, `halyard.${label}`), hop);
    expect(await open('/admin')).toEqual(['/admin']);
  });

  it('is not needed if the page keeps the flash for the next page, which shows it once', async () => {
    await keepFlash('/signup');
    expect(await open('/signup', { keep: true })).toEqual(['/signup']);
    expect(await open('/next')).toEqual(['/signup']);
    expect(await open('/next')).toEqual([]);
    expect(await open('/signup')).toEqual([]);
    expect(cookies.size).toBe(0);
  });
});
