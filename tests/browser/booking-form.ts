import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterEach } from 'vitest';

export const FORM = '/bookings/new';
export const NOTE = 'We come in late, with a dog.\n\nIs there a light at the pier head?';

type Options = Parameters<Browser['newContext']>[0];

/** Opens a browser with separate cookies for each test, and returns its first tab. */
export function useTabs(chromium: () => Browser): (options?: Options) => Promise<Page> {
  let context: BrowserContext | undefined;
  afterEach(() => context?.close());
  return async (options = {}) => {
    context = await chromium().newContext(options);
    return context.newPage();
  };
}

/** Fills in the booking form with 99 metres and 99 nights, which are both too much, and sends it. */
export async function sendBooking(page: Page, boat: string, button = 'Book'): Promise<void> {
  await page.getByLabel('Name of the boat').fill(boat);
  await page.getByLabel('Length in metres').fill('99');
  await page.getByLabel('Berth').selectOption('B2');
  await page.getByLabel('Nights').fill('99');
  await page.getByLabel('I need shore power').check();
  await page.getByLabel('Anything we should know').fill(NOTE);
  await page.getByRole('button', { name: button, exact: true }).click();
}

export function summary(page: Page): Locator {
  return page.locator('.error-summary');
}
