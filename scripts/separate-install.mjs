// Packages for a few specs, each set in a folder of its own below .cache/, because it is large, or is another release of what the other specs use.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { print } from './debian.mjs';

const TEN_MINUTES = 600_000;
const ARGS = ['install', '--prefer-offline', '--no-audit', '--no-fund', '--no-package-lock', '--ignore-scripts', '--loglevel=error'];

/**
 * Installs a set of packages where it is missing. Returns its folder; another set has another folder. No script of a package runs. If two processes
 * install the same set at the same time, the first one wins.
 *
 * @param name - The name of the set, for example `tracing`.
 * @param wanted - `manifest`, the package.json of the folder without `private`, and `folders`, the dependencies of each workspace in it.
 * @throws What npm said, if the set cannot be installed.
 */
export function ensureInstalled(name, { manifest, folders = {} }) {
  const hash = createHash('sha256')
    .update(JSON.stringify([manifest, folders]))
    .digest('hex')
    .slice(0, 12);
  const target = fileURLToPath(new URL(`../.cache/separate/${name}-${hash}`, import.meta.url));
  if (existsSync(target)) return target;
  print(`Installing ${name} for the tests (${Object.keys(manifest.dependencies).join(', ')}): only now …`);
  const folder = `${target}.${process.pid}`;
  const write = (part, content) => {
    mkdirSync(join(folder, part), { recursive: true });
    writeFileSync(join(folder, part, 'package.json'), JSON.stringify({ private: true, ...content }));
  };
  write('.', manifest);
  for (const [part, dependencies] of Object.entries(folders)) write(part, { name: part, version: '0.0.0', dependencies });
  const { status, signal, stderr, error } = spawnSync('npm', ARGS, { cwd: folder, encoding: 'utf8', timeout: TEN_MINUTES });
  if (status === 0 && !existsSync(target)) renameSync(folder, target);
  else rmSync(folder, { recursive: true });
  if (status !== 0)
    throw new Error(`${name} could not be installed for the tests. npm ${ARGS.join(' ')}: ${error?.message ?? (signal && `ended by ${signal}`) ?? stderr}`);
  return target;
}
