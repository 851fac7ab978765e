import { randomBytes } from 'node:crypto';
import {
  chownSync,
  closeSync,
  existsSync,
  fchownSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { type OutageFile, outageText, parseOutage } from '../../maintenance/outage-file.ts';
import { ABSENT } from '../../maintenance/watch-file.ts';
import { witnessFolder } from '../../maintenance/witness.ts';

/** The file as it is: no file, an outage, or a file that cannot be used. */
export type Stored = { readonly outage: OutageFile | undefined } | { readonly problem: string };

/** Reads the maintenance file. */
export function readStored(file: string): Stored {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    return ABSENT.includes(code) ? { outage: undefined } : { problem: `it cannot be read (${code})` };
  }
  try {
    return { outage: parseOutage(text) };
  } catch (error) {
    return { problem: (error as Error).message };
  }
}

/**
 * Writes the file in one step, so that no process reads a half of it. Only its owner may read it. If root writes it, it belongs to the owner of the folder,
 * so that the user of the app may read it.
 */
export function writeStored(file: string, outage: OutageFile): void {
  const target = targetOf(file);
  const folder = dirname(target);
  const owner = makeFolder(folder);
  // Before the file: a process that reads the file writes its note into this folder.
  if (!existsSync(witnessFolder(file))) makeFolder(witnessFolder(file));
  const temporary = join(folder, `.${basename(target)}.${randomBytes(6).toString('hex')}`);
  const handle = openSync(temporary, 'wx', 0o600);
  try {
    writeFileSync(handle, outageText(outage));
    if (process.getuid?.() === 0) fchownSync(handle, owner.uid, owner.gid);
    fsyncSync(handle);
    closeSync(handle);
    removeEmptyFolder(target);
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** Removes the file. Returns whether there was one. */
export function removeStored(file: string): boolean {
  const target = targetOf(file);
  try {
    if (!removeEmptyFolder(target)) unlinkSync(target);
    return true;
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (ABSENT.includes(code)) return false;
    throw error;
  }
}

/** Docker makes a folder in place of a mounted file that does not exist. Returns whether there was one. */
function removeEmptyFolder(path: string): boolean {
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  if (isFolder) rmdirSync(path);
  return isFolder;
}

/** Where a link leads to, also while the file does not exist. A link to a file that several releases share must stay a link. */
function targetOf(file: string): string {
  let target = file;
  for (let links = 0; links < 20; links += 1) {
    if (lstatSync(target, { throwIfNoEntry: false })?.isSymbolicLink() !== true) return target;
    target = resolve(dirname(target), readlinkSync(target));
  }
  return target;
}

interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/** Makes a folder that belongs to the owner of the folder above it. Returns its owner. */
function makeFolder(folder: string): Owner {
  if (existsSync(folder)) return statSync(folder);
  const owner = makeFolder(dirname(folder));
  mkdirSync(folder, 0o755);
  if (process.getuid?.() === 0) chownSync(folder, owner.uid, owner.gid);
  // The state of one machine is not for the repository.
  if (basename(folder) === '.halyard') {
    writeFileSync(join(folder, '.gitignore'), '*\n');
    if (process.getuid?.() === 0) chownSync(join(folder, '.gitignore'), owner.uid, owner.gid);
  }
  return owner;
}
