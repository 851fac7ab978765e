import { dirname } from 'node:path';

/** The working directory. If it was removed while the app runs, it is the folder of the file that Node started. */
export function workingFolder(): string {
  try {
    return process.cwd();
  } catch {
    return dirname(process.argv[1] ?? process.execPath);
  }
}
