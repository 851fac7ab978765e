import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where this file is in Halyard's package, built or as source. */
const IN_PACKAGE = /[\\/](?:dist|src)[\\/]development[\\/]frames[\\/]own-package\.[jt]s$/;

/**
 * The folder of Halyard's package. `undefined` in a bundle: this code is in a file of the app then, and in CommonJS `import.meta` has no `url`.
 *
 * @param url the address of this module
 */
export function ownPackage(url: string | undefined = import.meta.url): string | undefined {
  if (!url?.startsWith('file:')) return undefined;
  const path = fileURLToPath(url);
  return IN_PACKAGE.test(path) ? dirname(dirname(dirname(dirname(path)))) : undefined;
}
