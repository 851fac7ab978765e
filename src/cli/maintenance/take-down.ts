import { EXIT } from '../command.ts';
import { folderHint } from './folder-hint.ts';
import type { NextOutage } from './next-outage.ts';
import { exemptLine, outageLines, processList, row } from './outage-lines.ts';
import { writeStored } from './outage-store.ts';
import { type Processes, processCount, waitForDown } from './processes.ts';

/** Writes the outage, waits for the processes, and says what is true now. Returns the exit code. */
export async function takeDown(
  file: string,
  { outage, secret }: NextOutage,
  { isChange, waits, expected }: { readonly isChange: boolean; readonly waits: boolean; readonly expected?: number | undefined },
): Promise<number> {
  try {
    writeStored(file, outage);
  } catch (error) {
    process.stderr.write(notWritten(file, error as NodeJS.ErrnoException));
    return EXIT.failed;
  }
  const lines = outageLines(outage, { file, secret });
  if (!waits) {
    process.stdout.write(`${['The file is written:', ...lines].join('\n')}\n`);
    return EXIT.done;
  }
  const processes = await waitForDown(file, outage.id, expected);
  const { answered } = processes;
  const problem = problemOf(processes, { file, expected });
  const title = isChange ? 'The app was down already. The outage is changed:' : 'The app is down:';
  const seen = answered.length === 0 ? [] : [...exemptLine(answered), row('In force in', processList(answered))];
  const text = [problem === undefined ? title : 'The file is written:', ...lines, ...seen, '', 'End the outage:', '  npx halyard up'];
  process.stdout.write(`${text.join('\n')}\n`);
  if (problem === undefined) return EXIT.done;
  process.stderr.write(problem);
  return EXIT.failed;
}

function problemOf(
  { answered, missing, isReplaced }: Processes,
  { file, expected = 1 }: { readonly file: string; readonly expected?: number | undefined },
): string | undefined {
  if (isReplaced === true)
    return 'halyard: another command has changed or ended the outage in the meantime. Run "npx halyard down --status" to see what is true now.\n';
  if (missing.length > 0) {
    return `halyard: ${processList(missing)} did not see the outage in time. A busy process sees it later, and a process that has ended never does. Run "npx halyard down --status" to look again.\n`;
  }
  const count = processCount(answered);
  if (count >= expected) return undefined;
  const hint = folderHint(file);
  if (count > 0) return `halyard: ${count} of ${expected} processes have confirmed the outage. Perhaps requests still reach the others.\n`;
  return `halyard: no process has confirmed the outage. The file is written, but perhaps requests still reach the app.
${hint === undefined ? '' : `  - ${hint}\n`}  - Does the app have the option maintenance: maintenance() of halyard/maintenance?
  - Does it watch this file? ${file}
    Set HALYARD_MAINTENANCE_FILE for the app and for this command, or name the file: --file <file>
  - May the user of the app read the file, and write into the folder ${file}.seen?
  - If the app is not running, use --no-wait.
`;
}

function notWritten(file: string, { code, message }: NodeJS.ErrnoException): string {
  return `halyard: ${file} cannot be written (${code ?? message}). Run the command as the user of the app, or name a file in a folder that can be written: set HALYARD_MAINTENANCE_FILE for the app and for this command.\n`;
}
