// The openssl of the tests of TLS: it makes the certificate that their server shows.
import { aptInstall, aptUpdate, isRootOnDebian, programPath, say } from './debian.mjs';

export function opensslPath() {
  return programPath(['openssl']);
}

/** Installs it where it is missing and that is ours to do (root on Debian); elsewhere says what to install, and the tests go on without it. */
export function ensureOpenssl() {
  if (opensslPath() !== undefined) return;
  if (isRootOnDebian()) {
    say('Installing openssl for the tests of TLS (apt-get): only now …');
    if (aptUpdate() && aptInstall('openssl') && opensslPath() !== undefined) return;
    say('apt-get could not install it (its reason is above).');
  }
  say('No openssl found, so the tests that need one are skipped. On Debian: apt-get install openssl.');
}
