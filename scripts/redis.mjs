// The Redis or Valkey of the tests of flashes: each test file starts one of its own, and ends it.
import { existsSync } from 'node:fs';
import { aptInstall, aptKnows, aptUpdate, isRootOnDebian, programPath, say } from './debian.mjs';

// Server and checker are one program that goes by the name it is called by. Debian has it in `…-tools`, and in `…-server` no more than a
// link to it and a service, which we want no machine to run: so the tests call it `redis-server` whatever it is named.
const NAMES = ['valkey-server', 'redis-server', 'valkey-check-rdb', 'redis-check-rdb'];
const PACKAGES = ['valkey-tools', 'redis-tools'];

/** The path of a Valkey or Redis server, from `REDIS_SERVER` or PATH; undefined where there is none. To be called as `redis-server` (argv[0]). */
export function redisPath() {
  const named = process.env.REDIS_SERVER;
  return named && existsSync(named) ? named : programPath(NAMES);
}

/** Installs one where it is missing and that is ours to do (root on Debian); elsewhere says what to install, and the tests go on without it. */
export function ensureRedis() {
  if (redisPath() !== undefined) return;
  if (isRootOnDebian()) {
    say('Installing Valkey or Redis for the tests of flashes (apt-get): only now …');
    // Debian 12 has no Valkey yet.
    if (aptUpdate() && PACKAGES.filter(aptKnows).some(aptInstall) && redisPath() !== undefined) return;
    say('apt-get could not install it (its reason is above).');
  }
  say(
    'No Valkey or Redis found, so the tests that need one are skipped. On Debian: apt-get install redis-tools. Elsewhere: install one, or name it in REDIS_SERVER.',
  );
}
