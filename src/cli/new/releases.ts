import { existsSync, readFileSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The releases that Halyard's own tests install apart, because they are large or conflict. A spec compares them with those of the tests. */
export const APART: Readonly<Record<string, string>> = { sails: '^1.5.18', tsx: '^4.23.15' };

const FOLDER = new URL('../../../', import.meta.url);

/** The package.json of this package. npm installs it whole, so a new app gets the releases that this release of Halyard was tested with. */
function manifest(): { readonly version: string; readonly devDependencies: Readonly<Record<string, string>> } {
  return JSON.parse(readFileSync(new URL('package.json', FOLDER), 'utf8'));
}

/**
 * The dependencies of a new app, with their releases.
 *
 * @param names the packages
 * @param from the folder of the new app, and the release or the path of Halyard that was asked for
 */
export function releasesOf(
  names: readonly string[],
  { folder, halyard }: { readonly folder: string; readonly halyard?: string | undefined },
): Record<string, string> {
  const { version, devDependencies } = manifest();
  const releaseOf = (name: string): string => {
    if (name === 'halyard') return halyard ?? own(version, folder, '.');
    if (name === 'sails-hook-halyard') return own(version, folder, 'sails-hook');
    const release = APART[name] ?? devDependencies[name];
    if (release === undefined) throw new TypeError(`No release of ${name} is known.`);
    return release;
  };
  return Object.fromEntries([...names].sort().map((name) => [name, releaseOf(name)]));
}

/** A release of ours. Before the first one there is none in the registry, so the app uses the folder of this package. */
function own(version: string, folder: string, part: string): string {
  const here = fileURLToPath(new URL(part, FOLDER));
  if (version !== '0.0.0' || !existsSync(here)) return `^${version}`;
  return `file:${relative(folder, here).split(sep).join('/')}`;
}
