import { relative } from 'node:path';
import { type Arguments, type Command, EXIT } from '../command.ts';
import { appRoot } from '../project/app-root.ts';

/** `halyard init`: what an existing app needs for Halyard. */
export const command: Command = {
  help: `halyard init [entry] [options]

Finds the host and the entry of an app, and prints the lines that mount Halyard, with their place. It edits no source file.
It writes what is missing: the folders api/responses/ and views/, a test that drills the app, and FLASH_SECRET in .env.example.
It overwrites no file. The entry is the file that starts your app. Without it, the scripts and "main" of package.json name it.

Options:
  --root <folder>  the folder of your app (default: the nearest folder with a package.json)
  --dry-run        writes nothing, and says what it would write
  --help           this text

Examples:
  npx halyard init
  npx halyard init src/server.ts
  npx halyard init --root apps/shop

Exit codes:
  0  the lines are printed, or Halyard is mounted already
  1  no app, no host or several apps were found, or a file cannot be written
  2  an unknown option or argument
`,
  options: { root: { type: 'string' }, 'dry-run': { type: 'boolean' } },
  positionals: 1,
  run,
};

async function run({ values, positionals: [entry] }: Arguments): Promise<number> {
  const app = appRoot(process.cwd(), values['root'] as string | undefined);
  if (typeof app === 'string') return failed(app);
  const { findHost } = await import('../init/find-host.ts');
  const host = findHost(app, entry);
  if (typeof host === 'string') return failed(host);
  const { mountText } = await import('../init/mount-text.ts');
  process.stdout.write(`${mountText(host, app)}\n\n`);
  const { writeMissing } = await import('../init/write-missing.ts');
  const { file } = host.app.entry;
  const dryRun = values['dry-run'] === true;
  const code = await writeMissing(app, file, dryRun);
  if (code === EXIT.done && !dryRun) process.stdout.write(nextSteps(file));
  return code;
}

function nextSteps(file: string): string {
  const entry = relative(process.cwd(), file).replaceAll('\\', '/');
  return `
Check it:
  npx halyard doctor${' '.repeat(entry.length + 2)}  mistakes in the source
  npx halyard drill ./${entry}  every error answer
`;
}

function failed(problem: string): number {
  process.stderr.write(`halyard: ${problem}\n`);
  return EXIT.failed;
}
