// The nginx for the tests of error disclosure in development. Each test file starts its own nginx, and stops it.
import { existsSync } from 'node:fs';
import { aptInstall, aptUpdate, isRootOnDebian, print, programPath, withoutServices } from './debian.mjs';

/** The path of nginx, from `NGINX`, PATH or Debian's folder for administrators' programs. `undefined`: there is none. */
export function nginxPath() {
  const named = process.env.NGINX;
  if (named && existsSync(named)) return named;
  return programPath(['nginx']) ?? ['/usr/sbin/nginx', '/usr/local/sbin/nginx'].find((path) => existsSync(path));
}

/** Installs a missing nginx where that is possible (root on Debian). Elsewhere it prints what to install, and the tests run without it. */
export function ensureNginx() {
  if (nginxPath() !== undefined) return;
  if (isRootOnDebian()) {
    print('Installing nginx for the tests of proxies (apt-get): only now …');
    if (aptUpdate() && withoutServices(() => aptInstall('nginx')) && nginxPath() !== undefined) return;
    print('apt-get could not install it (its reason is above).');
  }
  print('No nginx found, so the tests that need one are skipped. On Debian: apt-get install nginx. Elsewhere: install it, or name it in NGINX.');
}
