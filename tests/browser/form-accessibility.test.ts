import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FORM, sendBooking, useTabs } from './booking-form.ts';
import { axe, summaryOf, useChromium, type Violation } from './chromium.ts';
import { type Harbour, openHarbour } from './harbour.ts';

const open = useTabs(useChromium());

describe.each([
  { mode: 'development', env: {} },
  { mode: 'production', env: { NODE_ENV: 'production', FLASH_SECRET: 'nobody-knows-how-deep-the-harbour-is' } },
])('a form with errors in $mode', ({ mode, env }) => {
  let harbour: Harbour;
  beforeAll(async () => {
    harbour = await openHarbour(env);
  });
  afterAll(() => harbour?.stop());

  it.each([
    { name: 'that came back', send: (page: Page) => sendBooking(page, ''), part: '.error-summary' },
    {
      name: 'that met a failure',
      send: (page: Page) => sendBooking(page, 'Curlew', 'Book, and meet a failure'),
      // In development the app's own page does not hide the error.
      part: mode === 'development' ? '.status' : '.status-line',
    },
  ])('$name has no axe violation in light and in dark mode, and fits into 320 pixels', async ({ send, part }) => {
    const page = await open({ viewport: { width: 320, height: 640 } });
    await page.goto(harbour.url + FORM);
    await send(page);
    await page.waitForLoadState('load');
    await page.locator(part).first().waitFor();
    expect(await page.evaluate('document.scrollingElement.scrollWidth')).toBeLessThanOrEqual(320);
    // The development page has one, for its buttons and tabs.
    expect(await page.locator('script').count()).toBe(part === '.status' ? 1 : 0);
    await page.evaluate(axe);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const { violations } = await page.evaluate<{ violations: Violation[] }>('axe.run()');
      expect(summaryOf(violations)).toEqual([]);
    }
  });
});
