// The packages of serverless platforms, for the tests. Each platform is a set of its own, because they are large.
import { readFileSync } from 'node:fs';
import { print } from './debian.mjs';
import { ensureInstalled } from './separate-install.mjs';

const platforms = JSON.parse(readFileSync(new URL('../tests/serverless/platforms.json', import.meta.url), 'utf8'));

/** Installs the packages of a platform where they are missing. Returns their folder, or `undefined` if they cannot be installed. */
export function ensurePlatform(name) {
  try {
    return ensureInstalled(name, { manifest: { dependencies: platforms[name] } });
  } catch (error) {
    print(error.message);
    return undefined;
  }
}
