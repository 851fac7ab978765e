import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harbour, openHarbour } from '../browser/harbour.ts';

const server = fileURLToPath(new URL('../../examples/hapi/server.js', import.meta.url));
const BROWSER = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
const FORM = { ...BROWSER, 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' };

describe('examples/hapi', () => {
  let bakery: Harbour;
  beforeAll(async () => {
    bakery = await openHarbour({ NODE_ENV: 'production', FLASH_SECRET: 'a secret of the tests, and of nobody else' }, server);
  });
  afterAll(async () => {
    expect(await bakery.stop()).toEqual({ code: 0, signal: null });
  });

  const ask = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(bakery.url + path, { redirect: 'manual', ...init });
    return { status: response.status, headers: response.headers, text: await response.text() };
  };

  it('prints what to try', () => {
    expect(bakery.printed()).toContain(`curl -i ${bakery.url}/breads/corn`);
  });

  it('answers a browser with its own pages', async () => {
    const [lost, broken] = [await ask('/no/such/page', { headers: BROWSER }), await ask('/oven', { headers: BROWSER })];
    expect(lost).toMatchObject({ status: 404, text: expect.stringContaining('The shelf is empty') });
    expect(broken).toMatchObject({ status: 500, text: expect.stringContaining('Something burnt') });
    expect(broken.text).not.toContain('ETIMEDOUT');
  });

  it.each([
    ['GET', '/breads/rye', 200, { id: 'rye' }],
    ['GET', '/breads/corn', 404, { title: 'Not Found', detail: 'There is no such bread.' }],
    ['GET', '/breads/wedding', 403, { detail: expect.stringMatching(/made to order\. If you think that is wrong, ask/) }],
    ['GET', '/oven', 500, { title: 'Internal Server Error' }],
    ['DELETE', '/breads/rye', 404, { title: 'Not Found' }],
    ['POST', '/orders', 400, { errors: [{ pointer: '#/email' }, { pointer: '#/bread' }] }],
  ])('answers a program that asks %s %s with %i', async (method, path, status, body) => {
    const init = method === 'POST' ? { body: '{}', headers: { accept: 'application/json', 'content-type': 'application/json' } } : {};
    const answer = await ask(path, { method, headers: { accept: 'application/json' }, ...init });
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.text)).toMatchObject(body);
  });

  it('sends an invalid form back with its errors and the typed text, once, and redirects a valid one to its order', async () => {
    const posted = await ask('/orders', { method: 'POST', headers: FORM, body: 'email=ada&bread=' });
    expect([posted.status, posted.headers.get('location')]).toEqual([303, '/']);
    const page = await ask('/', { headers: { ...BROWSER, cookie: cookieOf(posted.headers) } });
    expect(page.text).toContain('Choose one of the breads.');
    expect(page.text).toContain('value="ada"');

    const ordered = await ask('/orders', { method: 'POST', headers: FORM, body: 'email=ada@shop.example&bread=rye' });
    expect([ordered.status, ordered.headers.get('location')]).toEqual([303, '/']);
    expect((await ask('/', { headers: { ...BROWSER, cookie: cookieOf(ordered.headers) } })).text).toContain('One Rye bread is yours.');
  });
});

function cookieOf(headers: Headers): string {
  return headers
    .getSetCookie()
    .map((cookie) => cookie.split(';', 1)[0])
    .join('; ');
}
