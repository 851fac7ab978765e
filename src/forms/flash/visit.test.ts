import { parseSetCookie } from 'cookie';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { productionForms } from '../../../tests/support/production-forms.ts';
import type { IncomingRequest } from '../../core/ports/request.ts';
import type { FlashOptions } from '../../core/settings/form-options.ts';
import { memoryFlash } from '../stores/memory-flash.ts';
import type { FlashNote } from './flash-note.ts';
import { storeFlash } from './store-flash.ts';
import { NOTICE } from './superseded.ts';
import { Visit } from './visit.ts';

const SECRET = 'a secret of the harbour, 123456789012';

/** Returns a browser's request for a page, with its cookies. */
const requestOf = (url: string, cookies: Map<string, string>, fields: Record<string, string> = {}): IncomingRequest => {
  const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const all: Record<string, string | undefined> = { accept: 'text/html', cookie: cookie === '' ? undefined : cookie, ...fields };
  return { transport: 'http', method: 'GET', url, native: {}, header: (name: string) => all[name] } as unknown as IncomingRequest;
};

const note = (to: string, about: Partial<FlashNote> = {}): Omit<FlashNote, 'at'> => ({
  to,
  bag: '',
  issues: [{ message: to, path: [] }],
  old: {},
  messages: {},
  ...about,
});
const noField = (): undefined => undefined;

let settings: ReturnType<typeof productionForms>;
let cookies: Map<string, string>;
const hold = (fields: readonly string[]): void => {
  for (const { name, value, maxAge } of fields.map((field) => parseSetCookie(field))) {
    if (maxAge === 0) cookies.delete(name);
    else cookies.set(name, value ?? '');
  }
};
const keepFlash = async (what: Omit<FlashNote, 'at'>, nonce = ''): Promise<void> => hold(await storeFlash(settings, requestOf('/', cookies), what, { nonce }));
const message = (text: string): Partial<FlashNote> => ({ issues: [{ message: text, path: [] }] });
async function arrived(url: string, fields: Record<string, string> = {}): Promise<Visit> {
  const visit = new Visit(settings, requestOf(url, cookies, fields));
  await visit.arrive();
  return visit;
}
/** Returns the messages that a page shows. The answer has this status. */
async function shown(url: string, status = 200, fields: Record<string, string> = {}): Promise<string[]> {
  const visit = await arrived(url, fields);
  const notes = visit.notes.map(({ issues }) => issues[0]?.message ?? '');
  if (notes.length > 0) visit.show();
  hold(visit.depart(status, noField).cookies);
  visit.settle(true);
  return notes;
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: 1_700_000_000_000 });
  cookies = new Map();
});
afterEach(() => {
  vi.useRealTimers();
});

