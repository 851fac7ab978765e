// The openssl for the tests of TLS: it makes the certificate of their server.
import { aptInstall, aptUpdate, isRootOnDebian, print, programPath } from './debian.mjs';

export function opensslPath() {
  return programPath(['openssl']);
}

/** Installs a missing openssl where that is possible (root on Debian). Elsewhere it prints what to install, and the tests run without it. */
export function ensureOpenssl() {
  if (opensslPath() !== undefined) return;
  if (isRootOnDebian()) {
    print('Installing openssl for the tests of TLS (apt-get): only now …');
    if (aptUpdate() && aptInstall('openssl') && opensslPath() !== undefined) return;
    print('apt-get could not install it (its reason is above).');
  }
  print('No openssl found, so the tests that need one are skipped. On Debian: apt-get install openssl.');
}
