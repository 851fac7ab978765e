import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Packed, pack } from '../package/pack.ts';
import { ask, BROWSER } from './clients.ts';
import { npm, ROOT } from './packages.ts';
import { type Lifted, SailsApp } from './sails-app.ts';

describe('npm install sails-hook-halyard, in a freshly generated app', () => {
  let halyard: Packed;
  let app: SailsApp;
  let sails: Lifted;
  beforeAll(async () => {
    halyard = pack();
    app = new SailsApp({ hook: false, link: false });
    const [{ filename }] = JSON.parse(npm(join(ROOT, 'sails-hook'), 'pack', '--json', '--pack-destination', app.folder));
    npm(app.folder, 'install', '--prefer-offline', '--no-audit', '--no-fund', '--omit=dev', halyard.tarball, join(app.folder, filename));
    sails = await app.lift('production');
  }, 300_000);
  afterAll(async () => {
    await sails?.stop();
    app?.remove();
    halyard?.remove();
  });

  it('is the only step', async () => {
    expect((await ask(`${sails.origin}/owner`)).json()).toBe('Only the owner may');
    expect((await ask(`${sails.origin}/owner`, { headers: BROWSER })).text).toContain('<h1>Forbidden</h1>');
  });

  it('is undone by npm uninstall: the app has its own responses again', async () => {
    await sails.stop();
    npm(app.folder, 'uninstall', '--no-audit', '--no-fund', '--omit=dev', 'sails-hook-halyard', 'halyard');
    sails = await app.lift('production');
    expect((await ask(`${sails.origin}/owner`)).text).toBe('Forbidden');
  }, 120_000);
});
