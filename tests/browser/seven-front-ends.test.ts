import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { useChromium } from './chromium.ts';
import { openSevenApp, type SevenApp } from './seven-app.ts';

/** Where a front end shows a failure: in the part of the page, or as a page of its own. */
interface FrontEnd {
  readonly name: string;
  readonly title: string;
  /** A link fetches a part, and its failure stands in the page. */
  readonly links: 'part' | 'page';
  /** A form's failure stands in the page. */
  readonly forms: 'part' | 'page';
}

const FRONT_ENDS: readonly FrontEnd[] = [
  { name: 'browser', title: 'a plain form of a browser', links: 'page', forms: 'page' },
  { name: 'htmx2', title: 'htmx 2', links: 'part', forms: 'part' },
  { name: 'htmx4', title: 'htmx 4', links: 'part', forms: 'part' },
  { name: 'turbo', title: 'Turbo', links: 'page', forms: 'page' },
  { name: 'inertia', title: 'Inertia', links: 'part', forms: 'part' },
  { name: 'unpoly', title: 'Unpoly', links: 'part', forms: 'part' },
  { name: 'alpine', title: 'alpine-ajax', links: 'part', forms: 'part' },
  { name: 'stimulus', title: 'Stimulus and fetch', links: 'page', forms: 'part' },
];

const chromium = useChromium();

describe.each(['production', 'development'] as const)('in %s', (environment) => {
  let app: SevenApp;
  let context: BrowserContext | undefined;
  let page: Page;
  let complaints: string[];
  beforeAll(async () => {
    app = await openSevenApp(environment);
  });
  afterAll(() => app?.close());
  beforeEach(async () => {
    app.asked.length = 0;
    context ??= await chromium().newContext();
    await context.clearCookies();
    page = await context.newPage();
    complaints = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    return async () => {
      await page.close();
      // Unpoly rejects the promise of a render whose answer has failed.
      expect(complaints.filter((text) => !/^\[?\w*\]?.*(?:failed response|Rendering failed)/i.test(text))).toEqual([]);
    };
  });

  const text = () =>
    page
      .locator('body')
      .textContent()
      .then((words) => words ?? '');
  const countOf = async (words: string) => (await text()).split(words).length - 1;
  const send = async (email: string) => {
    await page.locator('input[name=email]').fill(email);
    await page.getByRole('button', { name: 'Order' }).click();
  };

  describe.each(FRONT_ENDS)('$title', ({ name, links, forms }) => {
    const open = async () => {
      await page.goto(`${app.url}/${name}/orders`);
      if (name === 'inertia') await page.waitForFunction('window.ready === true');
      await page.waitForLoadState('networkidle');
    };
    /** The page around the part is still there. */
    const hasSurroundings = () => page.locator('h1', { hasText: 'Orders' }).count();

    it('shows the errors of an invalid form once, with what was typed', async () => {
      await open();
      for (const [count, email] of [
        [1, 'ada'],
        [2, 'ada lovelace'],
      ] as const) {
        await send(email);
        await page.getByText(`Not an address, time ${count}`).first().waitFor();
        await expect.poll(() => page.locator('input[name=email]').inputValue()).toBe(email);
      }
      expect(await countOf('Not an address, time 1')).toBe(0);
      expect(await page.locator('[role=alert], .error-summary, p.error').count()).toBe(1);
      expect(await hasSurroundings()).toBe(1);
      await page.goto(`${app.url}/${name}/orders`);
      expect(await countOf('Not an address')).toBe(0);
    });

    it('shows the message of a success once, and not a second time', async () => {
      await open();
      await send('ada@example.org');
      await page.locator('.message', { hasText: 'Your order is on its way' }).waitFor();
      expect(await countOf('Your order is on its way')).toBe(1);
      expect(await hasSurroundings()).toBe(1);
      await page.goto(`${app.url}/${name}/orders`);
      expect(await countOf('Your order is on its way')).toBe(0);
    });

    it.each([
      ['Missing', 'Not Found', 'There is no such order'],
      ['Broken', 'Internal Server Error', environment === 'production' ? '' : 'the shelf fell down'],
    ])('shows the failure of the link "%s"', async (link, title, detail) => {
      await open();
      await page.getByRole('link', { name: link }).click();
      // On the development page the status stands above the heading, which is the error.
      const shown = page.getByRole('heading', { name: title }).or(page.getByText(`500 ${title}`, { exact: true }));
      await shown.first().waitFor({ timeout: 5_000 });
      expect(await text()).toContain(detail);
      if (environment === 'production') expect(await text()).not.toContain('the shelf fell down');
      expect(await hasSurroundings()).toBe(links === 'part' ? 1 : 0);
    });

    it('shows the failure of a form, and loses nothing of what was typed', async () => {
      await open();
      await send('crash@example.org');
      await page
        .getByText(/Internal Server Error|the shelf fell down/)
        .first()
        .waitFor({ timeout: 5_000 });
      expect(await hasSurroundings()).toBe(forms === 'part' ? 1 : 0);
      const typed = await page.locator('input[name=email]').evaluateAll((inputs) => inputs.map((input) => (input as unknown as { value: string }).value));
      expect([...typed, await text()].join()).toContain('crash@example.org');
      expect(app.asked.filter((one) => one.startsWith('POST'))).toHaveLength(1);
    });

    it('leads a form whose token has expired to a new one, with what was typed', async () => {
      await open();
      await send('expired@example.org');
      await page
        .getByText(/has expired/)
        .first()
        .waitFor({ timeout: 5_000 });
      const back = page.getByRole('link', { name: 'Go back to the form' });
      if ((await back.count()) > 0) await back.click();
      await expect.poll(() => page.locator('input[name=email]').inputValue()).toBe('expired@example.org');
    });

    it('shows the message after a redirect to the login once', async () => {
      await open();
      await page.getByRole('link', { name: 'Private' }).click();
      await page.getByRole('heading', { name: 'Log in' }).waitFor();
      expect(await countOf('Log in first')).toBe(1);
      await page.goto(`${app.url}/${name}/login`);
      expect(await countOf('Log in first')).toBe(0);
    });
  });
});
