import { statSync } from 'node:fs';

/** Whether a path leads to a folder. It does not, if a part of it is a file. */
export function isFolder(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  } catch {
    return false;
  }
}
