import { afterEach, describe, expect, it } from 'vitest';
import { App } from '../docs/app.ts';
import { pageAt } from '../docs/pages.ts';
import { Browser } from './browser.ts';
import { useRedis } from './redis-server.ts';

const page = pageAt('docs/flash-stores.md');
const packages = { express: 'express', 'express-session': 'express-session', redis: 'redis' };

let app: App | undefined;
afterEach(() => app?.remove());

/** Starts the server that the page shows under this mark. Returns its address. */
async function start(mark: string, env: Readonly<Record<string, string>>): Promise<string> {
  app = new App(packages);
  app.write('server.mjs', page.blocks.find((block) => block.mark === mark)?.text ?? '');
  await app.start('server.mjs', { NODE_ENV: 'production', ...env });
  return `http://127.0.0.1:${app.portFor(1337)}`;
}

/** Sends its form with an invalid value. */
async function sendForm(origin: string): Promise<void> {
  const browser = new Browser(origin);
  expect(await browser.post('/orders/new', { product: 'Lamp' })).toMatchObject({ status: 303, location: '/orders/new' });
  const { body } = await browser.get('/orders/new');
  expect(body).toContain('There is no product of this name');
  expect(body).toContain('value="Lamp"');
  expect((await browser.get('/orders/new')).body).toContain('<input id="product" name="product"> <button>');
}

describe('docs/flash-stores.md', () => {
  it.each([
    { mark: 'sealed', env: { FLASH_SECRET: 'a secret of 32 characters or more' } },
    { mark: 'session', env: { SESSION_SECRET: 'a secret' } },
    { mark: 'memory', env: {} },
  ])('has a working example of a store: $mark', async ({ mark, env }) => {
    await sendForm(await start(mark, env));
  });
});

describe('docs/flash-stores.md, with a server', () => {
  const redis = useRedis();

  it('has a working example of a store: redis', async () => {
    await sendForm(await start('redis', { REDIS_URL: redis().url, FLASH_SECRET: 'a secret of 32 characters or more' }));
  });
});
