import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useTabs } from './booking-form.ts';
import { axe, summaryOf, useChromium, type Violation } from './chromium.ts';
import { LETTER_APPS, type LetterApp } from './letter-apps.ts';

const open = useTabs(useChromium());
const LETTER = 'Dear harbour master,\nmay we stay the winter?';

describe.each(LETTER_APPS)('a form of $name, which makes browsers send no Referer and Origin: null', ({ open: openApp }) => {
  let app: LetterApp;
  beforeAll(async () => {
    app = await openApp();
  });
  afterAll(() => app?.close());

  async function sent(button: string, options?: Parameters<typeof open>[0]) {
    const page = await open(options);
    await page.goto(`${app.url}/letters`);
    await page.getByLabel('Your letter').fill(LETTER);
    const [response] = await Promise.all([
      page.waitForResponse((one) => one.request().method() === 'POST'),
      page.getByRole('button', { name: button, exact: true }).click(),
    ]);
    await page.waitForLoadState('load');
    return { page, response };
  }

  it('counts as a form of this origin, and goes back with its errors', async () => {
    const { page, response } = await sent('/here');
    expect(app.posted.at(-1)).toEqual(['null', undefined]);
    expect(response.status()).toBe(303);
    expect(await page.locator('.error-summary').textContent()).toContain('Write more.');
    expect(await page.getByLabel('Your letter').inputValue()).toBe(LETTER);
    expect(await page.context().cookies()).toEqual([]);
  });

  it('shows that its token has expired, and returns the typed text', async () => {
    const { page, response } = await sent('/expired');
    expect(app.posted.at(-1)).toEqual(['null', undefined]);
    expect(response.status()).toBe(403);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('This form has expired');
    const text = await page.locator('main').textContent();
    expect(text).toContain(LETTER);
    expect(text).toContain('Back button');
    expect(text).not.toMatch(/do not have access|csrf|stale/i);
  });

  it.each([
    ['/heavy', 413],
    ['/down', 503],
    ['/mine', 403],
    ['/expired', 403],
  ])('leads back from the page of %s (%i), which has no axe violation', async (button, status) => {
    const { page, response } = await sent(button, { viewport: { width: 320, height: 640 } });
    expect(response.status()).toBe(status);
    expect(await page.locator('main').textContent()).toContain('Back button of your browser');
    expect(await page.locator('main').textContent()).toContain(LETTER);
    expect(await page.evaluate('document.scrollingElement.scrollWidth')).toBeLessThanOrEqual(320);
    await page.evaluate(axe);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const { violations } = await page.evaluate<{ violations: Violation[] }>('axe.run()');
      expect(summaryOf(violations)).toEqual([]);
    }
    await page.goBack();
    expect(await page.getByLabel('Your letter').inputValue()).toBe(LETTER);
  });
});
