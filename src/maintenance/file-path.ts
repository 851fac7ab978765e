import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** The variable that names the file. It wins over the options, so that every container of an app can share a volume. */
const FILE_VARIABLE = 'HALYARD_MAINTENANCE_FILE';

/** The file below the folder of an app, if nothing else is named. */
const DEFAULT_FILE = '.halyard/maintenance.json';

/**
 * The absolute path of the maintenance file. The app and the commands find it in the same way: below the nearest folder with a package.json.
 *
 * @param root the folder to start from
 */
export function maintenanceFile({ file, root = process.cwd() }: { readonly file?: string | undefined; readonly root?: string | undefined } = {}): string {
  const named = process.env[FILE_VARIABLE];
  if (named !== undefined && named !== '') return resolve(named);
  return file === undefined ? join(packageFolder(resolve(root)), DEFAULT_FILE) : resolve(root, file);
}

function packageFolder(start: string): string {
  for (let at = start; ; at = dirname(at)) {
    if (existsSync(join(at, 'package.json'))) return at;
    if (dirname(at) === at) return start;
  }
}
