// The Caddy for the tests of exported pages. Each test file starts its own Caddy, and stops it.
import { existsSync } from 'node:fs';
import { aptInstall, aptUpdate, isRootOnDebian, print, programPath, withoutServices } from './debian.mjs';

/** The path of Caddy, from `CADDY` or PATH. `undefined`: there is none. */
export function caddyPath() {
  const named = process.env.CADDY;
  return named && existsSync(named) ? named : programPath(['caddy']);
}

/** Installs a missing Caddy where that is possible (root on Debian). Elsewhere it prints what to install, and the tests run without it. */
export function ensureCaddy() {
  if (caddyPath() !== undefined) return;
  if (isRootOnDebian()) {
    print('Installing Caddy for the tests of exported pages (apt-get): only now …');
    if (aptUpdate() && withoutServices(() => aptInstall('caddy')) && caddyPath() !== undefined) return;
    print('apt-get could not install it (its reason is above).');
  }
  print('No Caddy found, so the tests that need one are skipped. On Debian: apt-get install caddy. Elsewhere: install it, or name it in CADDY.');
}
