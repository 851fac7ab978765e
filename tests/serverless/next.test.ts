import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ChildApp } from './child-app.ts';
import { buildNextApp } from './next-app.ts';
import { API, BROWSER, checkOrders } from './order-checks.ts';
import { usePlatform } from './platforms.ts';

const packages = usePlatform('next');
const FIVE_MINUTES = 300_000;

let folder: string | undefined;
let app: ChildApp | undefined;
let development: ChildApp | undefined;
beforeAll(async () => {
  if (packages === undefined) return;
  folder = buildNextApp(packages);
  const env = { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' };
  app = new ChildApp(join(folder, 'next/server.mjs'), folder, env);
  development = new ChildApp(join(folder, 'next/server.mjs'), folder, { ...env, ORDERS_ENVIRONMENT: 'development' });
  await app.ready();
  await development.ready();
}, FIVE_MINUTES);
afterEach(async () => void (await app?.lines(0)));
afterAll(async () => {
  await app?.close();
  await development?.close();
  if (folder !== undefined) rmSync(folder, { recursive: true });
});

describe.each([
  ['an API route of the Pages Router', '/api'],
  ['a route handler of the App Router', '/web'],
])('%s of Next.js', (_, base) => {
  // A Response of fetch has no Content-Length.
  checkOrders(() => app as ChildApp, { base, hasLength: base === '/api' });

  it('treats no client as the developer at this machine', async () => {
    for (const headers of [API, BROWSER]) {
      const { status, text } = await (development as ChildApp).ask({ path: `${base}/boom`, headers });
      expect(status).toBe(500);
      expect(text).not.toMatch(/10\.0\.0\.7|orders-app/);
    }
  });
});

describe('Next.js', () => {
  it('gives a route handler its parameters', async () => {
    const { status, text } = await (app as ChildApp).ask({ path: '/web/params/7', headers: API });
    expect([status, JSON.parse(text)]).toEqual([200, ['params', '7']]);
  });

  it('answers unmatched routes, methods without a handler and bodies that are not JSON by itself', async () => {
    const ask = (app as ChildApp).ask;
    const broken = { method: 'POST', path: '/api/orders', headers: { ...API, 'content-type': 'application/json' }, body: '{"quantity":' };
    const answers = [await ask({ path: '/nowhere', headers: API }), await ask({ method: 'DELETE', path: '/web/orders', headers: API }), await ask(broken)];
    expect(answers.map(({ status }) => status)).toEqual([404, 405, 400]);
    for (const { text } of answers) expect(text).not.toContain('reference');
  });
});
