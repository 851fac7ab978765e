import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { useTabs } from './booking-form.ts';
import { useChromium } from './chromium.ts';
import { errorsOn, type FlashApp, messagesOn, STORES, send, useFlashApps } from './flash-app.ts';

const openTab = useTabs(useChromium());
const openApp = useFlashApps();

/** Service workers as apps write them. Each takes every request of the page. */
const WORKERS = {
  'a pass-through worker': 'event.respondWith(fetch(event.request))',
  'a network-first worker': `event.respondWith(fetch(event.request)
    .then((answer) => { if (event.request.method === 'GET' && answer.ok) { const copy = answer.clone(); caches.open('pages').then((pages) => pages.put(event.request, copy)); } return answer; })
    .catch(() => caches.match(event.request)))`,
  'a worker that changes the cache mode':
    "event.respondWith(event.request.method === 'GET' ? fetch(event.request, { cache: 'no-cache' }) : fetch(event.request))",
  'a cache-first worker': `event.respondWith(caches.match(event.request).then((hit) => hit ?? fetch(event.request).then((answer) => {
    if (event.request.url.endsWith('/about')) { const copy = answer.clone(); caches.open('pages').then((pages) => pages.put(event.request, copy)); }
    return answer; })))`,
} as const;

/** Opens a tab whose page is controlled by the worker. */
async function controlled({ url }: FlashApp, page: Page): Promise<void> {
  await page.goto(`${url}/about`);
  await page.evaluate(`(async () => {
    const taken = new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve));
    await navigator.serviceWorker.register('/worker.js');
    await taken;
  })()`);
  await page.goto(`${url}/about`);
}

describe.each(STORES)('a flash in %s', (store) => {
  it.each(Object.entries(WORKERS))('reaches its page through %s, once', async (_, worker) => {
    const app = await openApp(store, (express) => {
      const events =
        "self.addEventListener('install', () => self.skipWaiting()); self.addEventListener('activate', (event) => event.waitUntil(clients.claim()));";
      express.get('/worker.js', (_req, res) => void res.type('js').send(`${events} self.addEventListener('fetch', (event) => { ${worker} });`));
      express.get('/about', (_req, res) => void res.send('<title>About</title>'));
    });
    const page = await openTab();
    await controlled(app, page);
    await page.goto(`${app.url}/signup`);
    await send(page, 'bad Petrel');
    await page.waitForURL('**/signup');
    expect(await errorsOn(page)).toEqual(['bad Petrel is taken']);
    expect(await page.getByLabel('Name').inputValue()).toBe('bad Petrel');
    await send(page, 'Curlew');
    await page.waitForURL('**/welcome');
    expect(await messagesOn(page)).toEqual(['Welcome, Curlew']);
    for (const path of ['/signup', '/welcome']) {
      await page.goto(app.url + path);
      expect([await errorsOn(page), await messagesOn(page)]).toEqual([[], []]);
    }
  });
});
