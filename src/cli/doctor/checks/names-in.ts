import { readdirSync } from 'node:fs';

/** The sorted names in a folder. None, if it does not exist, is a file, or cannot be read. */
export function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}
