import { describe, expect, it } from 'vitest';
import type { SailsApp } from './app.ts';
import { type Load, sailsHook } from './sails.ts';

/** The options that the hook passes to `load()` for an app with these paths. */
async function loadedWith(paths: Readonly<Record<string, string>>): Promise<unknown> {
  let passed: unknown;
  const load: Load = async (options) => {
    passed = options;
    return { responses: {} };
  };
  const sails = { config: { appPath: '/app', paths }, on: () => {} } as unknown as SailsApp;
  await new Promise((resolve) => sailsHook(sails, load).loadModules(resolve));
  return passed;
}

describe('the folder of the responses of a Sails app', () => {
  it.each([[{ responses: '/app/api/responses' }], [{ responses: 'api/responses' }], [{}]])(
    'may be missing if it is the default of Sails: %j',
    async (paths) => {
      expect(await loadedWith(paths)).toEqual({ root: '/app', views: false });
    },
  );

  it.each([[{ responses: '/app/replies' }], [{ responses: 'replies' }]])('has to exist if the app has named it: %j', async (paths) => {
    expect(await loadedWith(paths)).toEqual({ root: '/app', responses: '/app/replies', views: false });
  });
});
