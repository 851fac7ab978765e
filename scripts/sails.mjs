// The Sails for the tests. It is installed once, as an app installs it, in a separate folder.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { print } from './debian.mjs';

const wanted = readFileSync(new URL('../tests/sails/packages.json', import.meta.url), 'utf8');
const { dependencies } = JSON.parse(wanted);

/** Its folder. Other versions have another folder. */
export const SAILS = fileURLToPath(new URL(`../.cache/sails/${Object.values(dependencies).join('-')}`, import.meta.url));

/** Installs it where it is missing. Returns its folder. If two processes do so at the same time, the first one wins. */
export function ensureSails() {
  if (existsSync(SAILS)) return SAILS;
  print('Installing Sails 1.5 for the tests of its hook: only now …');
  const folder = `${SAILS}.${process.pid}`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), wanted);
  const args = ['install', '--prefer-offline', '--no-audit', '--no-fund', '--no-package-lock', '--ignore-scripts', '--loglevel=error'];
  const { status, stderr } = spawnSync('npm', args, { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(`Sails could not be installed for the tests of its hook. npm ${args.join(' ')}: ${stderr}`);
  if (existsSync(SAILS)) rmSync(folder, { recursive: true });
  else renameSync(folder, SAILS);
  return SAILS;
}

/** Links every package of a `node_modules` into another one, so that an app has a separate folder without a copy. */
export function linkAll(from, to) {
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from)) {
    if (name.startsWith('@')) linkAll(join(from, name), join(to, name));
    else symlinkSync(join(from, name), join(to, name), 'junction');
  }
}
