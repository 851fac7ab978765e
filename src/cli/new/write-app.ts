import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { NewFile } from '../generate/response-file.ts';

/** What a folder may have, and still counts as empty: a repository without files, and what macOS leaves. */
const NO_FILES = ['.git', '.DS_Store'];

/** Why an app cannot be written into a folder, or `undefined`. */
export function obstacle(folder: string): string | undefined {
  let found: readonly string[];
  try {
    found = readdirSync(folder).filter((name) => !NO_FILES.includes(name));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    return code === 'ENOTDIR' ? `${folder} is a file, or lies in one. Choose another name.` : message;
  }
  if (found.length === 0) return undefined;
  const some = found.slice(0, 3).join(', ');
  return `${folder} has files (${some}${found.length > 3 ? ', …' : ''}). Choose another name, or an empty folder: "halyard new" changes no file that exists.`;
}

/** Writes the files. None of them exists: if one appears meanwhile, it stays as it is. */
export function writeApp(folder: string, files: readonly NewFile[]): void {
  for (const { path, text } of files) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text, { flag: 'wx' });
  }
}
