import { relative } from 'node:path';
import { type Arguments, type Command, EXIT } from '../command.ts';

/** `halyard doctor`: what is wrong in the source and in the files around an app, without running it. */
export const command: Command = {
  help: `halyard doctor [entry] [options]

Reads the source of an app and the files around it, and reports what breaks its error answers. Nothing of the app runs.
The entry is the file that starts the app, or its folder. Without it, the scripts and "main" of package.json name it.

Options:
  --json  as JSON: { entry, hosts, files, findings: [{ code, what, file, line, todo }], checked }
  --help  this text

Examples:
  npx halyard doctor
  npx halyard doctor src/server.ts
  npx halyard doctor --json

Exit codes:
  0  nothing found
  1  findings, or no entry
  2  an unknown option or argument
`,
  options: { json: { type: 'boolean' } },
  positionals: 1,
  run,
};

async function run({ values, positionals: [typed] }: Arguments): Promise<number> {
  const { findEntry } = await import('../source/find-entry.ts');
  const folder = process.cwd();
  const entry = findEntry(folder, typed);
  if (entry === undefined) return noEntry(typed);
  const { diagnose } = await import('../doctor/diagnose.ts');
  const { jsonText, terminalText } = await import('../doctor/output.ts');
  const { steps } = await import('../doctor/steps.ts');
  const step = steps(process.stderr);
  const diagnosis = diagnose(entry, (count) => step(`halyard: ${count} files read: ${relative(folder, entry.root) || '.'}`));
  step('');
  process.stdout.write(values['json'] === true ? jsonText(diagnosis, folder) : terminalText(diagnosis, folder));
  return diagnosis.findings.length === 0 ? EXIT.done : EXIT.failed;
}

function noEntry(typed: string | undefined): number {
  const problem =
    typed === undefined
      ? 'No entry was found. Expected a file in scripts.start or "main" of package.json, or server, app, main or index as .js or .ts, also in src/.'
      : `There is no source file "${typed}". Expected the file that starts the app, or its folder.`;
  process.stderr.write(`halyard: ${problem} Name it: npx halyard doctor src/server.ts\n`);
  return EXIT.failed;
}
