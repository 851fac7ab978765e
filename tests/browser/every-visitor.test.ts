import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axe, summaryOf, useChromium, type Violation } from './chromium.ts';
import { type Harbour, openHarbour } from './harbour.ts';
import { PAGES } from './pages.ts';

const chromium = useChromium();

describe.each([
  { mode: 'development', env: {}, pages: PAGES },
  // In production the app's other pages are the same as in development.
  { mode: 'production', env: { NODE_ENV: 'production' }, pages: PAGES.filter(({ status }) => status >= 400) },
])('in $mode', ({ env, pages }) => {
  let harbour: Harbour;
  beforeAll(async () => {
    harbour = await openHarbour(env);
  });
  afterAll(() => harbour?.stop());

  describe.each(pages)('$name', ({ address, status }) => {
    it('has no axe violation, in light and in dark mode', async () => {
      await visit(address, { colorScheme: 'light' }, async (page) => {
        await page.evaluate(axe);
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme });
          const { violations } = await page.evaluate<{ violations: Violation[] }>('axe.run()');
          expect(summaryOf(violations)).toEqual([]);
        }
      });
    });

    it('fits into 320 pixels, without JavaScript and without another server', async () => {
      await visit(address, { viewport: { width: 320, height: 640 }, javaScriptEnabled: false }, async (page, requests) => {
        expect(await page.evaluate('document.scrollingElement.scrollWidth')).toBeLessThanOrEqual(320);
        expect(await page.locator('h1').filter({ visible: true }).count()).toBe(1);
        expect(await page.locator('main').count()).toBe(1);
        expect(await page.locator('html').getAttribute('lang')).toBe('en');
        // Only the development page has a script, for its buttons and tabs.
        expect(await page.locator('script').count()).toBe(await page.locator('#side').count());
        expect(requests.filter((url) => !url.startsWith(harbour.url))).toEqual([]);
      });
    });

    async function visit(
      path: string,
      options: Parameters<ReturnType<typeof chromium>['newPage']>[0],
      check: (page: Page, requests: readonly string[]) => Promise<void>,
    ): Promise<void> {
      const page = await chromium().newPage(options);
      const requests: string[] = [];
      page.on('request', (request) => requests.push(request.url()));
      try {
        expect((await page.goto(harbour.url + path))?.status()).toBe(status);
        await check(page, requests);
      } finally {
        await page.close();
      }
    }
  });
});
