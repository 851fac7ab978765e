import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Answered, type Asked, answered, EVENTS, type LambdaResult } from './events.ts';

type Options = { readonly environment: 'production' | 'development'; readonly logger: object; readonly flash: object };
type Lambda = (event: object, context: object) => Promise<LambdaResult>;

// Uses the built package, with its own types of Nest and Fastify, instead of the types in the source.
const { HOSTS, LIBRARIES } = (await import(new URL('hosts.mjs', import.meta.url).href)) as {
  readonly HOSTS: Readonly<Record<string, (options: Options) => object | Promise<object>>>;
  readonly LIBRARIES: Readonly<Record<string, (app: object) => Lambda>>;
};
const { SECRET } = (await import(new URL('orders-app.mjs', import.meta.url).href)) as { readonly SECRET: string };

const API = { accept: 'application/json' };
const BROWSER = { accept: 'text/html', 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };
const FORM = { ...BROWSER, 'content-type': 'application/x-www-form-urlencoded' };

const lines: string[] = [];
const log = (level: string) => (record: object, message: string) => void lines.push(JSON.stringify({ level, message, ...record }));
const logger = { error: log('error'), warn: log('warn'), info: log('info'), debug: () => {} };
afterEach(() => void lines.splice(0));

// serverless-http injects into Fastify by itself and accepts a listener. The other library accepts only a listener.
const ROWS = Object.keys(LIBRARIES).flatMap((library) =>
  Object.keys(HOSTS)
    .filter((host) => library === 'serverless-http' || host !== 'Fastify, injected')
    .map((host) => [host, library] as const),
);

type Ask = (asked: Asked) => Promise<Answered>;

async function asking(host: string, library: string, gateway: string, environment: 'production' | 'development'): Promise<Ask> {
  const app = await HOSTS[host]?.({ environment, logger, flash: { secret: 'a secret for tests, and for nothing else' } });
  const lambda = LIBRARIES[library]?.(app as object);
  return async (asked) => answered((await lambda?.(EVENTS[gateway]?.(asked) as object, {})) as LambdaResult);
}

describe.each(ROWS)('%s on AWS Lambda, by %s', (host, library) => {
  describe.each(Object.keys(EVENTS))('behind %s', (gateway) => {
    let ask: Ask;
    beforeAll(async () => {
      ask = await asking(host, library, gateway, 'production');
    });

    it('answers a request that succeeds', async () => {
      const { status, headers, text } = await ask({ path: '/orders?page=2', headers: API });
      expect([status, headers['content-type']]).toEqual([200, 'application/json; charset=utf-8']);
      expect(JSON.parse(text)).toEqual({ orders: [{ id: 7, address: 'Große Straße 1' }] });
      expect(headers['content-length']).toBe(String(Buffer.byteLength(text)));
      expect(headers).not.toHaveProperty('0');
      expect(lines).toEqual([]);
    });

    it('answers a HEAD with the fields and no body', async () => {
      const { status, headers, text } = await ask({ method: 'HEAD', path: '/orders', headers: API });
      expect([status, headers['content-type']]).toEqual([200, 'application/json; charset=utf-8']);
      // light-my-request injects a body for HEAD as well. Gateways drop it.
      expect(text).toBe(host === 'Fastify, injected' ? text : '');
    });

    it('answers an unmatched route with a page', async () => {
      const { status, headers, text } = await ask({ path: '/missing', headers: BROWSER });
      expect(status).toBe(404);
      expect(headers['content-type']).toMatch(/^text\/html/);
      expect(text).toContain('Not Found');
    });

    it('answers a thrown error with a problem document without detail, and logs it once', async () => {
      const { status, headers, text } = await ask({ path: '/boom', headers: { accept: 'application/problem+json' } });
      expect([status, headers['content-type']]).toEqual([500, 'application/problem+json']);
      expect(headers['content-length']).toBe(String(Buffer.byteLength(text)));
      expect(`${JSON.stringify(headers)}${text}`).not.toMatch(/10\.0\.0\.7|orders-app/);
      expect(lines.filter((line) => line.includes(SECRET))).toHaveLength(1);
      expect(lines).toHaveLength(1);
    });

    it('sends an invalid form back to its page, which shows its errors, once', async () => {
      const posted = await ask({ method: 'POST', path: '/orders', headers: { ...FORM, origin: 'https://orders.example.com' }, body: 'quantity=0' });
      expect([posted.status, posted.headers['location']]).toEqual([303, '/orders/new']);
      expect(posted.cookies).toHaveLength(1);
      const cookie = posted.cookies[0]?.split(';', 1)[0] as string;
      const page = await ask({
        path: '/orders/new',
        headers: { ...API, 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document', cookie: `sid=1; ${cookie}` },
      });
      expect(page.status).toBe(200);
      expect(JSON.parse(page.text)).toEqual({ error: 'At least one', old: '0' });
      expect(page.headers['cache-control']).toBe('private, no-store');
      expect(page.cookies.map((one) => one.replace(/;.*Max-Age=0;.*/, ' cleared'))).toEqual([`${cookie.split('=', 1)[0]}= cleared`]);
      expect(JSON.parse((await ask({ path: '/orders/new', headers: API })).text)).toEqual({ error: '', old: '' });
    });

    it('keeps a message for the next page, with the cookies of the app, when the handler answers at once', async () => {
      // Such a load balancer accepts one value of each field.
      const alone = gateway === 'a load balancer';
      const { status, cookies } = await ask({ path: alone ? '/orders/paid?alone' : '/orders/paid', headers: { ...BROWSER, 'sec-fetch-site': 'same-origin' } });
      expect(status).toBeGreaterThanOrEqual(302);
      const flash = expect.stringMatching(/halyard/);
      expect(cookies.map((cookie) => cookie.split(/[=.]/, 1)[0])).toEqual(alone ? [flash] : ['cart', 'seen', flash]);
    });

    it('fails without waiting when an answer breaks off', async () => {
      const ended = ask({ path: '/half', headers: API }).then(
        ({ status, text }) => (status >= 500 ? text : `a whole answer: ${status} ${text}`),
        () => '',
      );
      expect(await ended).toBe('');
      expect(lines.filter((line) => line.includes(SECRET))).toHaveLength(1);
    });
  });

  it('treats no client as the developer at this machine, whatever address and Host the event has', async () => {
    for (const gateway of Object.keys(EVENTS)) {
      const ask = await asking(host, library, gateway, 'development');
      for (const sourceIp of ['127.0.0.1', '::1', '::ffff:127.0.0.1', '']) {
        for (const headers of [API, BROWSER]) {
          const { status, text } = await ask({ path: '/boom', headers: { ...headers, host: 'localhost' }, sourceIp });
          expect(status).toBe(500);
          expect(text).not.toMatch(/10\.0\.0\.7|orders-app/);
        }
      }
    }
  });
});
