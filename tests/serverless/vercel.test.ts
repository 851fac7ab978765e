import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ChildApp } from './child-app.ts';
import { API, BROWSER, checkOrders } from './order-checks.ts';
import { usePlatform } from './platforms.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const folder = usePlatform('vercel');
const TWO_MINUTES = 120_000;

/** Starts a function as `vercel dev` does: with the server of @vercel/node, its helpers on `req` and `res`, and its proxy. */
function start(file: string, environment: string): ChildApp {
  return new ChildApp(join(folder ?? '', 'node_modules/@vercel/node/dist/dev-server.mjs'), ROOT, {
    NODE_ENV: 'production',
    ORDERS_ENVIRONMENT: environment,
    VERCEL_DEV_ENTRYPOINT: `tests/serverless/vercel/${file}`,
    VERCEL_DEV_CONFIG: '{}',
    VERCEL_DEV_BUILD_ENV: '{}',
  });
}

describe.each(['node-handler.mjs', 'express-app.mjs', 'web-handlers.mjs'])('%s on Vercel', (file) => {
  let app: ChildApp | undefined;
  let development: ChildApp | undefined;
  beforeAll(async () => {
    if (folder === undefined) return;
    app = start(file, 'production');
    development = start(file, 'development');
    await app.ready();
    await development.ready();
  }, TWO_MINUTES);
  afterEach(async () => void (await app?.lines(0)));
  afterAll(async () => {
    await app?.close();
    await development?.close();
  });

  checkOrders(() => app as ChildApp, {
    base: '/api',
    ...(file === 'web-handlers.mjs' ? { hasLength: false } : { ownText: /^SocketError: other side closed/ }),
  });

  if (file === 'node-handler.mjs') {
    it('answers a body that Vercel cannot parse with a 400', async () => {
      const headers = { accept: 'application/problem+json', 'content-type': 'application/json' };
      const { status, text } = await (app as ChildApp).ask({ method: 'POST', path: '/api/body', headers, body: '{"email":' });
      expect([status, JSON.parse(text)]).toEqual([400, { title: 'Bad Request', status: 400, reference: expect.any(String) }]);
    });
  }

  it('treats no client as the developer at this machine, although the proxy of Vercel is on this machine', async () => {
    for (const headers of [API, BROWSER]) {
      const { status, text } = await (development as ChildApp).ask({ path: '/api/boom', headers });
      expect(status).toBe(500);
      expect(text).not.toMatch(/10\.0\.0\.7|orders-app/);
    }
  });
});
