import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { halyard } from 'halyard/express';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { useNginx } from '../disclosure/nginx-server.ts';
import { useChromium } from './chromium.ts';

const chromium = useChromium();
const startNginx = useNginx();
const ISSUES = [{ path: ['email'], message: 'Not an address' }];

interface Helpers {
  summary(): string;
  attributes(name: string): string;
  returnField(): string;
  flash(kind: string): readonly string[];
}

/** The page writes its own links with the prefix, as an app behind a proxy does. */
const pageWith = (form: Helpers, more: string): string =>
  `<!doctype html><html lang="en"><title>Sign up</title><body>${form.flash('success').join('')}<form method="post" action="/app/signup">${form.summary()}${more}<input ${form.attributes('email')}><button>Sign up</button></form></body></html>`;

/** The app has the page `/signup`, which the browser knows as `/app/signup`. An invalid form goes back to `target`. */
async function listen(base: string | { readonly forwarded: true }, target?: string, referrer = 'same-origin'): Promise<{ server: Server; port: number }> {
  const app = express();
  halyard(app, { base, logger: false, environment: 'production', flash: { secret: 'a secret for the tests that is long enough' } });
  app.use(express.urlencoded());
  app.get('/signup', (_, response) => {
    const { form } = response as unknown as { form: Helpers };
    response
      .set('referrer-policy', referrer)
      .type('html')
      .send(pageWith(form, referrer === 'no-referrer' ? form.returnField() : ''));
  });
  app.post('/signup', (request, response) => {
    const { form, badRequest } = response as unknown as {
      form: Helpers & { flash(kind: string, text: string): unknown };
      badRequest(...args: unknown[]): void;
    };
    if (request.body.email === 'crash') throw new Error('the shelf fell down');
    if (!request.body.email.includes('@')) return badRequest.call(response, ISSUES, ...(target === undefined ? [] : [target]));
    form.flash('success', 'Welcome aboard');
    response.redirect(303, '/app/signup');
  });
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return { server, port: (server.address() as AddressInfo).port };
}

async function inBrowser(port: number, run: (page: Page, origin: string) => Promise<void>, more = ''): Promise<void> {
  const nginx = await startNginx({ path: '/app/', location: `proxy_pass http://127.0.0.1:${port}/; proxy_set_header Host $http_host; ${more}` });
  const context = await chromium().newContext();
  try {
    await run(await context.newPage(), `http://127.0.0.1:${nginx.port}`);
  } finally {
    await context.close();
  }
}

describe.each<[string, string | { readonly forwarded: true }, string]>([
  ['base: "/app"', '/app', ''],
  ['base: { forwarded: true }', { forwarded: true }, 'proxy_set_header X-Forwarded-Prefix /app;'],
])('behind an nginx that removes /app, with %s', (_, base, more) => {
  it.each<[string, string | undefined, string]>([
    ['by its Referer', undefined, 'same-origin'],
    ['by its own field', undefined, 'no-referrer'],
    ['by a target without the prefix', '/signup', 'same-origin'],
    ['by a target with the prefix', '/app/signup', 'same-origin'],
  ])('a form goes back to its page %s, and the next one shows its message', async (_case, target, referrer) => {
    const { server, port } = await listen(base, target, referrer);
    await inBrowser(
      port,
      async (page, origin) => {
        await page.goto(`${origin}/app/signup`);
        await page.locator('input[name=email]').fill('ada');
        await page.getByRole('button').click();
        await page.locator('.error-summary').waitFor();
        expect(page.url()).toBe(`${origin}/app/signup`);
        expect(await page.locator('input[name=email]').inputValue()).toBe('ada');
        const [cookie] = await page.context().cookies();
        // The page has used the flash up, and the cookie of the base is gone.
        expect(cookie).toBe(undefined);
        await page.locator('input[name=email]').fill('ada@example.org');
        await page.getByRole('button').click();
        await page.getByText('Welcome aboard').waitFor();
        await page.reload();
        expect(await page.getByText('Welcome aboard').count()).toBe(0);
      },
      more,
    );
    server.close();
  });

  it('the links of the built-in pages lead into the app', async () => {
    const { server, port } = await listen(base);
    await inBrowser(
      port,
      async (page, origin) => {
        await page.goto(`${origin}/app/missing`);
        expect(await page.getByRole('link', { name: 'Go to the start page' }).getAttribute('href')).toBe('/app/');
        await page.goto(`${origin}/app/signup`);
        await page.locator('input[name=email]').fill('crash');
        await page.getByRole('button').click();
        await page.getByRole('link', { name: 'Go back to the form' }).click();
        expect(page.url()).toBe(`${origin}/app/signup`);
        expect(await page.locator('input[name=email]').inputValue()).toBe('crash');
      },
      more,
    );
    server.close();
  });
});
