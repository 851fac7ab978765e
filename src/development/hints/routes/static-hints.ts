import { existsSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import type { StaticFolder } from '../../../core/ports/route-table.ts';
import { workingFolder } from '../../frames/working-folder.ts';
import { masked } from '../../report/masked.ts';
import type { Hint } from '../../report/report.ts';

const MOST_FOLDERS = 8;

/** The static folders that were searched for the path, with the file that was looked for in each. */
export function staticHints(folders: readonly StaticFolder[], path: string, method: string): readonly Hint[] {
  if (method !== 'GET' && method !== 'HEAD') return [];
  const files = folders.flatMap((one) => {
    const file = fileIn(one, path);
    return file === undefined ? [] : [file];
  });
  if (files.length === 0) return [];
  const lines = files.slice(0, MOST_FOLDERS).map((file) => masked(shown(file), 512));
  const [text] = [lines.length === 1 ? 'The static folder has no such file.' : 'No static folder has such a file.'];
  const page = files.map((file) => `${file}.html`).find((file) => exists(file));
  const missing = folders.find(({ folder }) => !exists(folder));
  return [
    ...(page === undefined ? [] : [{ text: `${masked(shown(page), 512)} exists. Perhaps the request should end with .html.` }]),
    ...(missing === undefined ? [] : [{ text: `The static folder ${masked(shown(missing.folder), 512)} does not exist.` }]),
    ...(files.some((file) => exists(file)) ? [] : [{ text, lines }]),
  ];
}

/** The file that the middleware has looked for. `undefined`: the path is not below the path of the folder, or leads out of it. */
function fileIn({ path: prefix, folder }: StaticFolder, path: string): string | undefined {
  const base = prefix === '/' ? '' : prefix;
  if (path !== base && !path.startsWith(`${base}/`)) return undefined;
  try {
    const root = resolve(folder);
    const file = join(root, decodeURIComponent(path.slice(base.length)));
    return file === root || file.startsWith(root + sep) ? file.replace(/[/\\]$/, '') : undefined;
  } catch {
    return undefined;
  }
}

function shown(file: string): string {
  const own = relative(workingFolder(), file);
  return own.startsWith('..') ? file : own || '.';
}

function exists(file: string): boolean {
  try {
    return existsSync(file);
  } catch {
    return false;
  }
}
