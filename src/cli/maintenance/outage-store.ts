import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  existsSync,
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
import { asOwner } from './as-owner.ts';

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

/** Writes the file in one step, so that no process reads a half of it. Only its owner may read it. */
export function writeStored(file: string, outage: OutageFile): void {
  const target = targetOf(file);
  // Before the file: a process that reads the file writes its note into this folder.
  makeFolder(witnessFolder(file));
  makeFolder(dirname(target));
  asOwner(dirname(target), () => {
    const temporary = join(dirname(target), `.${basename(target)}.${randomBytes(6).toString('hex')}`);
    const handle = openSync(temporary, 'wx', 0o600);
    try {
      try {
        writeFileSync(handle, outageText(outage));
        fsyncSync(handle);
      } finally {
        closeSync(handle);
      }
      removeEmptyFolder(target);
      renameSync(temporary, target);
    } catch (error) {
      rmSync(temporary, { force: true });
      throw error;
    }
  });
}

/** Removes the file. Returns whether there was one. */
export function removeStored(file: string): boolean {
  try {
    const target = targetOf(file);
    asOwner(dirname(target), () => {
      if (!removeEmptyFolder(target)) unlinkSync(target);
    });
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

/**
 * Where a link leads to, also while the file does not exist. A link to a file that several releases share must stay a link. In a folder such as /tmp,
 * another user can place a link. It may lead to the files of that user only.
 */
function targetOf(file: string): string {
  let target = file;
  for (let links = 0; links < 20; links += 1) {
    const link = lstatSync(target, { throwIfNoEntry: false });
    if (link?.isSymbolicLink() !== true) return target;
    const next = resolve(dirname(target), readlinkSync(target));
    const isTrusted = [0, process.geteuid?.()].includes(link.uid) || statSync(existing(dirname(next))).uid === link.uid;
    if (!isTrusted) throw Object.assign(new Error(`${target} is a link of another user`), { code: 'a link of another user' });
    target = next;
  }
  return target;
}

/** The folder, or the nearest one above it that exists. */
function existing(folder: string): string {
  return existsSync(folder) ? folder : existing(dirname(folder));
}

/** Makes a folder for the owner of the folder above it. Everybody may enter it, whatever the umask is: the app and its proxy look for the file. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  asOwner(dirname(folder), () => {
    mkdirSync(folder, 0o755);
    chmodSync(folder, 0o755);
    // The state of one machine is not for the repository.
    if (basename(folder) === '.halyard') writeFileSync(join(folder, '.gitignore'), '*\n', { flag: 'wx' });
  });
}
