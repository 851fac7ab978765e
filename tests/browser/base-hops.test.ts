import type { AddressInfo } from 'node:net';
import express, { type Express } from 'express';
import { halyard } from 'halyard/express';
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { useNginx } from '../disclosure/nginx-server.ts';
import { useChromium } from './chromium.ts';

const chromium = useChromium();
const startNginx = useNginx();
const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

interface Form {
  summary(): string;
  attributes(name: string): string;
  flash(kind: string): readonly string[];
  flash(kind: string, text: string): unknown;
}
type Reply = express.Response & { readonly form: Form; badRequest(...args: unknown[]): void };

const pageOf = ({ form }: Reply): string =>
  `<!doctype html><html lang="en"><title>Sign up</title><body><p class="message">${form.flash('success').join('')}</p><form method="post" action="/app/signup">${form.summary()}<input ${form.attributes('email')}><button>Sign up</button></form></body></html>`;

/** An app behind an nginx that removes `base` from each path. The form of `/form` goes to `/signup`, which `prepare` may redirect. */
async function open(
  option: string | { readonly forwarded: true },
  prepare: (app: Express, url: string) => void,
  base = '/app',
): Promise<{ url: string; page: Page }> {
  const app = express();
  halyard(app, { base: option, logger: false, environment: 'production', flash: { secret: 'a secret for the tests that is long enough' } });
  app.use(express.urlencoded());
  app.post('/signup', (request, response) => {
    const reply = response as Reply;
    if (!String(request.body.email).includes('@')) return reply.badRequest([{ path: ['email'], message: 'Not an address' }], `${base}/signup`);
    reply.form.flash('success', 'Welcome aboard');
    reply.redirect(303, `${base}/`);
  });
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  ends.push(() => server.close());
  const forwarded = typeof option === 'string' ? '' : `proxy_set_header X-Forwarded-Prefix ${base};`;
  const { port } = server.address() as AddressInfo;
  const nginx = await startNginx({ path: `${base}/`, location: `proxy_pass http://127.0.0.1:${port}/; proxy_set_header Host $http_host; ${forwarded}` });
  const url = `http://127.0.0.1:${nginx.port}`;
  prepare(app, url);
  app.get(/./, (_request, response) => void response.type('html').send(pageOf(response as Reply).replace('/app/signup', `${base}/signup`)));
  const context = await chromium().newContext();
  ends.push(() => context.close());
  return { url, page: await context.newPage() };
}

const send = async (page: Page, email: string): Promise<void> => {
  await page.locator('input[name=email]').fill(email);
  await page.getByRole('button').click();
};
const errorsOn = (page: Page): Promise<number> => page.locator('.error-summary').count();

/** The app redirects each of these paths once, as it writes addresses for the browser. */
const hops =
  (locations: Readonly<Record<string, string>>) =>
  (app: Express, url: string): void => {
    for (const [path, location] of Object.entries(locations))
      app.get(path, (request, response, next) => (request.path === path ? response.redirect(location.replace('ORIGIN', url)) : next()));
  };

describe.each<[string, string | { readonly forwarded: true }]>([
  ['base: "/app"', '/app'],
  ['base: "/app/"', '/app/'],
  ['base: { forwarded: true }', { forwarded: true }],
])('behind an nginx that removes /app, with %s', (_, option) => {
  it.each<[string, Readonly<Record<string, string>>, string]>([
    ['an address with the prefix', { '/signup': '/app/en/signup' }, '/app/en/signup'],
    ['a relative address', { '/signup': 'en/signup' }, '/app/en/signup'],
    ['an absolute address', { '/signup': 'ORIGIN/app/en/signup' }, '/app/en/signup'],
    ['a slash at the end', { '/signup': '/app/signup/' }, '/app/signup/'],
    ['encoded characters', { '/signup': '/app/caf%C3%A9/sign%20up?to=%2Fapp' }, '/app/caf%C3%A9/sign%20up?to=%2Fapp'],
    ['the prefix as a segment of the app', { '/signup': '/app/app/signup' }, '/app/app/signup'],
    ['three redirects', { '/signup': '/app/a', '/a': 'b', '/b': '/app/c' }, '/app/c'],
  ])('a flash follows %s, and is shown once', async (_case, locations, end) => {
    const { url, page } = await open(option, hops(locations));
    await page.goto(`${url}/app/form`);
    await send(page, 'ada');
    await page.waitForURL(url + end);
    expect(await errorsOn(page)).toBe(1);
    expect(await page.locator('input[name=email]').inputValue()).toBe('ada');
    expect(await page.context().cookies()).toEqual([]);
    await page.reload();
    expect(await errorsOn(page)).toBe(0);
  });

  it('a message follows the redirect of the start page', async () => {
    const { url, page } = await open(option, hops({ '/': '/app/dashboard' }));
    await page.goto(`${url}/app/form`);
    await send(page, 'ada@example.org');
    await page.waitForURL('**/app/dashboard');
    expect(await page.locator('.message').textContent()).toBe('Welcome aboard');
    await page.reload();
    expect(await page.locator('.message').textContent()).toBe('');
  });

  it('a flash does not follow a fourth redirect', async () => {
    const { url, page } = await open(option, hops({ '/signup': '/app/a', '/a': '/app/b', '/b': '/app/c', '/c': '/app/d' }));
    await page.goto(`${url}/app/form`);
    await send(page, 'ada');
    await page.waitForURL('**/app/d');
    expect(await errorsOn(page)).toBe(0);
  });

  it.each(['a pass-through', 'a network-first'])('a flash reaches its page through %s service worker with the scope /app/', async (kind) => {
    const answer = kind === 'a pass-through' ? 'fetch(event.request)' : 'fetch(event.request).catch(() => caches.match(event.request))';
    const { url, page } = await open(option, (app, origin) => {
      app.get('/worker.js', (_request, response) => {
        const events =
          "self.addEventListener('install', () => self.skipWaiting()); self.addEventListener('activate', (event) => event.waitUntil(clients.claim()));";
        response.type('js').send(`${events} self.addEventListener('fetch', (event) => event.respondWith(${answer}));`);
      });
      hops({ '/signup': '/app/en/signup' })(app, origin);
    });
    await page.goto(`${url}/app/form`);
    await page.evaluate(`(async () => {
      const taken = new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve));
      await navigator.serviceWorker.register('/app/worker.js', { scope: '/app/' });
      await taken;
    })()`);
    await page.goto(`${url}/app/form`);
    await send(page, 'ada');
    await page.waitForURL('**/app/en/signup');
    expect(await errorsOn(page)).toBe(1);
    await page.reload();
    expect(await errorsOn(page)).toBe(0);
  });
});

it.each<string | { readonly forwarded: true }>(['/shop/eu-1', { forwarded: true }])(
  'a flash follows redirects under a base of two segments (%j)',
  async (option) => {
    const { url, page } = await open(option, hops({ '/signup': '/shop/eu-1/en/signup' }), '/shop/eu-1');
    await page.goto(`${url}/shop/eu-1/form`);
    await send(page, 'ada');
    await page.waitForURL('**/shop/eu-1/en/signup');
    expect(await errorsOn(page)).toBe(1);
  },
);
