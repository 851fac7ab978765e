import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Example, openExample } from './open-example.ts';

const PROGRAM = { accept: 'application/json' };
const BROWSER = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8', 'sec-fetch-dest': 'document', 'sec-fetch-mode': 'navigate' };

describe.each([
  ['Hono', 'hono/server.js'],
  ['Request and Response', 'fetch/node.js'],
])('the example on %s', (_name, file) => {
  let harbour: Example;
  beforeAll(async () => {
    harbour = await openExample(file);
  });
  afterAll(() => harbour.stop());

  const ask = (path: string, headers: Record<string, string>, init: RequestInit = {}) =>
    fetch(`${harbour.url}${path}`, { redirect: 'manual', ...init, headers: { ...headers, ...(init.headers as Record<string, string>) } });

  it('leads from its front page to the form', async () => {
    const answer = await ask('/', BROWSER);
    expect([answer.status, answer.headers.get('location')]).toEqual([302, '/bookings/new']);
  });

  it('prints what to try', () => {
    expect(harbour.output).toContain('/berths/P1');
  });

  it.each<[string, number, object]>([
    ['/berths/A1', 200, { id: 'A1' }],
    ['/berths/Z9', 404, { detail: 'There is no such berth.' }],
    ['/berths/P1', 403, { detail: expect.stringContaining('VHF channel 12') }],
    ['/bookings/99', 404, { detail: 'There is no such booking.' }],
    ['/tides', 500, { title: 'Internal Server Error' }],
    ['/no/such/page', 404, { title: 'Not Found' }],
  ])('answers a program that requests %s with a %i', async (path, status, body) => {
    const answer = await ask(path, PROGRAM);
    expect([answer.status, await answer.json()]).toEqual([status, expect.objectContaining(body)]);
  });

  it.each([
    ['/no/such/page', 404, 'Nothing is moored here'],
    ['/berths/Z9', 404, 'There is no such berth.'],
    ['/tides', 500, 'A line has snapped on our side'],
  ])("shows a browser that requests %s the app's page for a %i", async (path, status, text) => {
    const answer = await ask(path, BROWSER);
    const page = await answer.text();
    expect([answer.status, page]).toEqual([status, expect.stringContaining(text)]);
    expect(page).not.toContain('192.0.2.7');
  });

  it('sends a program the errors of its booking, and books a valid one', async () => {
    const book = (nights: number) =>
      ask('/bookings', PROGRAM, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ boat: 'Curlew', berth: 'A2', nights }),
      });
    expect(await (await book(99)).json()).toMatchObject({ status: 400, errors: [{ detail: 'Choose from 1 to 14 nights.', pointer: '#/nights' }] });
    const booked = await book(3);
    expect([booked.status, await booked.json()]).toEqual([201, expect.objectContaining({ boat: 'Curlew', nights: 3 })]);
  });

  it('sends an invalid form back to its page with its errors and the typed text, once, and books a valid one', async () => {
    const submit = (fields: Record<string, string>) =>
      ask('/bookings', { ...BROWSER, origin: harbour.url, 'sec-fetch-site': 'same-origin' }, { method: 'POST', body: new URLSearchParams(fields) });
    const pageAfter = async (answer: Response): Promise<string> => {
      expect([answer.status, answer.headers.get('location')]).toEqual([303, '/bookings/new']);
      const cookie = answer.headers.getSetCookie().map((one) => one.split(';', 1)[0]);
      return (await ask('/bookings/new', { ...BROWSER, cookie: cookie.join('; ') })).text();
    };
    const again = await pageAfter(await submit({ boat: 'Curlew', berth: 'A2', nights: '99' }));
    expect(again).toContain('Choose from 1 to 14 nights.');
    expect(again).toContain('value="Curlew"');
    expect(await (await ask('/bookings/new', BROWSER)).text()).not.toContain('Curlew');
    expect(await pageAfter(await submit({ boat: 'Curlew', berth: 'A2', nights: '3' }))).toContain('Berth A2 is yours.');
  });
});

describe('the example on Hono', () => {
  it('ends a failing stream with an error event', async () => {
    const { url, stop } = await openExample('hono/server.js');
    const text = await (await fetch(`${url}/tides/live`, { headers: { accept: 'text/event-stream' } })).text();
    await stop();
    expect(text).toMatch(/^data: the gauge is asked\n\n\n\nevent: error\ndata: \{"title":"Internal Server Error"/);
  });
});
