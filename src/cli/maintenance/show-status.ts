import { EXIT } from '../command.ts';
import { folderHint } from './folder-hint.ts';
import { exemptLine, outageLines, processList, row } from './outage-lines.ts';
import { readStored } from './outage-store.ts';
import { witnesses } from './processes.ts';

/** Says whether the app is down. Returns the exit code. */
export function showStatus(file: string): number {
  const stored = readStored(file);
  if ('problem' in stored) {
    process.stdout.write(`The app is down, but its file cannot be used: ${stored.problem}.\n${row('File', file)}\n`);
    return EXIT.failed;
  }
  const { outage } = stored;
  if (outage === undefined) {
    process.stdout.write(`${[`The app is in service. There is no file ${file}`, folderHint(file)].filter(Boolean).join('\n')}\n`);
    return EXIT.done;
  }
  const answered = witnesses(file).filter((witness) => witness.outage === outage.id);
  const seen = row('In force in', answered.length === 0 ? 'no process that has confirmed it' : processList(answered));
  process.stdout.write(`${['The app is down:', ...outageLines(outage, { file }), ...exemptLine(answered), seen].join('\n')}\n`);
  return EXIT.done;
}
