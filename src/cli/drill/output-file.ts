import { accessSync, constants, mkdirSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

/** A file that cannot be written. The message is one sentence for the user. */
export class UnwritableFileError extends Error {
  override readonly name = 'UnwritableFileError';
}

let written = 0;

/**
 * Creates the folder of a file, and checks that the file can be written. So a mistake is found before the work and not after it.
 *
 * @throws UnwritableFileError, with the file and the reason.
 */
export function prepareFile(file: string): void {
  attempt(file, () => {
    const path = targetOf(file);
    mkdirSync(dirname(path), { recursive: true });
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat?.isDirectory()) throw new Error('it is a folder');
    accessSync(stat === undefined || stat.isFile() ? dirname(path) : path, constants.W_OK);
  });
}

/**
 * Writes a file as a whole: a reader sees the old one or the new one. A device or a pipe, such as `/dev/stderr`, is written directly.
 *
 * @throws UnwritableFileError, with the file and the reason.
 */
export function writeWhole(file: string, text: string): void {
  attempt(file, () => {
    const path = targetOf(file);
    mkdirSync(dirname(path), { recursive: true });
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat !== undefined && !stat.isFile()) {
      writeFileSync(path, text);
      return;
    }
    const unfinished = join(dirname(path), `.${basename(path)}.${process.pid}-${written++}`);
    try {
      writeFileSync(unfinished, text, stat === undefined ? {} : { mode: stat.mode & 0o777 });
      renameSync(unfinished, path);
    } finally {
      rmSync(unfinished, { force: true });
    }
  });
}

/** The file that a link names, so that the link stays. A device keeps its name. */
function targetOf(file: string): string {
  const path = resolve(file);
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat?.isFile() ? realpathSync(path) : path;
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'you may not write there',
  EPERM: 'you may not write there',
  EROFS: 'the disk is read-only',
  EISDIR: 'it is a folder',
  EEXIST: 'a part of its path is a file',
  ENOTDIR: 'a part of its path is a file',
  ENOSPC: 'the disk is full',
};

function attempt(file: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new UnwritableFileError(`${file} cannot be written: ${REASONS[code ?? ''] ?? message}.`, { cause: error });
  }
}
