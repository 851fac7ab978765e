import { resolve } from 'node:path';
import { maintenanceFile } from '../../maintenance/file-path.ts';
import { type Arguments, type Command, EXIT } from '../command.ts';

/** `halyard down`: takes the app out of service. */
export const command: Command = {
  help: `halyard down [options]

Takes the app out of service: every request gets a 503, before a handler of the app runs. "halyard up" ends the outage.
The app needs the option maintenance: maintenance() of halyard/maintenance. Each process of the app watches the file that this command writes.
The command waits until the processes have seen it, and says which ones.

If the app is down already, the command changes the outage. It keeps what you do not name.

Options:
  --retry <seconds>   the header Retry-After (default: 300)
  --until <time>      when you expect to end the outage: 14:00 (local time, today or tomorrow), 14:00Z (UTC) or 2026-11-30T14:00.
                      Retry-After then has the seconds until that time. The app does not open by itself.
  --message <text>    what visitors read in addition
  --secret [word]     makes a link that opens the app in your browser. Without a word, Halyard makes the secret
  --no-secret         removes the secret, so that no link and no cookie opens the app
  --file <file>       the file that the app watches (default: HALYARD_MAINTENANCE_FILE, or else .halyard/maintenance.json beside package.json)
  --processes <n>     waits up to 10 s for this many processes, and fails if fewer confirm the outage
  --no-wait           does not wait for the processes, for an app that is not running
  --status            changes nothing, and says whether the app is down
  --help              this text

Examples:
  npx halyard down --retry 600
  npx halyard down --until 14:00 --message "We move to a larger harbour." --secret
  npx halyard down --until 15:00
  npx halyard down --until "" --message ""
  npx halyard down --status

Exit codes:
  0  the app is down, and at least one process has confirmed it (with --no-wait: the file is written)
  1  the file cannot be written, no process or too few have confirmed it, one of them has not seen it in time, or another command has changed it
  2  an unknown option, or a value that cannot be used
`,
  options: {
    retry: { type: 'string' },
    until: { type: 'string' },
    message: { type: 'string' },
    secret: { type: 'string' },
    'no-secret': { type: 'boolean' },
    file: { type: 'string' },
    processes: { type: 'string' },
    'no-wait': { type: 'boolean' },
    status: { type: 'boolean' },
  },
  // The word may have any ending.
  files: { secret: [''] },
  positionals: 0,
  run,
};

async function run({ values }: Arguments): Promise<number> {
  const typed = values['file'] as string | undefined;
  if (typed === '') return misused('--file is empty. Expected the path of the file that the app watches.');
  const file = typed === undefined ? maintenanceFile() : resolve(typed);
  if (values['status'] === true) return (await import('../maintenance/show-status.ts')).showStatus(file);
  const expected = values['processes'] as string | undefined;
  if (expected !== undefined && !/^[1-9]\d{0,3}$/.test(expected))
    return misused(`--processes is ${JSON.stringify(expected)}. Expected the number of processes, such as 4.`);
  if (expected !== undefined && values['no-wait'] === true) return misused('Choose one of --processes and --no-wait.');
  const { nextOutage } = await import('../maintenance/next-outage.ts');
  const { readStored } = await import('../maintenance/outage-store.ts');
  const stored = readStored(file);
  const before = 'outage' in stored ? stored.outage : undefined;
  const next = nextOutage(values, { before, now: new Date() });
  if (typeof next === 'string') return misused(next);
  if ('problem' in stored) process.stderr.write(`halyard: ${file} is replaced, because ${stored.problem}.\n`);
  const { takeDown } = await import('../maintenance/take-down.ts');
  return takeDown(file, next, {
    isChange: before !== undefined,
    waits: values['no-wait'] !== true,
    expected: expected === undefined ? undefined : Number(expected),
  });
}

function misused(problem: string): number {
  process.stderr.write(`halyard: ${problem} See "halyard down --help".\n`);
  return EXIT.misused;
}
