import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { useChromium } from './chromium.ts';
import { type FrontEndApp, openFrontEndApp } from './front-end-app.ts';

const chromium = useChromium();
let app: FrontEndApp;
let context: BrowserContext;
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

describe('Inertia', () => {
  const props = async (): Promise<Record<string, unknown>> => JSON.parse((await page.locator('pre').textContent()) || '{}');
  const visit = async (path: string) => {
    await page.goto(app.url + path);
    await page.waitForFunction('window.open === true');
  };

  it('has the errors among the props of the form’s page, once', async () => {
    await visit('/inertia/signup');
    await page.evaluate('new Promise((done) => inertia.post("/inertia/signup", { email: "ada@" }, { onError: (errors) => done(window.received = errors) }))');
    expect(await page.evaluate('window.received')).toEqual({ email: 'Not an address' });
    expect(await props()).toEqual({ errors: { email: 'Not an address' } });
    expect(app.asked.filter((line) => !line.includes('favicon')).slice(1)).toEqual(['POST /inertia/signup empty', 'GET /inertia/signup empty']);
    await page.evaluate('new Promise((done) => inertia.get("/inertia/signup", {}, { onSuccess: () => done() }))');
    expect(await props()).toEqual({ errors: {} });
  });

  it('has them in the bag of the form, and onError gets only the errors of this bag', async () => {
    await visit('/inertia/signup?bag=signUp');
    await page.evaluate(
      'new Promise((done) => inertia.put("/inertia/signup?bag=signUp", {}, { errorBag: "signUp", onError: (errors) => done(window.received = errors) }))',
    );
    expect(await page.evaluate('window.received')).toEqual({ email: 'Not an address' });
    expect(await props()).toEqual({ errors: { signUp: { email: 'Not an address' } } });
  });

  it('shows the app’s error component for any other error, with the status', async () => {
    await visit('/inertia/signup');
    const [answer] = await Promise.all([page.waitForResponse('**/broken'), page.evaluate('inertia.post("/broken", {})')]);
    expect(answer.status()).toBe(500);
    await page.locator('main[data-component=Error]').waitFor();
    expect(await props()).toMatchObject({ status: 500, title: 'Internal Server Error', errors: {} });
    expect(await page.locator('dialog, iframe').count()).toBe(0);
    expect(page.url()).toBe(`${app.url}/inertia/signup`);
  });

  it('keeps the errors when the assets have changed in between, and the page is loaded anew', async () => {
    await visit('/inertia/signup');
    await page.evaluate('inertia.post("/inertia/signup?deployed", {})');
    await expect.poll(() => app.asked.at(-1)).toBe('GET /inertia/signup document');
    await page.waitForFunction('window.open === true');
    await expect.poll(props).toEqual({ errors: { email: 'Not an address' } });
  });

  it('loads a page that was prefetched while a flash waited for it, with its errors', async () => {
    await visit('/inertia/signup?from=home');
    await context.addCookies(await app.sendForm('/inertia/signup'));

    const [early] = await Promise.all([
      page.waitForResponse('**/inertia/signup'),
      page.evaluate('inertia.prefetch("/inertia/signup", {}, { cacheFor: "1m" })'),
    ]);
    expect([early.status(), early.headers()['x-inertia-location']]).toEqual([409, '/inertia/signup']);
    await page.evaluate('window.open = false; inertia.visit("/inertia/signup"); undefined');
    await page.waitForFunction('window.open === true');
    await expect.poll(props).toEqual({ errors: { email: 'Not an address' } });
    expect(page.url()).toBe(`${app.url}/inertia/signup`);
    expect(await page.locator('dialog, iframe').count()).toBe(0);
  });
});
