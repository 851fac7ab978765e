// The Sails of the tests: installed once, as an app installs it, out of the way of our own packages.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { say } from './debian.mjs';

const wanted = readFileSync(new URL('../tests/sails/packages.json', import.meta.url), 'utf8');
const { dependencies } = JSON.parse(wanted);

/** Its folder; with other versions it is another one. */
export const SAILS = fileURLToPath(new URL(`../.cache/sails/${Object.values(dependencies).join('-')}`, import.meta.url));

/** Installs it where it is missing; gives where. Of two that do so at the same time the first one has it. */
export function ensureSails() {
  if (existsSync(SAILS)) return SAILS;
  say('Installing Sails 1.5 for the tests of its hook: only now …');
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
