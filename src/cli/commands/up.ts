import { resolve } from 'node:path';
import { maintenanceFile } from '../../maintenance/file-path.ts';
import { type Arguments, type Command, EXIT } from '../command.ts';

/** `halyard up`: puts the app back into service. */
export const command: Command = {
  help: `halyard up [options]

Ends the outage of "halyard down": removes the file that the app watches, and waits until the processes have seen it.
The links and cookies that opened the app are void. A process that answers a request with a 503 at this moment finishes that answer.

Options:
  --file <file>  the file that the app watches (default: HALYARD_MAINTENANCE_FILE, or else .halyard/maintenance.json beside package.json)
  --help         this text

Examples:
  npx halyard up
  npx halyard up --file /run/shop/maintenance.json

Exit codes:
  0  the app is in service, or it was not down
  1  the file cannot be removed
  2  an unknown option, or a value that cannot be used
`,
  options: { file: { type: 'string' } },
  positionals: 0,
  run,
};

async function run({ values }: Arguments): Promise<number> {
  const typed = values['file'] as string | undefined;
  if (typed === '') {
    process.stderr.write('halyard: --file is empty. Expected the path of the file that the app watches. See "halyard up --help".\n');
    return EXIT.misused;
  }
  const { bringUp } = await import('../maintenance/bring-up.ts');
  return bringUp(typed === undefined ? maintenanceFile() : resolve(typed));
}
