// The browser of the browser tests.
import { existsSync } from 'node:fs';
import { aptInstall, aptUpdate, isRootOnDebian, programPath, say } from './debian.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/** The path of a Chromium, from `CHROMIUM` or PATH; undefined where there is none. */
export function chromiumPath() {
  const named = process.env.CHROMIUM;
  return named && existsSync(named) ? named : programPath(NAMES);
}

/** Installs Chromium where it is missing and that is ours to do (root on Debian); elsewhere says what to install, and the tests go on without it. */
export function ensureChromium() {
  if (chromiumPath() !== undefined) return;
  if (isRootOnDebian()) {
    say('Installing Chromium for the browser tests (apt-get): only now …');
    if (aptUpdate() && aptInstall('chromium') && chromiumPath() !== undefined) return;
    say('apt-get could not install it (its reason is above).');
  }
  say('No Chromium found, so the browser tests are skipped. On Debian: apt-get install chromium. Elsewhere: install it, or name it in CHROMIUM.');
}
