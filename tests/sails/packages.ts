import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const WANTED = readFileSync(new URL('packages.json', import.meta.url), 'utf8');
const { dependencies } = JSON.parse(WANTED) as { readonly dependencies: Readonly<Record<string, string>> };

/** Where Sails 1.5 is installed: once, out of the way of our own packages. */
export const SAILS = join(ROOT, '.cache/sails', Object.values(dependencies).join('-'));

/** Installs them where they are missing; gives where. Of two that do so at the same time the first one has it. */
export function ensureSails(): string {
  if (existsSync(SAILS)) return SAILS;
  const folder = `${SAILS}.${process.pid}`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), WANTED);
  npm(folder, 'install', '--prefer-offline', '--no-audit', '--no-fund', '--no-package-lock', '--ignore-scripts');
  if (existsSync(SAILS)) rmSync(folder, { recursive: true });
  else renameSync(folder, SAILS);
  return SAILS;
}

/** Runs npm in a folder; gives what it prints. */
export function npm(cwd: string, ...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync('npm', args, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`npm ${args.join(' ')}: ${stderr}${stdout}`);
  return stdout;
}

/** A `node_modules` of an app's own, with everything in it that is installed above. */
export function linkSails(app: string): void {
  linkAll(join(SAILS, 'node_modules'), join(app, 'node_modules'));
}

/** The hook as npm puts it there; Halyard as it is built. */
export function linkHook(app: string): void {
  const modules = join(app, 'node_modules');
  symlinkSync(ROOT, join(modules, 'halyard'), 'junction');
  cpSync(join(ROOT, 'sails-hook'), join(modules, 'sails-hook-halyard'), { recursive: true });
}

function linkAll(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from)) {
    if (name.startsWith('@')) linkAll(join(from, name), join(to, name));
    else symlinkSync(join(from, name), join(to, name), 'junction');
  }
}
