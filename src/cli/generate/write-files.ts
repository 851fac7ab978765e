import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join, parse, relative } from 'node:path';
import { EXIT } from '../command.ts';
import type { NewFile } from './response-file.ts';

/** Where the files go, and whether they are written at all. */
export interface WriteOptions {
  /** The folder of the app. */
  readonly root: string;
  /** Writes nothing, and says what would be written. */
  readonly dryRun: boolean;
  /** A file with the same name and another extension stands for the same thing, as in `api/responses/`. */
  readonly byName?: boolean;
}

/**
 * Writes new files, and prints a line for each of them. A file that exists stays as it is.
 *
 * @returns the exit code: 1 if a file cannot be written
 */
export async function writeFiles(files: readonly NewFile[], options: WriteOptions): Promise<number> {
  for (const file of files) {
    try {
      process.stdout.write(`${await lineOf(file, options)}\n`);
    } catch (error) {
      process.stderr.write(`halyard: ${shown(file.path, options)} cannot be written: ${(error as Error).message}\n`);
      return EXIT.failed;
    }
  }
  return EXIT.done;
}

async function lineOf({ path, text }: NewFile, options: WriteOptions): Promise<string> {
  const { root, dryRun } = options;
  const taken = await takenBy(path, options);
  if (taken !== undefined) return `left alone   ${shown(taken, options)}`;
  if (dryRun) return `would write  ${shown(path, options)}`;
  const target = join(root, path);
  await mkdir(dirname(target), { recursive: true });
  try {
    await writeFile(target, text, { flag: 'wx' });
  } catch (error) {
    // Another process was faster, or a link leads nowhere.
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return `left alone   ${shown(path, options)}`;
    throw error;
  }
  return `wrote        ${shown(path, options)}`;
}

/** The path of the file that stands there already. On some disks, names that differ only in case are one file. */
async function takenBy(path: string, { root, byName = false }: WriteOptions): Promise<string | undefined> {
  const { dir, base, name } = parse(path);
  const present = await readdir(join(root, dir)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const same = present.find((entry) => entry.toLowerCase() === base.toLowerCase());
  const found = same ?? (byName ? present.find((entry) => /^\.[mc]?[jt]s$/.test(parse(entry).ext) && parse(entry).name === name) : undefined);
  return found === undefined ? undefined : `${dir}/${found}`;
}

/** The path as a person in this folder types it. */
function shown(path: string, { root }: WriteOptions): string {
  return relative(process.cwd(), join(root, path)).replaceAll('\\', '/') || '.';
}
