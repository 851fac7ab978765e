import type { Express } from 'express';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { useTabs } from './booking-form.ts';
import { useChromium } from './chromium.ts';
import { errorsOn, formPage, messagesOn, STORES, send, useFlashApps } from './flash-app.ts';

const openTab = useTabs(useChromium());
const openApp = useFlashApps();

const flashCookies = async (page: Page): Promise<string[]> =>
  (await page.context().cookies()).map(({ name }) => name).filter((name) => name.includes('halyard'));

/** Makes an address lead to its page by these redirects. The form itself is opened at `/form`. */
function redirects(app: Express, start: string, locations: readonly string[]): void {
  let path = start;
  for (const location of locations) {
    const here = path;
    // Express matches the address with a slash at its end, too.
    app.get(here, (req, res, next) => (req.path === here ? res.redirect(location) : next()));
    path = new URL(location, `http://localhost${path}`).pathname;
  }
  for (const last of [path, '/form']) app.get(last, (_req, res) => void res.send(formPage(res, last)));
}

describe.each(STORES)('a flash in %s', (store) => {
  it.each<[string, readonly string[]]>([
    ['a language prefix', ['/en/signup']],
    ['a relative address', ['en/signup']],
    ['a slash at the end', ['/signup/']],
    ['a query', ['/register?step=1']],
    ['three redirects', ['/a', '/b', '/c']],
  ])('follows %s, and is shown once', async (_, locations) => {
    const { url } = await openApp(store, (app) => redirects(app, '/signup', locations));
    const page = await openTab();
    await page.goto(`${url}/form`);
    await send(page, 'bad Petrel');
    await page.waitForFunction("document.title.startsWith('Error')");
    expect(await errorsOn(page)).toEqual(['bad Petrel is taken']);
    expect(await page.getByLabel('Name').inputValue()).toBe('bad Petrel');
    expect(await flashCookies(page)).toEqual([]);
    await page.reload();
    expect(await errorsOn(page)).toEqual([]);
  });

  it('does not follow a fourth redirect, nor one to another origin', async () => {
    const { url } = await openApp(store, (app) => {
      redirects(app, '/signup', ['/a', '/b', '/c', '/d']);
      app.get('/elsewhere', (req, res) => res.redirect(`http://127.0.0.1:${new URL(`http://${req.headers.host}`).port}/form`));
    });
    const page = await openTab();
    await page.goto(`${url}/form`);
    await send(page, 'bad Petrel');
    await page.waitForURL('**/d');
    expect(await errorsOn(page)).toEqual([]);
    await page.goto(`${url}/elsewhere`);
    expect(await errorsOn(page)).toEqual([]);
  });

  it('follows the redirects after a login', async () => {
    const { url } = await openApp(store, (app) => {
      app.post('/login', (_req, res) => {
        res.form.flash('success', 'Welcome back');
        res.redirect(303, '/');
      });
      app.get('/login', (_req, res) => void res.send('<form method="post"><button>Log in</button></form>'));
      redirects(app, '/', ['/dashboard']);
    });
    const page = await openTab();
    await page.goto(`${url}/login`);
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.waitForURL('**/dashboard');
    expect(await messagesOn(page)).toEqual(['Welcome back']);
    await page.reload();
    expect(await messagesOn(page)).toEqual([]);
  });

  it('stays for the next page as well, if the page keeps it', async () => {
    const { url } = await openApp(store, (app) => {
      app.get('/welcome', (_req, res, next) => {
        res.form.keep();
        next();
      });
      app.get('/next', (_req, res) => void res.send(formPage(res)));
    });
    const page = await openTab();
    await page.goto(`${url}/signup`);
    await send(page, 'Curlew');
    await page.waitForURL('**/welcome');
    expect(await messagesOn(page)).toEqual(['Welcome, Curlew']);
    await page.goto(`${url}/next`);
    expect(await messagesOn(page)).toEqual(['Welcome, Curlew']);
    await page.goto(`${url}/next`);
    expect(await messagesOn(page)).toEqual([]);
    expect(await flashCookies(page)).toEqual([]);
  });

  it.each(['prefetch', 'prerender'])('is shown on a page that the browser loads ahead of time (%s), whenever it did that', async (kind) => {
    const { url, asked } = await openApp(store, (app) => {
      const rules = (path: string): string => `<script type="speculationrules">{"${kind}":[{"urls":["${path}"],"eagerness":"immediate"}]}</script>`;
      app.get('/form', (_req, res) => void res.send(rules('/signup') + formPage(res)));
      app.get('/list', (_req, res) => void res.send(`${rules('/welcome')}<a href="/welcome">Welcome</a>`));
      // A script leaves a message that the redirect of no form leads to.
      app.post('/message', (_req, res) => {
        res.form.flash('success', 'Saved');
        res.status(204).end();
      });
    });
    const page = await openTab();
    // Before the form is sent.
    await page.goto(`${url}/form`);
    await expect.poll(() => asked.includes('GET /signup')).toBe(true);
    await send(page, 'bad Petrel');
    await page.waitForURL('**/signup');
    expect(await errorsOn(page)).toEqual(['bad Petrel is taken']);
    // While the flash waits.
    await page.evaluate("fetch('/message', { method: 'POST' }).then(() => undefined)");
    await page.goto(`${url}/list`);
    await expect.poll(() => asked.includes('GET /welcome')).toBe(true);
    await page.waitForTimeout(300);
    await page.getByRole('link').click();
    await page.waitForURL('**/welcome');
    expect(await messagesOn(page)).toEqual(['Saved']);
    expect(await flashCookies(page)).toEqual([]);
  });
});
