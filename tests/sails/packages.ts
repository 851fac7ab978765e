import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Installs Sails 1.5 where it is missing. Returns its folder. */
export const { ensureSails } = (await import(new URL('../../scripts/sails.mjs', import.meta.url).href)) as { readonly ensureSails: () => string };

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
