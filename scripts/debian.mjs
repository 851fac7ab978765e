// What the tests need beside npm's packages: found where the system keeps it, and added where we may add it.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const FIVE_MINUTES = 300_000;

/** The path of the first of these programs that PATH has; undefined where there is none. */
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

/** Does apt-get know a package of this name? After `aptUpdate()`. */
export function aptKnows(name) {
  return spawnSync('apt-cache', ['-q', 'show', name], { stdio: 'ignore', timeout: FIVE_MINUTES }).status === 0;
}

/** Installs a package and what it needs, no more. Says whether that worked. */
export function aptInstall(name) {
  return apt('install', '-y', '--no-install-recommends', name);
}

function apt(...args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  // Its output is for whoever looks for the reason; a mirror that does not answer must not hold up the tests. Another apt-get is waited for.
  return spawnSync('apt-get', ['-q', '-o', 'DPkg::Lock::Timeout=120', ...args], { env, stdio: ['ignore', 2, 2], timeout: FIVE_MINUTES }).status === 0;
}

export function say(message) {
  process.stderr.write(`${message}\n`);
}
