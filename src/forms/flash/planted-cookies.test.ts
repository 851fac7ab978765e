import { parseSetCookie } from 'cookie';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { productionForms } from '../../../tests/support/production-forms.ts';
import type { FlashStore } from '../../core/ports/flash-store.ts';
import type { IncomingRequest } from '../../core/ports/request.ts';
import { memoryFlash } from '../stores/memory-flash.ts';
import { sessionFlash } from '../stores/session-flash.ts';
import { cookieName, flashId } from './flash-cookies.ts';
import { storeFlash } from './store-flash.ts';
import { Visit } from './visit.ts';

const SECRET = 'a secret of the harbour, 123456789012';

let settings: ReturnType<typeof productionForms>;
let cookies: Map<string, string>;
beforeEach(() => {
  cookies = new Map();
});

const requestOf = (url: string, native: object): IncomingRequest => {
  const fields: Record<string, string> = { accept: 'text/html', cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') };
  return { transport: 'http', method: 'GET', url, native, header: (name: string) => fields[name] } as unknown as IncomingRequest;
};
const hold = (fields: readonly string[]): void => {
  for (const { name, value, maxAge } of fields.map((field) => parseSetCookie(field))) {
    if (maxAge === 0) cookies.delete(name);
    else cookies.set(name, value ?? '');
  }
};
const keepFlash = async (to: string): Promise<void> =>
  hold(await storeFlash(settings, requestOf('/', {}), { to, bag: '', issues: [{ message: to, path: [] }], old: {}, messages: {} }));

/** Returns the messages that a page shows. */
async function shown(url: string, native: object = {}): Promise<string[]> {
  const visit = new Visit(settings, requestOf(url, native));
  await visit.arrive();
  const notes = visit.notes.map(({ issues }) => issues[0]?.message ?? '');
  visit.show();
  hold(visit.depart(200, () => undefined).cookies);
  visit.settle(true);
  return notes;
}

describe('a visit with planted cookies', () => {
  const planted = (count: number, page = '/signup', milliseconds = 0): string[] =>
    Array.from({ length: count }, () => cookieName(page, flashId(Date.now() - milliseconds, settings.random), false));
  const counting = (take: FlashStore['take'] = () => undefined): { store: FlashStore; asked: string[] } => {
    const asked: string[] = [];
    const store: FlashStore = {
      ...memoryFlash(),
      take: (id, ...args) => {
        asked.push(id);
        return take(id, ...args);
      },
    };
    return { store, asked };
  };

  it.each([9, 60, 300])('reads the store eight times at most, for %i cookies', async (count) => {
    const { store, asked } = counting();
    settings = productionForms({ store });
    for (const name of [...planted(count / 3), ...planted(count / 3, '*'), ...planted(count / 3, '/signup', 60_000)]) cookies.set(name, '1');
    expect(await shown('/signup')).toEqual([]);
    expect(asked.length).toBeLessThanOrEqual(8);
  });

  it('opens at most eight of the cookies that claim to be sealed', async () => {
    settings = productionForms({ secret: SECRET });
    for (const name of planted(60)) cookies.set(name, 'Fe26.2*a*b*c*d*e*f*g');
    const opened = vi.spyOn(settings.stores[0] as FlashStore, 'take');
    expect(await shown('/signup')).toEqual([]);
    expect(opened).toHaveBeenCalledTimes(8);
  });

  it('reads a session for eight cookies at most', async () => {
    settings = productionForms({ store: sessionFlash() });
    for (const name of planted(60)) cookies.set(name, '1');
    const take = vi.spyOn(settings.stores[0] as FlashStore, 'take');
    expect(await shown('/signup', { session: { halyardFlash: {} } })).toEqual([]);
    expect(take).toHaveBeenCalledTimes(8);
  });

  it('waits no longer for all of them together than for one', async () => {
    const { store, asked } = counting(() => new Promise((resolve) => setTimeout(() => resolve(undefined), 400)));
    settings = productionForms({ store });
    for (const name of planted(8)) cookies.set(name, '1');
    expect(await shown('/signup')).toEqual([]);
    // The time limit for all reads ends during the third one. Without it there would be eight, one after the other.
    expect(asked.length).toBeLessThanOrEqual(3);
  });

  it.each([
    ['a page', '/signup', 'GET'],
    ['another page', '/news', 'GET'],
    ['a form', '/bookings', 'POST'],
    ['HEAD', '/signup', 'HEAD'],
    ['OPTIONS', '/signup', 'OPTIONS'],
  ])('leaves eight of them after a few answers, in any order: %s', async (_, url, method) => {
    settings = productionForms({ secret: SECRET });
    for (const name of planted(60)) cookies.set(name, 'forged');
    for (let i = 0; i < 4; i++) {
      const visit = new Visit(settings, { ...requestOf(url, {}), method });
      await visit.arrive();
      const departure = visit.depart(200, () => undefined);
      expect(departure.cacheControl).toBe('private, no-store');
      expect(departure.cookies.length).toBeLessThanOrEqual(16);
      hold(departure.cookies);
    }
    expect(cookies.size).toBeLessThanOrEqual(8);
  });

  it('still shows the page’s flash if the others claim a future time', async () => {
    settings = productionForms({ secret: SECRET });
    await keepFlash('/signup');
    for (const name of planted(40, '/signup', -3_600_000)) cookies.set(name, 'forged');
    expect(await shown('/signup')).toEqual(['/signup']);
  });

  it('deletes nothing if a browser has no more than the limit', async () => {
    settings = productionForms({ secret: SECRET });
    for (const page of ['/a', '/b', '/c']) await keepFlash(page);
    const visit = new Visit(settings, requestOf('/news', {}));
    await visit.arrive();
    expect(visit.isEmpty).toBe(true);
  });
});
