import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { HOSTS } from './hosts/index.ts';
import { stripsTypes } from './make-app.ts';
import { APART, releasesOf } from './releases.ts';

const read = (path: string) => JSON.parse(readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8'));

describe('the releases of a new app', () => {
  it('are those that the tests of Halyard install', () => {
    const { devDependencies } = read('package.json');
    for (const { dependencies, types } of Object.values(HOSTS)) {
      const names = [...dependencies, ...types].filter((name) => APART[name] === undefined && name !== 'sails-hook-halyard');
      expect(releasesOf(names, { folder: '/' })).toEqual(Object.fromEntries([...names].sort().map((name) => [name, devDependencies[name]])));
    }
  });

  it('are those of the separate installs for what stands apart', () => {
    expect(APART['sails']).toBe(`^${read('tests/sails/packages.json').dependencies.sails}`);
    expect(APART['tsx']).toMatch(new RegExp(`^\\^${read('tests/package/tools/packages.json').tools.tsx}\\.`));
  });

  it('has the Halyard that was asked for', () => {
    expect(releasesOf(['halyard'], { folder: '/', halyard: '^9.0.0' })).toEqual({ halyard: '^9.0.0' });
  });
});

describe('Node starts TypeScript itself', () => {
  it.each([
    ['20.19.0', false],
    ['22.17.1', false],
    ['22.18.0', true],
    ['23.5.0', false],
    ['24.0.0', true],
    ['26.1.0', true],
  ])('in %s: %s', (version, expected) => {
    expect(stripsTypes(version)).toBe(expected);
  });
});
