import { afterEach, describe, expect, it } from 'vitest';
import { App } from '../docs/app.ts';
import { pageAt } from '../docs/pages.ts';
import { Browser } from './browser.ts';
import { useRedis } from './redis-server.ts';

const page = pageAt('docs/flash-stores.md');
const packages = { express: 'express', 'express-session': 'express-session', redis: 'redis' };

let app: App | undefined;
afterEach(() => app?.remove());

/** Starts the server that the page shows under this mark; gives where it listens. */
async function start(mark: string, env: Readonly<Record<string, string>>): Promise<string> {
  app = new App(packages);
  app.write('server.mjs', page.blocks.find((block) => block.mark === mark)?.text ?? '');
  await app.start('server.mjs', { NODE_ENV: 'production', ...env });
  return `http://127.0.0.1:${app.portFor(1337)}`;
}

/** Its form, sent with a mistake. */
async function sendForm(origin: string): Promise<void> {
  const browser = new Browser(origin);
  expect(await browser.post('/berths/new', { boat: 'Petrel' })).toMatchObject({ status: 303, location: '/berths/new' });
  const { body } = await browser.get('/berths/new');
  expect(body).toContain('No boat of this name is known');
  expect(body).toContain('value="Petrel"');
  expect((await browser.get('/berths/new')).body).toBe('<form method="post"><input name="boat" value=""></form>');
}

describe('docs/flash-stores.md', () => {
  it.each([
    { mark: 'sealed', env: { FLASH_SECRET: 'a secret of 32 characters or more' } },
    { mark: 'session', env: { SESSION_SECRET: 'a secret' } },
    { mark: 'memory', env: {} },
  ])('has an example of a store that works as it stands: $mark', async ({ mark, env }) => {
    await sendForm(await start(mark, env));
  });
});

describe('docs/flash-stores.md, with a server', () => {
  const redis = useRedis();

  it('has an example of a store that works as it stands: redis', async () => {
    await sendForm(await start('redis', { REDIS_URL: redis().url, FLASH_SECRET: 'a secret of 32 characters or more' }));
  });
});
