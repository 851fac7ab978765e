import { realpathSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { readManifest } from '../../source/find-entry.ts';
import type { Check, ExaminedApp } from '../finding.ts';
import { namesIn } from './names-in.ts';
import { inManifest } from './versions.ts';

export const copies: Check = {
  title: 'a second copy of Halyard',
  run(app) {
    const found = copiesIn(app);
    if (found.length < 2) return [];
    const shown = found.map(({ path, version }) => `${relative(app.root, path)} (${version})`).join(' and ');
    const what = `There are ${found.length} copies of Halyard: ${shown}. A response that one copy throws is an unknown error for the other one.`;
    return [inManifest(app, 'halyard', 'two-copies', what, 'Install one release: npm dedupe, or npm ls halyard shows who asks for the other one.')];
  },
};

interface Copy {
  readonly path: string;
  readonly version: string;
}

/** The copies in the folder of the app and in its packages. A link to a copy is that copy. */
function copiesIn({ root }: ExaminedApp): readonly Copy[] {
  const found = new Map<string, Copy>();
  for (let folder = root; ; folder = dirname(folder)) {
    const packages = join(folder, 'node_modules');
    for (const home of [packages, ...packagesIn(packages).map((name) => join(packages, name, 'node_modules'))]) addCopy(join(home, 'halyard'), found);
    if (dirname(folder) === folder || found.size > 0) return [...found.values()];
  }
}

function addCopy(path: string, found: Map<string, Copy>): void {
  const { name, version = '?' } = readManifest(path);
  if (name === 'halyard' && !found.has(realpathSync(path))) found.set(realpathSync(path), { path, version });
}

/** The names of the packages in a folder, also those of a scope. */
function packagesIn(folder: string): readonly string[] {
  return namesIn(folder).flatMap((name) =>
    name.startsWith('@') ? namesIn(join(folder, name)).map((one) => `${name}/${one}`) : name.startsWith('.') ? [] : [name],
  );
}
