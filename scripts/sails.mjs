// The Sails for the tests and the comparison. It is installed once, in a folder of its own, with all that a generated app depends on.
import { mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled } from './separate-install.mjs';

const { dependencies } = JSON.parse(readFileSync(new URL('../tests/sails/packages.json', import.meta.url), 'utf8'));

/** Installs Sails where it is missing. Returns its folder. */
export const ensureSails = () => ensureInstalled('sails', { manifest: { dependencies } });

/** Links every package of a `node_modules` into another one, so that an app has a separate folder without a copy. */
export function linkAll(from, to) {
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from)) {
    if (name.startsWith('@')) linkAll(join(from, name), join(to, name));
    else symlinkSync(join(from, name), join(to, name), 'junction');
  }
}
