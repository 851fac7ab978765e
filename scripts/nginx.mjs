// The nginx of the tests of who sees an error in development: each test file starts one of its own, and ends it.
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { aptInstall, aptUpdate, isRootOnDebian, programPath, say } from './debian.mjs';

/** The path of nginx, from `NGINX`, PATH or where Debian keeps the programs of an administrator; undefined where there is none. */
export function nginxPath() {
  const named = process.env.NGINX;
  if (named && existsSync(named)) return named;
  return programPath(['nginx']) ?? ['/usr/sbin/nginx', '/usr/local/sbin/nginx'].find((path) => existsSync(path));
}

/** Installs it where it is missing and that is ours to do (root on Debian); elsewhere says what to install, and the tests go on without it. */
export function ensureNginx() {
  if (nginxPath() !== undefined) return;
  if (isRootOnDebian()) {
    say('Installing nginx for the tests of proxies (apt-get): only now …');
    if (aptUpdate() && withoutServices(() => aptInstall('nginx')) && nginxPath() !== undefined) return;
    say('apt-get could not install it (its reason is above).');
  }
  say('No nginx found, so the tests that need one are skipped. On Debian: apt-get install nginx. Elsewhere: install it, or name it in NGINX.');
}

const POLICY = '/usr/sbin/policy-rc.d';

/** Debian's package starts a server for the whole machine, unless this file says that none may start (invoke-rc.d(8)). */
function withoutServices(install) {
  const isOurs = !existsSync(POLICY);
  if (isOurs) writeFileSync(POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    return install();
  } finally {
    if (isOurs) rmSync(POLICY);
  }
}
