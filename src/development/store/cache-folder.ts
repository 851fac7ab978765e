import { lstatSync, type Stats, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The folder of kept failures: `node_modules/.cache/halyard` of the app. The app is the nearest folder, from `from` upward, that has a package.json and a
 * `node_modules`. In a workspace without a `node_modules` of its own that is the root of the workspaces. `undefined`: there is no such folder.
 */
export function cacheFolder(from: string = process.cwd()): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    if (statOf(join(folder, 'package.json'))?.isFile() && statOf(join(folder, 'node_modules'))?.isDirectory()) {
      return join(folder, 'node_modules', '.cache', 'halyard');
    }
    if (dirname(folder) === folder) return undefined;
  }
}

/**
 * Whether no other user decides what this folder is. Another user could make it a link to a folder of this user, and have files written and removed
 * there. Root may have installed the packages. On Windows there are no such ids.
 */
export function isOwnFolder(folder: string): boolean {
  const uid = process.getuid?.();
  if (uid === undefined) return true;
  const cache = dirname(folder);
  const parents = [dirname(cache), cache].every((path) => isOf(path, [uid, 0]) || uid === 0);
  return parents && isOf(folder, [uid]);
}

/** Whether the path, and what it links to, belong to one of these users. */
function isOf(path: string, uids: readonly number[]): boolean {
  const link = lstatSync(path, { throwIfNoEntry: false });
  const target = statOf(path);
  return link !== undefined && target?.isDirectory() === true && uids.includes(link.uid) && uids.includes(target.uid);
}

function statOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    // A parent that is a file, or one that this user may not look into.
    return undefined;
  }
}
