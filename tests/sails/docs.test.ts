import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pageAt } from '../docs/pages.ts';
import { ask, BROWSER } from './clients.ts';
import { type Lifted, SailsApp } from './sails-app.ts';

describe('docs/sails-hook.md', () => {
  const files = Object.fromEntries(pageAt('docs/sails-hook.md').blocks.flatMap(({ file, text }) => (file === undefined ? [] : [[file, text]])));
  let app: SailsApp;
  let sails: Lifted;
  beforeAll(async () => {
    app = new SailsApp({ hook: true, files: { ...files, 'views/404.ejs': '<%= company %> has no such page' } });
    sails = await app.lift('production');
  }, 180_000);
  afterAll(async () => {
    await sails?.stop();
    app.remove();
  });

  it('has working options and a working response', async () => {
    expect((await ask(`${sails.origin}/api/orders/99`)).json()).toEqual({ lost: '/api/orders/99' });
    expect((await ask(`${sails.origin}/nowhere`, { headers: BROWSER })).text).toContain('Acme has no such page');
    expect(sails.log).toMatch(/warn: GET \/nowhere 404 notFound \(.*\)/);
    expect(sails.log).toMatch(/to Sentry: [0-9A-Z]{4}-[0-9A-Z]{4} 0/);
  });
});
