import { spawnSync } from 'node:child_process';
import { cpSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const sails = (await import(new URL('../../scripts/sails.mjs', import.meta.url).href)) as {
  readonly SAILS: string;
  readonly ensureSails: () => string;
  readonly linkAll: (from: string, to: string) => void;
};

/** The folder where Sails 1.5 is installed. Installs it if it is missing. */
export const { SAILS, ensureSails } = sails;

/** Installs packages in a folder of their own. */
export const { ensureInstalled } = (await import(new URL('../../scripts/separate-install.mjs', import.meta.url).href)) as {
  readonly ensureInstalled: (name: string, wanted: { readonly manifest: { readonly dependencies: Readonly<Record<string, string>> } }) => string;
};

/** Runs npm in a folder. Returns its output. */
export function npm(cwd: string, ...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync('npm', args, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`npm ${args.join(' ')}: ${stderr}${stdout}`);
  return stdout;
}

/** A separate `node_modules` for an app, with links to everything that is installed in the shared folder. */
export function linkSails(app: string): void {
  sails.linkAll(join(SAILS, 'node_modules'), join(app, 'node_modules'));
}

/** The hook as npm installs it, and Halyard as built. */
export function linkHook(app: string): void {
  const modules = join(app, 'node_modules');
  symlinkSync(ROOT, join(modules, 'halyard'), 'junction');
  cpSync(join(ROOT, 'sails-hook'), join(modules, 'sails-hook-halyard'), { recursive: true });
}
