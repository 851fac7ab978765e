import { parseSetCookie } from 'cookie';
import { beforeEach, describe, expect, it } from 'vitest';
import { productionForms } from '../../../tests/support/production-forms.ts';
import type { FlashStore } from '../../core/ports/flash-store.ts';
import type { IncomingRequest } from '../../core/ports/request.ts';
import { memoryFlash } from '../stores/memory-flash.ts';
import { sessionFlash } from '../stores/session-flash.ts';
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
const keepFlash = async (to: string, native: object = {}, nonce = ''): Promise<void> =>
  hold(await storeFlash(settings, requestOf('/', native), { to, bag: '', issues: [{ message: to, path: [] }], old: {}, messages: {} }, { nonce }));

/** Returns the messages that a page shows. `complete`: the client received the whole answer. */
async function shown(url: string, { status = 200, native = {}, complete = true, late = false } = {}): Promise<string[]> {
  const visit = new Visit(settings, requestOf(url, native));
  await visit.arrive();
  const notes = visit.notes.map(({ issues }) => issues[0]?.message ?? '');
  if (!late) visit.show();
  hold(visit.depart(status, () => undefined).cookies);
  if (late) visit.show();
  visit.settle(complete);
  return notes;
}

describe('a visit, with a store that fails', () => {
  const broken = (about: Partial<FlashStore>): FlashStore => ({ ...memoryFlash(), name: 'broken', ...about });

  it('waits for it once, however many flashes there are, and keeps the cookies', async () => {
    let asked = 0;
    const take = (): Promise<never> => {
      asked++;
      return new Promise(() => {});
    };
    const hanging = broken({ take });
    settings = productionForms({ store: hanging });
    for (const nonce of ['tab-0001', 'tab-0002', 'tab-0003']) await keepFlash('/signup', {}, nonce);
    await keepFlash('*');
    expect(await shown('/signup')).toEqual([]);
    expect(asked).toBe(1);
    expect(cookies.size).toBe(4);
  });

  it('shows a flash that the sealed cookie kept instead', async () => {
    settings = productionForms({ store: broken({ put: () => Promise.reject(new Error('down')) }), secret: SECRET });
    await keepFlash('/signup');
    expect(await shown('/signup')).toEqual(['/signup']);
  });

  it('puts a late flash back, and the next page shows it', async () => {
    const kept = memoryFlash();
    let delay = 1_100;
    const slow = broken({ put: kept.put, take: (...args) => new Promise((resolve) => setTimeout(() => resolve(kept.take(...args)), delay)) });
    settings = productionForms({ store: slow });
    await keepFlash('/signup');
    expect(await shown('/signup')).toEqual([]);
    await new Promise((resolve) => setTimeout(resolve, 300));
    delay = 0;
    expect(await shown('/signup')).toEqual(['/signup']);
  });
});

describe('a visit, with a store that remembers', () => {
  /** The ids in the store, at the time of the check. */
  const puts: string[] = [];
  beforeEach(() => {
    const kept = memoryFlash();
    puts.length = 0;
    settings = productionForms({
      store: {
        ...kept,
        put: (id, ...args) => {
          puts.push(id);
          return kept.put(id, ...args);
        },
      },
    });
  });

  it('has put the flash back before a redirect is sent, because the browser may follow at once', async () => {
    await keepFlash('/signup');
    const visit = new Visit(settings, requestOf('/signup', {}));
    await visit.arrive();
    expect(puts).toHaveLength(1);
    visit.depart(302, () => undefined);
    expect(puts).toHaveLength(2);
    visit.settle(true);
    expect(puts).toHaveLength(2);
  });

  it('does not put back a flash that was shown after the head was sent: nothing is shown twice', async () => {
    await keepFlash('/signup');
    expect(await shown('/signup', { late: true })).toEqual(['/signup']);
    expect(await shown('/signup')).toEqual([]);
    expect(cookies.size).toBe(0);
  });

  it('loses nothing if a browser opens the page in two tabs at once: one of them shows it', async () => {
    await keepFlash('/signup');
    const both = await Promise.all([shown('/signup'), shown('/signup')]);
    expect(both.flat()).toEqual(['/signup']);
  });
});

describe('a visit, with a store on the request', () => {
  it('takes the flash when the page reads it, and not when the request arrives', async () => {
    settings = productionForms({ store: sessionFlash() });
    const session = {};
    await keepFlash('/signup', { session });
    expect(await shown('/signup', { native: { session } })).toEqual(['/signup']);
    expect([session, cookies.size]).toEqual([{}, 0]);
  });

  it('shows a flash that the sealed cookie kept because there was no session', async () => {
    settings = productionForms({ store: sessionFlash(), secret: SECRET });
    await keepFlash('/signup', {});
    expect(await shown('/signup', { native: { session: {} } })).toEqual(['/signup']);
    expect(cookies.size).toBe(0);
  });
});
