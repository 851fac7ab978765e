import type { Locator, Page, Response } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useChromium } from './chromium.ts';
import { type Harbour, openHarbour } from './harbour.ts';
import { RESPONSES } from './pages.ts';

/** The headings of the example's own views, which replace the title. In development the page of a 500 is the development page. */
const OWN_HEADINGS: Readonly<Record<number, string>> = { 404: 'Nothing is moored here' };

const chromium = useChromium();
let harbour: Harbour;
let page: Page;
beforeAll(async () => {
  harbour = await openHarbour();
  page = await chromium()?.newPage({ javaScriptEnabled: false });
});
afterAll(() => harbour?.stop());

describe('the start page of the example', () => {
  it('shows where the focus is, before the navigation and in the visitor’s own colours', async () => {
    for (const forcedColors of ['none', 'active'] as const) {
      await page.emulateMedia({ forcedColors });
      await page.goto(harbour.url);
      await page.keyboard.press('Tab');
      expect(await page.locator(':focus').textContent()).toBe('Skip to the content');
      expect((await page.locator(':focus').boundingBox())?.y).toBeGreaterThanOrEqual(0);
      expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid');
    }
  });
});

describe('a visitor without JavaScript', () => {
  it.each(RESPONSES)('gets the announced status and title of %s, on a page and as JSON', async (name) => {
    const card = page.locator('.card', { has: page.locator(`a[href="/calls/${name}"]`) });
    await page.goto(harbour.url);
    const title = (await card.locator('h3').textContent())?.replace(/^\s*\d+\s*/, '').trim() as string;
    const status = await makeBothCalls(card, async (announced) => {
      // The heading and the title of the development page are the error, and the status stands above it.
      if (announced >= 500 && (await page.locator('#side').count()) > 0) {
        expect(await page.locator('.status').first().textContent()).toBe(`${announced} ${title}`);
        expect(await page.title()).toMatch(new RegExp(`^${announced} `));
        return;
      }
      expect(await page.locator('h1').filter({ visible: true }).textContent()).toBe(OWN_HEADINGS[announced] ?? title);
      expect(await page.title()).toContain(title);
    });
    if (status >= 400) expect(JSON.parse((await page.locator('pre').textContent()) as string)).toMatchObject({ status, title });
  });

  it('gets the statuses that the cards of the harbour announce', async () => {
    const cards = page.locator('section:has(#in-the-app) .card');
    await page.goto(harbour.url);
    const count = await cards.count();
    expect(count).toBeGreaterThan(10);
    for (let i = 0; i < count; i++) {
      const status = await makeBothCalls(cards.nth(i), async () => expect(await page.locator('h1').filter({ visible: true }).count()).toBe(1));
      expect(JSON.parse((await page.locator('pre').textContent()) as string)).toMatchObject({ status });
    }
    // The test opens some fifty pages.
  }, 120_000);

  it('sees the booking of a berth, and the next visitor sees that the berth is taken', async () => {
    const fill = async (): Promise<Response> => {
      await page.goto(`${harbour.url}/bookings/new`);
      await page.getByLabel('Name of the boat').fill('Curlew');
      await page.getByLabel('Length in metres').fill('7.5');
      await page.getByLabel('Berth').selectOption('A2');
      await page.getByLabel('Nights').fill('2');
      return answerTo(() => page.getByRole('button', { name: 'Book', exact: true }).click());
    };
    const first = await fill();
    expect(first.status()).toBe(303);
    expect(first.headers()['location']).toBe('/bookings/1');
    expect(await page.locator('h1').textContent()).toBe('Booking 1');
    expect((await page.goto(`${harbour.url}/bookings/1`))?.status()).toBe(200);
    expect((await fill()).status()).toBe(409);
    expect(await page.locator('h1').textContent()).toBe('Berth Taken');
  });

  /** Uses both controls of a card, links or buttons: first as a browser, then for JSON. Returns the announced status, which both responses must have. */
  async function makeBothCalls(card: Locator, checkPage: (announced: number) => Promise<void>): Promise<number> {
    await page.goto(harbour.url);
    // A form that goes back to its page has a second badge: the status that a browser gets.
    const badges = await card.locator('.badge').allTextContents();
    const announced = Number(badges[0]);
    const asPage = await answerTo(() => card.locator('a, button').first().click());
    expect(asPage.status()).toBe(Number(badges.at(-1)));
    if (announced >= 400) await checkPage(announced);
    await page.goto(harbour.url);
    const asJson = await answerTo(() => card.locator('a, button').nth(1).click());
    expect(asJson.status()).toBe(announced);
    if (announced !== 204) expect(asJson.headers()['content-type']).toBe('application/json; charset=utf-8');
    return announced;
  }
});

/** The response to the navigation that a click starts. A 204 ends the navigation without a page. */
async function answerTo(click: () => Promise<void>): Promise<Response> {
  const [response] = await Promise.all([page.waitForResponse((one) => one.request().isNavigationRequest()), click()]);
  if (response.status() !== 204) await page.waitForLoadState('load');
  return response;
}