describe.each<[string, () => FlashOptions]>([
  ['the sealed cookie', () => ({ secret: SECRET })],
  ['a store', () => ({ store: memoryFlash() })],
])('a visit, with %s', (_, flash) => {
  beforeEach(() => {
    settings = productionForms(flash());
  });

  it('shows a flash once, on the page that it is for', async () => {
    await keepFlash(note('/signup'));
    expect(await shown('/booking')).toEqual([]);
    expect(await shown('/signup?step=2')).toEqual([]);
    expect(await shown('/signup')).toEqual(['/signup']);
    expect(cookies.size).toBe(0);
    expect(await shown('/signup')).toEqual([]);
  });

  it('finds its page in any spelling of the address, and with any fragment', async () => {
    await keepFlash(note('/caf%C3%A9?a=b#email'));
    expect(await shown('/café?a=b')).toHaveLength(1);
  });

  it.each([302, 303, 304, 500, 503, 204])('keeps the flash for the next try if the page is a %i', async (status) => {
    await keepFlash(note('/signup'));
    expect(await shown('/signup', status)).toEqual(['/signup']);
    expect(await shown('/signup')).toEqual(['/signup']);
  });

  it.each([200, 404, 422])('uses the flash up if the page is a %i', async (status) => {
    await keepFlash(note('/signup'));
    await shown('/signup', status);
    expect(cookies.size).toBe(0);
  });

  it('keeps the flash if the page did not read it, or did not arrive', async () => {
    await keepFlash(note('/signup'));
    const unread = await arrived('/signup');
    expect(unread.depart(200, noField)).toEqual({ cookies: [], cacheControl: undefined });
    unread.settle(true);
    const aborted = await arrived('/signup');
    aborted.show();
    aborted.depart(200, noField);
    aborted.settle(false);
    const gone = await arrived('/signup');
    gone.show();
    gone.settle(false);
    expect(await shown('/signup')).toEqual(['/signup']);
  });

  it('leaves the flash alone for a prefetch, and the browser may not keep that page', async () => {
    await keepFlash(note('/signup'));
    for (const field of [{ 'sec-purpose': 'prefetch' }, { 'hx-boosted': 'true', 'hx-request': 'true', 'hx-preloaded': 'true' }]) {
      const ahead = await arrived('/signup', field);
      const replacement = { status: 409, fields: { 'content-type': 'text/plain; charset=utf-8' } };
      expect([ahead.notes, ahead.depart(200, noField)]).toEqual([[], { cookies: [], cacheControl: 'private, no-store', replacement }]);
    }
    expect((await arrived('/other', { 'sec-purpose': 'prefetch' })).isEmpty).toBe(true);
    expect(await shown('/signup')).toEqual(['/signup']);
  });

  it('leaves the flash alone for a script', async () => {
    await keepFlash(note('/signup'));
    expect(await shown('/signup', 200, { 'sec-fetch-dest': 'empty', 'sec-fetch-mode': 'cors' })).toEqual([]);
    expect(await shown('/signup')).toEqual(['/signup']);
  });

  it('ignores an expired flash, and clears it', async () => {
    await keepFlash(note('/signup'));
    vi.setSystemTime(Date.now() + 181_000);
    expect(await shown('/signup')).toEqual([]);
    expect(cookies.size).toBe(0);
  });

  it('shows each of two tabs with the same form its own flash, in the order they failed', async () => {
    await keepFlash(note('/signup', message('first')), 'tab-0001');
    vi.setSystemTime(Date.now() + 1_000);
    await keepFlash(note('/signup', message('second')), 'tab-0002');
    expect(await shown('/signup')).toEqual(['first']);
    expect(await shown('/signup')).toEqual(['second']);
    expect(await shown('/signup')).toEqual([]);
  });

  it.each(['', 'tab-0001'])('shows the last result of a form that was sent twice, with the nonce %j', async (nonce) => {
    await keepFlash(note('/signup', message('first')), nonce);
    const early = new Map(cookies);
    await keepFlash(note('/signup', message('second')), nonce);
    // Both forms were in flight, so the answer to the second one deletes nothing.
    cookies = new Map([...early, ...cookies]);
    expect(await shown('/signup')).toEqual(['second']);
    expect(cookies.size).toBe(0);
  });

  it('keeps a result apart from a later result of the same rendered form at another page, which replaces it', async () => {
    await keepFlash(note('/signup', message('first')), 'tab-0001');
    await keepFlash(note('/login', message('second')), 'tab-0001');
    expect(await shown('/signup')).toEqual([]);
    expect(await shown('/login')).toEqual(['second']);
  });

  it('shows a message that is no result of a form beside a result', async () => {
    await keepFlash(note('/signup', message('result')));
    await keepFlash(note('/signup', message('notice')), NOTICE);
    expect((await shown('/signup')).toSorted()).toEqual(['notice', 'result']);
    expect(cookies.size).toBe(0);
  });

  it('shows the newest of the flashes that were not fetched in time, and drops the others', async () => {
    await keepFlash(note('/signup', { issues: [{ message: 'abandoned', path: [] }] }));
    vi.setSystemTime(Date.now() + 30_000);
    await keepFlash(note('/signup', { issues: [{ message: 'latest', path: [] }] }));
    vi.setSystemTime(Date.now() + 30_000);
    expect(await shown('/signup')).toEqual(['latest']);
    expect(cookies.size).toBe(0);
  });

  it('shows a flash for any page together with the flash for this page', async () => {
    await keepFlash(note('*'));
    await keepFlash(note('/signup'));
    expect((await shown('/signup')).toSorted()).toEqual(['*', '/signup']);
    expect(cookies.size).toBe(0);
  });

  it('clears a flash of its own name that contains another page’s address, because names are only hashes', async () => {
    await keepFlash(note('/signup'));
    const [[name, value] = ['', '']] = cookies;
    await keepFlash(note('/booking'));
    const other = [...cookies.keys()].find((one) => one !== name) ?? '';
    cookies = new Map([[other.replace(/\.[^.]+$/, `.${name.split('.').at(-1)}`), value]]);
    expect(await shown('/booking')).toEqual([]);
    expect(cookies.size).toBe(0);
  });
});
