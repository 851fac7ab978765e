import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harbour, openHarbour } from '../browser/harbour.ts';

const server = fileURLToPath(new URL('../../examples/koa/server.js', import.meta.url));
const BROWSER = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
const FORM = { ...BROWSER, 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' };

describe('examples/koa', () => {
  let harbour: Harbour;
  beforeAll(async () => {
    harbour = await openHarbour({ NODE_ENV: 'production', FLASH_SECRET: 'a secret of the tests, and of nobody else' }, server);
  });
  afterAll(async () => {
    expect(await harbour.stop()).toEqual({ code: 0, signal: null });
  });

  const ask = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(harbour.url + path, { redirect: 'manual', ...init });
    return { status: response.status, headers: response.headers, text: await response.text() };
  };

  it('prints what to try', () => {
    expect(harbour.printed()).toContain(`curl -i ${harbour.url}/berths/Z9`);
  });

  it('answers a browser with its own pages, which have ctx.state', async () => {
    const [lost, broken] = [await ask('/no/such/page', { headers: BROWSER }), await ask('/tides', { headers: BROWSER })];
    expect(lost).toMatchObject({ status: 404, text: expect.stringContaining('Nothing is moored here') });
    expect(broken).toMatchObject({ status: 500, text: expect.stringContaining('A line has snapped') });
    for (const { text, headers } of [lost, broken]) {
      expect(text).toContain('High water today at 16:40');
      expect(headers.get('server-timing')).toMatch(/^app;dur=/);
    }
    expect(broken.text).not.toContain('ETIMEDOUT');
  });

  it.each([
    ['GET', '/berths/A1', 200, { id: 'A1' }],
    ['GET', '/berths/Z9', 404, { title: 'Not Found', detail: 'There is no such berth.' }],
    ['GET', '/berths/P1', 403, { detail: expect.stringMatching(/pilot boat\. If you think that is wrong, call/) }],
    ['GET', '/tides', 500, { title: 'Internal Server Error' }],
    ['DELETE', '/berths/A1', 405, { title: 'Method Not Allowed' }],
    ['POST', '/bookings', 400, { errors: [{ pointer: '#/boat' }, { pointer: '#/berth' }] }],
  ])('answers a program that asks %s %s with %i', async (method, path, status, body) => {
    const answer = await ask(path, { method, headers: { accept: 'application/json' } });
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.text)).toMatchObject(body);
  });

  it('sends an invalid form back with its errors and the typed text, once, and redirects a valid one to its booking', async () => {
    const posted = await ask('/bookings', { method: 'POST', headers: FORM, body: 'boat=Petrel&berth=' });
    expect([posted.status, posted.headers.get('location')]).toEqual([303, '/']);
    const page = await ask('/', { headers: { ...BROWSER, cookie: cookieOf(posted.headers) } });
    expect(page.text).toContain('Choose one of the berths.');
    expect(page.text).toContain('value="Petrel"');

    const booked = await ask('/bookings', { method: 'POST', headers: FORM, body: 'boat=Petrel&berth=A2' });
    expect(booked.status).toBe(303);
    expect((await ask('/', { headers: { ...BROWSER, cookie: cookieOf(booked.headers) } })).text).toContain('Berth A2 is yours.');
    const taken = await ask('/bookings', { method: 'POST', headers: { ...FORM, accept: 'application/json' }, body: 'boat=Curlew&berth=A2' });
    expect(JSON.parse(taken.text)).toMatchObject({ status: 409, detail: 'Berth A2 is taken.' });
  });
});

function cookieOf(headers: Headers): string {
  return headers
    .getSetCookie()
    .map((cookie) => cookie.split(';', 1)[0])
    .join('; ');
}
