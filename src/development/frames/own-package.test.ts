import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { framePlace, sourcePlace } from './frame-place.ts';
import { ownPackage } from './own-package.ts';

describe("the folder of Halyard's package", () => {
  it('is found from its source and from its build', () => {
    expect(ownPackage()).toBe(join(import.meta.dirname, '../../..'));
    expect(ownPackage('file:///srv/shop/node_modules/halyard/dist/development/frames/own-package.js')).toBe('/srv/shop/node_modules/halyard');
  });

  it('does not exist in a bundle, so that no folder of the app is taken for it', () => {
    for (const file of ['/srv/shop/dist/server.js', '/srv/shop/.output/server/chunks/development.mjs', '/srv/shop/build/own-package.js']) {
      expect(ownPackage(`file://${file}`), file).toBeUndefined();
    }
    expect(ownPackage('webpack:///src/development/frames/own-package.ts')).toBeUndefined();
  });

  it('is found by the names that bundlers give it', () => {
    expect(framePlace('webpack:///./node_modules/halyard/dist/index.js').kind).toBe('halyard');
    expect(sourcePlace(undefined, 'node_modules/halyard/dist/index.js').kind).toBe('halyard');
    expect(sourcePlace(undefined, 'node_modules/halyard-themes/index.js')).toMatchObject({ kind: 'dependency', package: 'halyard-themes' });
  });
});
