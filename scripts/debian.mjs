// Programs that the tests need in addition to npm's packages: finds them on the system, and installs them where that is allowed.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const FIVE_MINUTES = 300_000;
const POLICY = '/usr/sbin/policy-rc.d';

/** The path of the first of these programs in PATH. `undefined`: there is none. */
export function programPath(names) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path));
}

export function isRootOnDebian() {
  return process.getuid?.() === 0 && existsSync('/etc/os-release') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
}

export function aptUpdate() {
  return apt('update');
}

/** Whether apt-get has a package with this name. Call `aptUpdate()` first. */
export function aptKnows(name) {
  return spawnSync('apt-cache', ['-q', 'show', name], { stdio: 'ignore', timeout: FIVE_MINUTES }).status === 0;
}

/** Installs a package and only the packages that it needs. Returns whether that worked. */
export function aptInstall(name) {
  return apt('install', '-y', '--no-install-recommends', name);
}

/** Debian's package starts a server for the whole machine, unless this file forbids it (invoke-rc.d(8)). */
export function withoutServices(install) {
  const isOurs = !existsSync(POLICY);
  if (isOurs) writeFileSync(POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    return install();
  } finally {
    if (isOurs) rmSync(POLICY);
  }
}

function apt(...args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  // The output helps to find the reason of a failure. A mirror that does not answer must not block the tests. apt-get waits for another apt-get.
  return spawnSync('apt-get', ['-q', '-o', 'DPkg::Lock::Timeout=120', ...args], { env, stdio: ['ignore', 2, 2], timeout: FIVE_MINUTES }).status === 0;
}

/** Prints a line to the standard error output, so that it does not mix with the output of a command. */
export function print(message) {
  process.stderr.write(`${message}\n`);
}
