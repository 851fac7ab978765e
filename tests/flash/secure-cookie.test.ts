import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { halyard } from 'halyard/express';
import { afterEach, describe, expect, it } from 'vitest';

const SECRET = 'a secret for tests, and nothing else';
let server: Server | undefined;
afterEach(() => server?.close());

/** An app behind a proxy that ends TLS. The options of Halyard, or a setting of Express, make it trust the proxy. */
async function open({ trusted = false, ...options }: { readonly trusted?: boolean; readonly origin?: string }): Promise<string> {
  const app = express();
  if (trusted) app.set('trust proxy', 'loopback');
  halyard(app, { ...options, flash: { secret: SECRET }, logger: false, environment: 'production' });
  app.post('/signup', (_req, res) => res.badRequest({ name: 'That name is taken' }, '/signup'));
  app.get('/signup', (_req, res) => {
    res.send(`<p>${res.form.errors.first('name')}</p>`);
  });
  server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/signup`;
}

function ask(url: string, headers: Readonly<Record<string, string>> = {}, method = 'GET'): Promise<Response> {
  const own = method === 'POST' ? { 'sec-fetch-site': 'same-origin' } : {};
  return fetch(url, { method, redirect: 'manual', headers: { accept: 'text/html', 'x-forwarded-proto': 'https', ...own, ...headers } });
}

const cookieOf = (answer: Response): string => answer.headers.getSetCookie()[0] ?? '';

describe('the cookie of a flash on https', () => {
  it.each([
    ['by the proxy that Express trusts', { trusted: true }],
    ['by the option origin', { origin: 'https://harbour.example' }],
  ])('has the prefix __Host-, is Secure, and is cleared with the same attributes, when https is known %s', async (_, options) => {
    const url = await open(options);
    const set = cookieOf(await ask(url, {}, 'POST'));
    expect(set).toMatch(/^__Host-halyard\.[^=]+=Fe26\.2[^;]+; Max-Age=180; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    const page = await ask(url, { cookie: set.split(';', 1)[0] as string });
    expect(await page.text()).toBe('<p>That name is taken</p>');
    const [name = ''] = set.split('=', 1);
    expect(cookieOf(page)).toBe(`${name}=; Max-Age=0; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; Secure; SameSite=Lax`);
  });

  it("trusts no client's header field about https", async () => {
    expect(cookieOf(await ask(await open({}), {}, 'POST'))).toMatch(/^halyard\.[^;]+; Max-Age=180; Path=\/; HttpOnly; SameSite=Lax$/);
  });

  it('accepts no flash without the prefix, because a sibling domain can set one', async () => {
    const url = await open({ trusted: true });
    const [pair = ''] = cookieOf(await ask(url, {}, 'POST')).split(';', 1);
    expect(await (await ask(url, { cookie: pair.replace('__Host-', '') })).text()).toBe('<p></p>');
    expect(await (await ask(url, { cookie: pair })).text()).toBe('<p>That name is taken</p>');
  });

  it.each([
    ['its Origin', (url: string) => ({ origin: new URL(url).origin.replace('http:', 'https:'), 'sec-fetch-site': 'same-origin' })],
    ['its Origin, without Fetch Metadata', (url: string) => ({ origin: new URL(url).origin.replace('http:', 'https:'), 'sec-fetch-site': '' })],
  ])('has the prefix and is Secure behind a proxy that is not configured in the app, by %s', async (_, fieldsOf) => {
    const url = await open({});
    const fields = Object.fromEntries(Object.entries(fieldsOf(url)).filter(([, value]) => value !== ''));
    const own = { accept: 'text/html', ...fields };
    const set = cookieOf(await fetch(url, { method: 'POST', redirect: 'manual', headers: own }));
    expect(set).toMatch(/^__Host-halyard\.[^;]+; Max-Age=180; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    const page = await ask(url, { cookie: set.split(';', 1)[0] as string });
    expect(await page.text()).toBe('<p>That name is taken</p>');
    expect(cookieOf(page)).toMatch(/^__Host-halyard\.[^=]+=; Max-Age=0; .*; Secure;/);
  });

  it('is not Secure when the Origin has http, whatever a header field claims about https', async () => {
    const url = await open({});
    const headers = { accept: 'text/html', origin: new URL(url).origin, 'x-forwarded-proto': 'https' };
    expect(cookieOf(await fetch(url, { method: 'POST', redirect: 'manual', headers }))).toMatch(/^halyard\./);
  });
});
