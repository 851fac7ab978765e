// The browser of the browser tests.
import { existsSync } from 'node:fs';
import { aptInstall, aptUpdate, isRootOnDebian, print, programPath } from './debian.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/** The path of a Chromium, from `CHROMIUM` or PATH. `undefined`: there is none. */
export function chromiumPath() {
  const named = process.env.CHROMIUM;
  return named && existsSync(named) ? named : programPath(NAMES);
}

/** Installs a missing Chromium where that is possible (root on Debian). Elsewhere it prints what to install, and the tests run without it. */
export function ensureChromium() {
  if (chromiumPath() !== undefined) return;
  if (isRootOnDebian()) {
    print('Installing Chromium for the browser tests (apt-get): only now …');
    if (aptUpdate() && aptInstall('chromium') && chromiumPath() !== undefined) return;
    print('apt-get could not install it (its reason is above).');
  }
  print('No Chromium found, so the browser tests are skipped. On Debian: apt-get install chromium. Elsewhere: install it, or name it in CHROMIUM.');
}
