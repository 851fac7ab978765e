// The browser of the browser tests: found where the system keeps it, and added where we may add it.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const FIVE_MINUTES = 300_000;

/** The path of a Chromium, from `CHROMIUM` or PATH; undefined where there is none. */
export function chromiumPath() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const candidates = [process.env.CHROMIUM, ...NAMES.flatMap((name) => folders.map((folder) => join(folder, name)))];
  return candidates.find((path) => path && existsSync(path));
}

/** Installs Chromium where it is missing and that is ours to do (root on Debian); elsewhere says what to install, and the tests go on without it. */
export function ensureChromium() {
  if (chromiumPath() !== undefined) return;
  if (isRootOnDebian()) {
    say('Installing Chromium for the browser tests (apt-get): only now …');
    if (apt('update') && apt('install', '-y', '--no-install-recommends', 'chromium') && chromiumPath() !== undefined) return;
    say('apt-get could not install it (its reason is above).');
  }
  say('No Chromium found, so the browser tests are skipped. On Debian: apt-get install chromium. Elsewhere: install it, or name it in CHROMIUM.');
}

function isRootOnDebian() {
  return process.getuid?.() === 0 && existsSync('/etc/os-release') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
}

function apt(...args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  // Its output is for whoever looks for the reason; a mirror that does not answer must not hold up the tests.
  return spawnSync('apt-get', ['-q', ...args], { env, stdio: ['ignore', 2, 2], timeout: FIVE_MINUTES }).status === 0;
}

function say(message) {
  process.stderr.write(`${message}\n`);
}
