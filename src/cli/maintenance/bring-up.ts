import { EXIT } from '../command.ts';
import { folderHint } from './folder-hint.ts';
import { processList } from './outage-lines.ts';
import { removeStored } from './outage-store.ts';
import { waitForUp, witnesses } from './processes.ts';

/** Removes the file, waits for the processes, and says what is true now. Returns the exit code. */
export async function bringUp(file: string): Promise<number> {
  // Before the file is gone: a process that sees it removes its note.
  const known = witnesses(file);
  try {
    if (!removeStored(file)) {
      process.stdout.write(`${[`The app is not down. There is no file ${file}`, folderHint(file)].filter(Boolean).join('\n')}\n`);
      return EXIT.done;
    }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    process.stderr.write(`halyard: ${file} cannot be removed (${code ?? message}). The app stays down. Run the command as the owner of its folder.\n`);
    return EXIT.failed;
  }
  const { answered, missing } = await waitForUp(file, known);
  process.stdout.write(answered.length === 0 ? 'The app is in service.\n' : `The app is in service, in ${processList(answered)}.\n`);
  if (missing.length > 0)
    process.stderr.write(`halyard: ${processList(missing)} did not see it in 2 s. A busy process sees it later, and a process that has ended never does.\n`);
  return EXIT.done;
}
