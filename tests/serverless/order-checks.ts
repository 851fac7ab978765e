import { expect, it } from 'vitest';
import type { Answered, Asked } from './events.ts';

const { SECRET, LABEL } = (await import(new URL('orders-app.mjs', import.meta.url).href)) as { readonly SECRET: string; readonly LABEL: Buffer };

export type Ask = (asked: Asked) => Promise<Answered>;

/** The app of orders on a platform, and what it has logged since the last test. */
export interface Orders {
  readonly ask: Ask;
  /** The lines of the log, once it has at least so many. */
  readonly lines: (atLeast: number) => readonly string[] | Promise<readonly string[]>;
}

/** How a platform differs from Node's own server. */
export interface Platform {
  /** The path of the app: `/api`. */
  readonly base?: string;
  /** An answer has a Content-Length. */
  readonly hasLength?: boolean;
  /** An answer to HEAD may have a body. Gateways drop it. */
  readonly hasBodyForHead?: boolean;
  /** What the platform sends when an answer breaks off and it can still send one of its own. */
  readonly ownText?: RegExp;
  /** An answer may have bytes that are no text. */
  readonly hasBytes?: boolean;
  /** An answer has one value for each field at most. */
  readonly hasSingleCookie?: boolean;
}

export const API = { accept: 'application/json' };
export const BROWSER = { accept: 'text/html', 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };
const FORM = { ...BROWSER, 'content-type': 'application/x-www-form-urlencoded' };
const ORIGIN = 'https://orders.example.com';

/** Checks what every platform has to do with the app of orders. */
export function checkOrders(orders: () => Orders, platform: Platform = {}): void {
  const { base = '', hasLength = true, hasBodyForHead = false, hasBytes = true, hasSingleCookie = false, ownText = /^$/ } = platform;
  const ask: Ask = (asked) => orders().ask({ ...asked, path: `${base}${asked.path}` });
  const lengthOf = (text: string): string | undefined => (hasLength ? String(Buffer.byteLength(text)) : undefined);

  it('answers a request that succeeds', async () => {
    const { status, headers, text } = await ask({ path: '/orders?page=2', headers: API });
    expect([status, headers['content-type']]).toEqual([200, 'application/json; charset=utf-8']);
    expect(JSON.parse(text)).toEqual({ orders: [{ id: 7, address: 'Große Straße 1' }] });
    expect(headers['content-length']).toBe(lengthOf(text));
    expect(headers).not.toHaveProperty('0');
    expect(await orders().lines(0)).toEqual([]);
  });

  it('answers a HEAD with the fields and no body', async () => {
    const { status, headers, text } = await ask({ method: 'HEAD', path: '/orders', headers: API });
    expect([status, headers['content-type']]).toEqual([200, 'application/json; charset=utf-8']);
    expect(text).toBe(hasBodyForHead ? text : '');
  });

  it('sends bytes of the app as they are', async () => {
    const { status, headers, body } = await ask({ path: '/label.png', headers: { accept: 'image/png' } });
    expect([status, headers['content-type']]).toEqual([200, 'image/png']);
    expect([...body]).toEqual([...(hasBytes ? LABEL : Buffer.from(LABEL.toString('utf8')))]);
  });

  it('answers an unmatched route with a page', async () => {
    const { status, headers, text } = await ask({ path: '/missing', headers: BROWSER });
    expect(status).toBe(404);
    expect(headers['content-type']).toMatch(/^text\/html/);
    expect(text).toContain('Not Found');
  });

  it('answers a thrown error with a problem document without detail, and logs it once', async () => {
    const { status, headers, text } = await ask({ path: '/boom', headers: { accept: 'application/problem+json' } });
    expect([status, headers['content-type']]).toEqual([500, 'application/problem+json']);
    expect(headers['content-length']).toBe(lengthOf(text));
    expect(`${JSON.stringify(headers)}${text}`).not.toMatch(/10\.0\.0\.7|orders-app/);
    const lines = await orders().lines(1);
    expect(lines.filter((line) => line.includes(SECRET))).toHaveLength(1);
    expect(lines).toHaveLength(1);
  });

  it('sends an invalid form back to its page, which shows its errors, once', async () => {
    const posted = await ask({ method: 'POST', path: '/orders', headers: { ...FORM, origin: ORIGIN }, body: 'quantity=0' });
    expect([posted.status, posted.headers['location']]).toEqual([303, `${base}/orders/new`]);
    expect(posted.cookies).toHaveLength(1);
    const cookie = posted.cookies[0]?.split(';', 1)[0] as string;
    const page = await ask({
      path: '/orders/new',
      headers: { ...API, 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document', cookie: `sid=1; ${cookie}` },
    });
    expect(page.status).toBe(200);
    expect(JSON.parse(page.text)).toEqual({ error: 'At least one', old: '0' });
    expect(page.headers['cache-control']).toBe('private, no-store');
    expect(page.cookies.map((one) => one.replace(/;.*Max-Age=0;.*/, ' cleared'))).toEqual([`${cookie.split('=', 1)[0]}= cleared`]);
    expect(JSON.parse((await ask({ path: '/orders/new', headers: API })).text)).toEqual({ error: '', old: '' });
  });

  it('keeps a message for the next page, with the cookies of the app, when the handler answers at once', async () => {
    const path = hasSingleCookie ? '/orders/paid?alone' : '/orders/paid';
    const { status, cookies } = await ask({ path, headers: { ...BROWSER, 'sec-fetch-site': 'same-origin' } });
    expect(status).toBeGreaterThanOrEqual(302);
    const flash = expect.stringMatching(/halyard/);
    expect(cookies.map((cookie) => cookie.split(/[=.]/, 1)[0])).toEqual(hasSingleCookie ? [flash] : ['cart', 'seen', flash]);
  });

  it('fails without waiting when an answer breaks off', async () => {
    const ended = ask({ path: '/half', headers: API }).then(
      ({ status, text }) => (status >= 500 ? text : `a whole answer: ${status} ${text}`),
      () => '',
    );
    expect(await ended).toMatch(ownText);
    expect((await orders().lines(1)).filter((line) => line.includes(SECRET))).toHaveLength(1);
  });
}
