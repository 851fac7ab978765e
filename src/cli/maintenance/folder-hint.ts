import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { maintenanceFile } from '../../maintenance/file-path.ts';

/** What to do if the command runs outside of an app: then the file is in this folder, and no app watches it. */
export function folderHint(file: string): string | undefined {
  const isHere = file === maintenanceFile() && file === join(process.cwd(), '.halyard', 'maintenance.json');
  if (!isHere || existsSync(resolve('package.json'))) return undefined;
  return 'No package.json is in this folder or above it. Run the command in the folder of the app, or name the file: --file <file>';
}
