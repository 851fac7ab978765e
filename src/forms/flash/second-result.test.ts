import { parseSetCookie } from 'cookie';
import { beforeEach, describe, expect, it } from 'vitest';
import { productionForms } from '../../../tests/support/production-forms.ts';
import type { IncomingRequest } from '../../core/ports/request.ts';
import { collapsed } from './messages.ts';
import { storeFlash } from './store-flash.ts';
import { Visit } from './visit.ts';

const settings = productionForms({ secret: 'a secret of the harbour, 123456789012' });

let cookies: Map<string, string>;
beforeEach(() => {
  cookies = new Map();
});
const requestOf = (method: string, url: string, more: Readonly<Record<string, string>> = {}): IncomingRequest => {
  const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const fields: Record<string, string> = { accept: 'text/html', host: 'harbour.example', origin: 'http://harbour.example', cookie, ...more };
  return { transport: 'http', method, url, native: {}, header: (name: string) => fields[name] } as unknown as IncomingRequest;
};
const hold = (fields: readonly string[]): void => {
  for (const { name, value, maxAge } of fields.map((field) => parseSetCookie(field))) {
    if (maxAge === 0) cookies.delete(name);
    else cookies.set(name, value ?? '');
  }
};
const fail = async (to: string, nonce = ''): Promise<void> =>
  hold(await storeFlash(settings, requestOf('POST', to), { to, bag: '', issues: [{ message: to, path: [] }], old: {}, messages: {} }, { nonce }));

/** Sends a form whose handler answers with this status. */
async function send(
  url: string,
  submitted: unknown,
  { status = 303, ...fields }: { readonly status?: number; readonly [name: string]: unknown } = {},
): Promise<void> {
  const visit = new Visit(settings, requestOf('POST', url, fields as Record<string, string>));
  await visit.arrive();
  hold(visit.depart(status, () => undefined, submitted).cookies);
  visit.settle(true);
}

describe('a form that is sent again and succeeds', () => {
  const nonce = 'tab-0001';
  const _return = settings.returns.write('/signup', nonce);

  it('clears the errors of the same rendered form, wherever they wait, and no others', async () => {
    await fail('/signup', nonce);
    await fail('/signup', 'tab-0002');
    await send('/signup', { _return });
    expect(cookies.size).toBe(1);
    await fail('/en/signup', nonce);
    await send('/users', { _return });
    expect(cookies.size).toBe(1);
  });

  it('without a nonce clears those of the page that has the form', async () => {
    for (const page of ['/signup', '/login']) await fail(page);
    await send('/users', {}, { referer: 'http://harbour.example/signup' });
    expect(cookies.size).toBe(1);
    await send('/login', undefined);
    expect(cookies.size).toBe(0);
  });

  it.each([
    ['fails', { status: 422 }],
    ['was sent by another site', { origin: 'https://evil.example' }],
  ])('clears nothing if it %s', async (_, about) => {
    await fail('/signup', nonce);
    await send('/signup', { _return }, about);
    expect(cookies.size).toBe(1);
  });
});

describe('collapsed()', () => {
  it('repeats no text of an earlier note, and every text of one note', () => {
    const all = collapsed([{ info: ['a', 'a'], error: ['a'] }, { info: ['a', 'b'] }, { info: ['a'], ['__proto__']: ['x'] }]);
    expect({ ...all }).toEqual({ info: ['a', 'a', 'b'], error: ['a'], ['__proto__']: ['x'] });
  });
});
