import { chmodSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { DevelopmentReport } from '../report/report.ts';
import { fittingReport } from '../text/fitting-report.ts';
import { isOwnFolder } from './cache-folder.ts';
import { fileNameOf, isUnfinished, keptNames, MAX_KEPT } from './kept-file.ts';

const MAX_BYTES = 300_000;
const MINUTE = 60_000;

let written = 0;

/**
 * Writes a report into the folder, and removes the oldest ones. The file appears whole or not at all, also when several processes write at once. A second
 * report of the same failure replaces the first. It is synchronous, because it also runs while the process ends.
 *
 * @throws If the folder cannot be written, or another user decides what it is.
 */
export function writeReport(folder: string, report: DevelopmentReport): void {
  const name = fileNameOf(report.time, report.reference);
  const json = name === undefined ? undefined : fittingReport(report, MAX_BYTES);
  if (name === undefined || json === undefined) return;
  prepare(folder);
  const unfinished = join(folder, `.writing-${process.pid}-${written++}`);
  rmSync(unfinished, { force: true });
  writeFileSync(unfinished, json, { mode: 0o600, flag: 'wx' });
  renameSync(unfinished, join(folder, name));
  rotate(folder);
}

function prepare(folder: string): void {
  mkdirSync(dirname(folder), { recursive: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (!isOwnFolder(folder)) throw new Error(`${folder} belongs to another user`);
  // The umask does not matter for a folder that an earlier process has made.
  if (process.getuid !== undefined && (statSync(folder).mode & 0o077) !== 0) chmodSync(folder, 0o700);
}

function rotate(folder: string): void {
  const names = readdirSync(folder);
  for (const name of keptNames(names).slice(0, -MAX_KEPT)) rmSync(join(folder, name), { force: true });
  for (const name of names.filter(isUnfinished)) {
    const path = join(folder, name);
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat !== undefined && Date.now() - stat.mtimeMs > MINUTE) rmSync(path, { force: true });
  }
}
