import { beforeAll, describe, expect, it } from 'vitest';
import { importsOf } from './built-graph.ts';
import { bundle, type Place, runWithWebGlobals } from './web-context.ts';

const SECRET = 'a secret of the tests, long enough';
const BROWSER = { accept: 'text/html', 'sec-fetch-dest': 'document', 'sec-fetch-mode': 'navigate', 'sec-fetch-site': 'same-origin' };
const FORM = { ...BROWSER, 'content-type': 'application/x-www-form-urlencoded', referer: 'https://harbour.example/bookings/new' };

const ROUTES = `
  '/berths': (reply) => reply.ok([{ id: 'A2' }]),
  '/tides': () => { throw new Error('S3CRET'); },
  '/rejects': async () => { throw undefined; },
  '/bookings': (reply) => reply.badRequest([{ path: ['boat'], message: 'Tell us its name' }], '/bookings/new'),
  '/bookings/new': (reply) => new Response(JSON.stringify({ errors: reply.form.errors.map(({ message }) => message), old: reply.form.old('nights') }), { headers: { 'content-type': 'text/html' } }),
`;
/** The hosts that run without Node. All others, such as hapi, stand on Node's own server. */
const PLACES: Readonly<Record<string, string>> = {
  fetch: `
    import { halyard } from './dist/adapters/fetch/fetch.js';
    export function start(options) {
      const app = halyard(options);
      const routes = {${ROUTES}};
      return app.fetch((request, reply) => (routes[new URL(request.url).pathname] ?? (() => reply.notFound()))(reply));
    }`,
  Hono: `
    import { Hono } from 'hono';
    import { halyard } from './dist/adapters/hono/hono.js';
    export function start(options) {
      const app = new Hono();
      halyard(app, options);
      for (const [path, route] of Object.entries({${ROUTES}})) app.all(path, (c) => route(c.var.reply));
      return app.fetch;
    }`,
};

const ask = (place: Place, fetch: unknown, path: string, init: RequestInit = {}): Promise<Response> =>
  (fetch as (request: Request, ...context: readonly unknown[]) => Promise<Response>)(new Request(`https://harbour.example${path}`, init), {}, place);

describe.each(Object.entries(PLACES))('%s with nothing but the web platform', (_name, code) => {
  let text: string;
  beforeAll(async () => {
    text = await bundle(code);
  });

  it('answers programs with problem documents without any detail', async () => {
    const place = runWithWebGlobals(text);
    const fetch = place.app['start']?.({});
    for (const path of ['/tides', '/rejects']) {
      const response = await ask(place, fetch, path, { headers: { accept: 'application/problem+json' } });
      expect(response.status).toBe(500);
      expect(response.headers.get('content-type')).toBe('application/problem+json');
      expect(await response.text()).not.toContain('S3CRET');
    }
    expect(place.log.filter((line) => line.includes('S3CRET'))).toHaveLength(1);
    const missing = await ask(place, fetch, '/nowhere');
    expect(await missing.json()).toMatchObject({ status: 404, title: 'Not Found' });
    expect(await (await ask(place, fetch, '/berths')).json()).toEqual([{ id: 'A2' }]);
  });

  it('answers browsers with a page', async () => {
    const place = runWithWebGlobals(text);
    const response = await ask(place, place.app['start']?.({}), '/nowhere', { headers: BROWSER });
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(await response.text()).toContain('<h1>');
  });

  it('sends a form back to its page, with its flash, once', async () => {
    const place = runWithWebGlobals(text);
    const fetch = place.app['start']?.({ flash: { secret: SECRET } });
    const posted = await ask(place, fetch, '/bookings', { method: 'POST', headers: FORM, body: 'boat=&nights=3' });
    expect([posted.status, posted.headers.get('location')]).toEqual([303, '/bookings/new']);
    const cookie = posted.headers.getSetCookie().map((field) => field.split(';', 1)[0])[0] ?? '';
    expect(cookie).toMatch(/^__Host-halyard\./);
    const page = await ask(place, fetch, '/bookings/new', { headers: { ...BROWSER, cookie } });
    expect(await page.json()).toEqual({ errors: ['Tell us its name'], old: '3' });
    expect(page.headers.get('cache-control')).toBe('private, no-store');
    expect(page.headers.getSetCookie()[0]).toMatch(/^__Host-halyard\..*Max-Age=0/);
    expect(await (await ask(place, fetch, '/bookings/new', { headers: BROWSER })).json()).toEqual({ errors: [], old: '' });
  });

  it('is in production by default, and treats no client as local', async () => {
    for (const more of [{}, { process: {} }, { process: { env: {} } }]) {
      const place = runWithWebGlobals(text, more);
      const response = await ask(place, place.app['start']?.({}), '/tides', { headers: { host: 'localhost' } });
      expect(await response.text()).not.toContain('S3CRET');
    }
  });

  it('asks for no random bytes and sets no timer while it is loaded and mounted: Workers refuse that', async () => {
    let isLoading = true;
    const refuse = (): never => {
      throw new Error('Disallowed operation called within global scope');
    };
    const crypto = new Proxy(globalThis.crypto, {
      get: (target, key) => {
        if (isLoading && key === 'getRandomValues') return refuse;
        const value = Reflect.get(target, key, target);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
    const timer = (go: () => void, ms: number): unknown => (isLoading ? refuse() : setTimeout(go, ms));
    const place = runWithWebGlobals(text, { crypto, setTimeout: timer, process: { env: { NODE_ENV: 'development' } } });
    const fetch = place.app['start']?.({});
    isLoading = false;
    expect((await ask(place, fetch, '/tides')).status).toBe(500);
    expect((await ask(place, fetch, '/bookings', { method: 'POST', headers: FORM, body: 'boat=' })).status).toBe(303);
  });
});

describe('the built entries', () => {
  it.each([
    ['index.js', []],
    ['adapters/fetch/fetch.js', ['@noble/hashes/hkdf.js', '@noble/hashes/hmac.js', '@noble/hashes/sha2.js', 'cookie', 'iron-webcrypto']],
    ['adapters/hono/hono.js', ['@noble/hashes/hkdf.js', '@noble/hashes/hmac.js', '@noble/hashes/sha2.js', 'cookie', 'hono/streaming', 'iron-webcrypto']],
  ])('%s imports nothing of Node, at any depth', async (entry, others) => {
    const { files, others: found } = await importsOf(entry);
    expect(files).toBeGreaterThan(20);
    expect(found).toEqual(others);
  });
});
