// The Redis or Valkey for the tests of flashes. Each test file starts its own server, and stops it.
import { existsSync } from 'node:fs';
import { aptInstall, aptKnows, aptUpdate, isRootOnDebian, print, programPath } from './debian.mjs';

// Server and checker are one program that behaves by the name with which it is called. On Debian it is in the package `…-tools`. The package
// `…-server` only adds a link and a service, and no machine should run that service. So the tests call the program as `redis-server`.
const NAMES = ['valkey-server', 'redis-server', 'valkey-check-rdb', 'redis-check-rdb'];
const PACKAGES = ['valkey-tools', 'redis-tools'];

/** The path of a Valkey or Redis server, from `REDIS_SERVER` or PATH. `undefined`: there is none. Call it as `redis-server` (argv[0]). */
export function redisPath() {
  const named = process.env.REDIS_SERVER;
  return named && existsSync(named) ? named : programPath(NAMES);
}

/** Installs a missing server where that is possible (root on Debian). Elsewhere it prints what to install, and the tests run without it. */
export function ensureRedis() {
  if (redisPath() !== undefined) return;
  if (isRootOnDebian()) {
    print('Installing Valkey or Redis for the tests of flashes (apt-get): only now …');
    // Debian 12 has no Valkey yet.
    if (aptUpdate() && PACKAGES.filter(aptKnows).some(aptInstall) && redisPath() !== undefined) return;
    print('apt-get could not install it (its reason is above).');
  }
  print(
    'No Valkey or Redis found, so the tests that need one are skipped. On Debian: apt-get install redis-tools. Elsewhere: install one, or name it in REDIS_SERVER.',
  );
}
