import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { axe, summaryOf, useChromium, type Violation } from './chromium.ts';
import { type FrontEndApp, openFrontEndApp } from './front-end-app.ts';

const chromium = useChromium();
let app: FrontEndApp;
let context: BrowserContext | undefined;
let page: Page;
beforeAll(async () => {
  app = await openFrontEndApp();
});
afterAll(() => app?.close());
beforeEach(async () => {
  app.asked.length = 0;
  const complaints: string[] = [];
  // The browser caches the scripts and nothing else.
  context ??= await chromium().newContext();
  await context.clearCookies();
  page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(error.message));
  return async () => {
    await page.close();
    expect(complaints).toEqual([]);
  };
});

const open = (path: string) => page.goto(app.url + path);
const events = () => page.evaluate('window.events');

describe.each([
  { version: 'htmx 2, configured to show errors', path: '/htmx/2/swapping' },
  { version: 'htmx 4', path: '/htmx/4' },
])('$version', ({ path }) => {
  it('shows the errors at the top of the form, and keeps the typed text', async () => {
    await open(path);
    await page.locator('#part input').fill('ada@');
    for (const _ of [1, 2]) {
      const [answer] = await Promise.all([page.waitForResponse('**/htmx/part'), page.getByRole('button', { name: 'Send a part' }).click()]);
      expect(answer.status()).toBe(400);
      await page.locator('#part [role=alert] li').waitFor();
      await expect.poll(() => page.locator('[role=alert]').count()).toBe(1);
    }
    expect(await page.locator('#part > :first-child').getAttribute('role')).toBe('alert');
    expect(await page.locator('#part [role=alert] li').textContent()).toBe('email: Not an address');
    expect(await page.locator('#part input').inputValue()).toBe('ada@');
    expect(await events()).toEqual(
      Array(2).fill({ name: 'halyard:invalid', status: 400, title: 'Bad Request', errors: [{ detail: 'Not an address', pointer: '#/email' }] }),
    );
    expect(await page.locator('h1, main').count()).toBe(2);
  });

  it('leaves the part as it is when something else fails, and shows the failure at the top of the page', async () => {
    await open(path);
    await page.getByRole('button', { name: 'Tides' }).click();
    await page.locator('body > [role=alert]').waitFor();
    expect(await page.locator('body > [role=alert] h2').textContent()).toBe('Internal Server Error');
    expect(await page.locator('#tides').textContent()).toBe('High at six');
    await expect.poll(events).toEqual([{ name: 'halyard:error', status: 500, title: 'Internal Server Error' }]);
    expect(page.url()).toBe(app.url + path);
  });

  it('has no axe violation in either place', async () => {
    await open(path);
    await page.getByRole('button', { name: 'Send a part' }).click();
    await page.getByRole('button', { name: 'Tides' }).click();
    await page.locator('body > [role=alert]').waitFor();
    await page.evaluate(axe);
    const { violations } = await page.evaluate<{ violations: Violation[] }>('axe.run("[role=alert]")');
    expect(summaryOf(violations)).toEqual([]);
  });

  it('keeps a flash for its page when a part is fetched from that page', async () => {
    await context?.addCookies(await app.sendForm('/turbo/signup'));
    await open(path);
    await page.evaluate('htmx.ajax("GET", "/turbo/signup", "#tides")');
    await page.locator('#tides form').first().waitFor();
    await open('/turbo/signup');
    expect(await page.locator('.error-summary').count()).toBe(1);
  });

  it('sends a boosted form back to its page, with its errors and the typed text', async () => {
    await open(path);
    await page.locator('#boosted input').fill('ada@');
    await page.getByRole('button', { name: 'Send the page' }).click();
    await page.locator('#boosted .error-summary').waitFor();
    expect(await page.locator('#boosted input').inputValue()).toBe('ada@');
    await page.reload();
    expect(await page.locator('.error-summary').count()).toBe(0);
  });

  it('reopens the page of the form when the form has to be sent a second time', async () => {
    await open(path);
    await page.locator('#expired input').fill('ada@');
    await page.getByRole('button', { name: 'Send too late' }).click();
    await page.locator('.error-summary').waitFor();
    expect(app.asked.at(-1)).toBe(`GET ${path} document`);
    expect(await page.locator('#boosted input').inputValue()).toBe('ada@');
  });
});

describe('htmx 2 with its default settings', () => {
  it('shows no error, and gets an event for it', async () => {
    await open('/htmx/2');
    await page.getByRole('button', { name: 'Send too much' }).click();
    await expect.poll(events).toEqual([{ name: 'halyard:error', status: 413, title: 'Content Too Large' }]);
    expect(await page.locator('[role=alert]').count()).toBe(0);
  });
});

describe('Turbo', () => {
  it('follows a form back to its page, once', async () => {
    await open('/turbo/signup');
    await page.getByRole('textbox').fill('ada@');
    await page.getByRole('button', { name: 'Sign up' }).click();
    await page.locator('.error-summary').waitFor();
    expect(await page.getByRole('textbox').inputValue()).toBe('ada@');
    expect(await page.locator('h1').textContent()).toBe('Error: Sign up');
    expect(app.asked).toEqual(['GET /turbo/signup document', 'POST /turbo/signup empty', 'GET /turbo/signup empty']);
    await page.reload();
    expect(await page.locator('.error-summary').count()).toBe(0);
  });

  it('follows a form in a frame back into its frame', async () => {
    await open('/turbo/framed');
    await page.getByRole('textbox').fill('ada@');
    await page.getByRole('button', { name: 'Book' }).click();
    await page.locator('turbo-frame .error-summary').waitFor();
    expect(await page.getByRole('textbox').inputValue()).toBe('ada@');
    expect(await page.locator('h1').textContent()).toBe('Framed');
  });

  it('leaves the frame for an error page', async () => {
    await open('/turbo/links');
    await page.getByRole('link', { name: 'Tides' }).click();
    await page.getByRole('heading', { name: 'Internal Server Error' }).waitFor();
    expect(await page.locator('h1').allTextContents()).toEqual(['Internal Server Error']);
    expect(page.url()).toBe(`${app.url}/broken`);
  });

  it('applies the stream that the app has for an error', async () => {
    await open('/turbo/signup');
    await page.getByRole('button', { name: 'Weigh' }).click();
    await page.getByText('A stream shows: too heavy').waitFor();
  });

  it('does not use a flash up when the pointer passes over a link', async () => {
    await context?.addCookies(await app.sendForm('/turbo/signup'));
    await open('/turbo/links');
    await page.getByRole('link', { name: 'Sign up' }).hover();
    await expect.poll(() => app.asked).toContain('GET /turbo/signup prefetch');
    await open('/turbo/signup');
    expect(await page.locator('.error-summary').count()).toBe(1);
  });
});
