import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FORM, sendBooking, summary, useTabs } from './booking-form.ts';
import { useChromium } from './chromium.ts';
import { type Harbour, openHarbour } from './harbour.ts';

const open = useTabs(useChromium());

describe('the flash of a form', () => {
  let harbour: Harbour;
  beforeAll(async () => {
    harbour = await openHarbour();
  });
  afterAll(() => harbour?.stop());

  it('belongs to its tab when two forms fail at the same time', async () => {
    const first = await open();
    const second = await first.context().newPage();
    await Promise.all([first.goto(harbour.url + FORM), second.goto(`${harbour.url}${FORM}?berth=A2`)]);
    await second.getByLabel('Email address').fill('skipper');
    await Promise.all([sendBooking(first, 'Curlew'), second.getByRole('button', { name: 'Warn me' }).click()]);
    await Promise.all([summary(first).waitFor(), summary(second).waitFor()]);
    expect(await summary(first).getByRole('link').allTextContents()).toEqual(['This berth takes boats of up to 12 metres.', 'Choose from 1 to 14 nights.']);
    expect(await summary(second).getByRole('link').allTextContents()).toEqual([
      'Enter an address such as skipper@example.com.',
      'Choose a password of at least 8 letters.',
    ]);
    expect(await first.getByLabel('Email address').inputValue()).toBe('');
    expect(await second.getByLabel('Name of the boat').inputValue()).toBe('');
    expect(await first.context().cookies()).toEqual([]);
  });

  it('waits for the page when a prefetch, a script, an image or HEAD requests the same address first', async () => {
    const page = await open();
    await page.goto(`${harbour.url}/berths`);
    // Sends the form as this browser would, without the page that the redirect leads to.
    const sent = await page.context().request.post(`${harbour.url}/bookings`, {
      form: { boat: 'Curlew', nights: '99' },
      headers: { accept: 'text/html', origin: harbour.url },
      maxRedirects: 0,
    });
    expect(sent.status()).toBe(303);
    expect(await page.context().cookies()).not.toEqual([]);
    const asked = await Promise.all([
      page.waitForRequest((request) => request.url().endsWith('?from=prefetch')).then((request) => request.allHeaders()),
      page.evaluate('document.head.append(Object.assign(document.createElement("link"), { rel: "prefetch", href: "/bookings/new?from=prefetch" }))'),
    ]);
    expect(asked[0]['sec-purpose']).toContain('prefetch');
    await Promise.all([
      page.waitForResponse((response) => response.url().endsWith(FORM)),
      page.evaluate('document.head.append(Object.assign(document.createElement("link"), { rel: "prefetch", href: "/bookings/new" }))'),
    ]);
    for (const script of [
      'fetch("/bookings/new").then((answer) => answer.text())',
      'fetch("/bookings/new", { headers: { accept: "text/html" } }).then((answer) => answer.text())',
      'fetch("/bookings/new", { method: "HEAD" })',
      'new Promise((resolve) => Object.assign(new Image(), { src: "/bookings/new", onerror: resolve }))',
    ])
      await page.evaluate(`${script}.then(() => undefined)`);
    expect(await page.context().cookies()).not.toEqual([]);
    await page.goto(harbour.url + FORM);
    expect(await summary(page).count()).toBe(1);
    expect(await page.getByLabel('Name of the boat').inputValue()).toBe('Curlew');
    expect(await page.context().cookies()).toEqual([]);
  });

  it('reaches a page that was prefetched before the form was sent', async () => {
    const page = await open();
    await page.goto(harbour.url + FORM);
    await Promise.all([
      page.waitForResponse((response) => response.url().endsWith(FORM)),
      page.evaluate('document.head.append(Object.assign(document.createElement("link"), { rel: "prefetch", href: "/bookings/new" }))'),
    ]);
    await sendBooking(page, 'Curlew');
    await page.waitForLoadState('load');
    await page.waitForURL(`**${FORM}`);
    expect(await page.title()).toMatch(/^Error: /);
  });

  it('is not made for a form on another site, and nothing of that form is shown', async () => {
    const stranger = createServer((_request, response) => {
      response.setHeader('content-type', 'text/html');
      response.end(
        ['/bookings', '/letters']
          .map((path) => `<form method="post" action="${harbour.url}${path}"><input name="boat" value="Jolly Roger"><button>${path}</button></form>`)
          .join(''),
      );
    }).listen(0, '127.0.0.1');
    await once(stranger, 'listening');
    const page = await open();
    for (const [path, status] of [
      ['/bookings', 400],
      ['/letters', 500],
    ] as const) {
      await page.goto(`http://127.0.0.1:${(stranger.address() as AddressInfo).port}/`);
      const [response] = await Promise.all([page.waitForResponse((one) => one.url() === harbour.url + path), page.getByRole('button', { name: path }).click()]);
      await page.waitForLoadState('load');
      expect(response.status()).toBe(status);
      expect(await response.headerValue('set-cookie')).toBe(null);
      expect(await page.content()).not.toContain('Jolly Roger');
    }
    expect(await page.context().cookies()).toEqual([]);
    await page.goto(harbour.url + FORM);
    expect(await summary(page).count()).toBe(0);
    stranger.close();
    stranger.closeAllConnections();
  });
});
