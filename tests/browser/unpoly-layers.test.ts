import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { useChromium } from './chromium.ts';
import { type LayersApp, openLayersApp } from './unpoly-layers-app.ts';

const chromium = useChromium();

describe.each(['production', 'development'] as const)('Unpoly in %s', (environment) => {
  let app: LayersApp;
  let page: Page;
  beforeAll(async () => {
    app = await openLayersApp(environment);
  });
  afterAll(() => app?.close());
  beforeEach(async () => {
    app.saved.length = 0;
    const context = await chromium().newContext();
    page = await context.newPage();
    page.setDefaultTimeout(8_000);
    return () => context.close();
  });

  describe.each(['modal', 'drawer', 'popup'])('a form in a %s', (layer) => {
    const overlay = () => page.locator(`up-${layer}`);
    const fill = async (email: string, city = 'Oslo') => {
      await overlay().locator('input[name=city]').fill(city);
      await overlay().locator('input[name=email]').fill(email);
    };
    const send = async (email: string, city?: string) => {
      await fill(email, city);
      await overlay().getByRole('button', { name: 'Order' }).click();
    };
    beforeEach(async () => {
      await page.goto(`${app.url}/orders?layer=${layer}`);
      await page.getByRole('link', { name: 'New order' }).click();
      await overlay().locator('form').waitFor();
    });

    it('shows its errors inside of the overlay, and keeps what was typed', async () => {
      await send('ada');
      await overlay().getByRole('alert').getByText('Not an address').waitFor();
      expect(await overlay().locator('input[name=email]').inputValue()).toBe('ada');
      expect(await page.locator('body > main').getByText('Not an address').count()).toBe(0);
      expect(await page.getByRole('heading', { name: 'Orders' }).count()).toBe(1);
    });

    it('stays open if the handler had set X-Up-Accept-Layer before the failure', async () => {
      for (const email of ['early', 'early crash']) {
        await send(email);
        await overlay()
          .getByRole('heading', { name: email === 'early' ? 'Bad Request' : 'Internal Server Error' })
          .waitFor();
        await page.waitForLoadState('networkidle');
        expect(await overlay().locator('input[name=email]').inputValue()).toBe(email);
      }
    });

    it('shows a failure inside of the overlay', async () => {
      await send('crash@example.org');
      await overlay().getByRole('heading', { name: 'Internal Server Error' }).waitFor();
      expect(await overlay().locator('input[name=email]').inputValue()).toBe('crash@example.org');
      await send('ada@example.org');
      await overlay().waitFor({ state: 'detached' });
      expect(app.saved).toEqual(['ada@example.org']);
    });

    it('shows an expired token inside of the overlay, and its link leads to the form with what was typed', async () => {
      await send('expired@example.org');
      await overlay().getByText('has expired').first().waitFor();
      await overlay().getByRole('link', { name: 'Go back to the form' }).click();
      await expect.poll(() => page.locator('input[name=email]').last().inputValue()).toBe('expired@example.org');
    });

    it('closes after a success, whose message and list the page below shows', async () => {
      await send('ada@example.org');
      await overlay().waitFor({ state: 'detached' });
      await page.locator('#list', { hasText: 'ada@example.org' }).waitFor();
      await page.locator('.messages', { hasText: 'Order 1 is on its way' }).waitFor();
      expect(await page.getByText('Order 1 is on its way').count()).toBe(1);
      await page.goto(`${app.url}/orders`);
      expect(await page.getByText('Order 1 is on its way').count()).toBe(0);
    });

    it('validates one field while the visitor types, and saves nothing', async () => {
      await overlay().locator('input[name=email]').fill('ada');
      await overlay().locator('input[name=email]').blur();
      await overlay().locator('#email-group').getByText('Not an address').waitFor();
      expect(await overlay().getByText('Where does it go?').count()).toBe(0);
      expect(await overlay().locator('input[name=email]').inputValue()).toBe('ada');
      await overlay().locator('input[name=email]').fill('ada@example.org');
      await overlay().locator('input[name=email]').blur();
      await overlay().locator('#email-group').getByText('Not an address').waitFor({ state: 'detached' });
      expect(await overlay().locator('input[name=email]').inputValue()).toBe('ada@example.org');
      await overlay().locator('input[name=city]').fill('Oslo');
      await overlay().locator('input[name=city]').blur();
      await page.waitForLoadState('networkidle');
      expect(
        await overlay()
          .locator('input')
          .evaluateAll((inputs) => inputs.map((input) => (input as unknown as { value: string }).value))
          .then((values) => values.slice(-2)),
      ).toEqual(['ada@example.org', 'Oslo']);
      expect(await overlay().getByRole('alert').count()).toBe(0);
      expect(app.saved).toEqual([]);
    });
  });

  it('shows no error of a validation on the next page', async () => {
    await page.goto(`${app.url}/orders/new`);
    await page.locator('input[name=email]').fill('ada');
    await page.locator('input[name=email]').blur();
    await page.locator('#email-group').getByText('Not an address').waitFor();
    await page.goto(`${app.url}/orders/new`);
    expect(await page.getByText('Not an address').count()).toBe(0);
    expect(await page.locator('input[name=email]').inputValue()).toBe('');
  });
});
