import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useTabs } from './booking-form.ts';
import { useChromium } from './chromium.ts';
import { LETTER_APPS, type LetterApp } from './letter-apps.ts';

/** Host names on plain http that are not local. A browser sends no Fetch Metadata to them. */
const open = useTabs(useChromium(['--host-resolver-rules=MAP *.test 127.0.0.1']));
const [EXPRESS] = LETTER_APPS;

/** A page of another site. It submits a form of the app on load, under the policy that makes browsers send `Origin: null`. */
const attack = (target: string, policy: string): string =>
  `<!doctype html><meta name="referrer" content="${policy}"><form method="post" action="${target}"><input name="text" value="Jolly Roger"></form>`;

let app: LetterApp;
let stranger: Server;
beforeAll(async () => {
  app = (await EXPRESS?.open({ withoutHelmet: true })) as LetterApp;
  stranger = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? '/', 'http://stranger.test');
    response.setHeader('content-type', 'text/html');
    response.end(attack(searchParams.get('target') ?? '', searchParams.get('policy') ?? 'no-referrer'));
  }).listen(0, '127.0.0.1');
  await once(stranger, 'listening');
});
afterAll(() => {
  app?.close();
  stranger?.close();
  stranger?.closeAllConnections();
});

async function send(page: Page, from: string, to: string, policy = 'no-referrer'): Promise<number> {
  const port = (stranger.address() as AddressInfo).port;
  await page.goto(`http://${from}:${port}/?${new URLSearchParams({ target: `${to}/letters`, policy })}`);
  const [response] = await Promise.all([page.waitForResponse((one) => one.request().method() === 'POST'), page.evaluate('void document.forms[0].submit()')]);
  await page.waitForURL(`${to}/letters`);
  return response.status();
}

const on = (host: string): string => app.url.replace('127.0.0.1', host);

describe('a page of another site', () => {
  it.each([
    ['another site', 'localhost', '127.0.0.1'],
    ['another port', '127.0.0.1', '127.0.0.1'],
    ['another site over plain http, where browsers send no Fetch Metadata', 'stranger.test', 'harbour.test'],
    ['a sibling domain over plain http', 'shop.harbour.test', 'harbour.test'],
  ])(
    'of %s that sends forty forms locks nobody out: no cookie is left, no message is shown',
    async (_, from, to) => {
      const page = await open();
      for (let i = 0; i < 40; i++) expect(await send(page, from, on(to), i % 2 === 0 ? 'no-referrer' : 'unsafe-url')).toBe(400);
      expect(await page.content()).not.toContain('Jolly Roger');
      expect(await page.context().cookies()).toEqual([]);
      const response = await page.goto(`${on(to)}/letters`);
      expect(response?.status()).toBe(200);
      expect(await page.locator('.error-summary').count()).toBe(0);
      expect(await page.getByLabel('Your letter').inputValue()).toBe('');
      // The test opens eighty pages.
    },
    240_000,
  );

  it('gets the status, and its visitor sees the errors and a link to our form', async () => {
    const page = await open();
    expect(await send(page, 'stranger.test', on('harbour.test'))).toBe(400);
    expect(app.posted.at(-1)).toEqual(['null', undefined]);
    expect(await page.locator('main').textContent()).toContain('Write more.');
    await page.getByRole('link', { name: 'Go back to the form' }).click();
    expect(page.url()).toBe(`${on('harbour.test')}/letters`);
    expect(await page.locator('.error-summary').count()).toBe(0);
  });
});

describe('a form of ours over plain http', () => {
  it('goes back to its page: its Origin is sufficient proof', async () => {
    const page = await open();
    await page.goto(`${on('harbour.test')}/letters`);
    await page.getByLabel('Your letter').fill('Short');
    await page.getByRole('button', { name: '/here', exact: true }).click();
    await page.locator('.error-summary').waitFor();
    expect(app.posted.at(-1)?.[0]).toBe(on('harbour.test'));
    expect(await page.getByLabel('Your letter').inputValue()).toBe('Short');
  });
});
