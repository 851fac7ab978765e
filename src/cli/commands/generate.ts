import { type Arguments, type Command, EXIT } from '../command.ts';
import { KINDS } from '../generate/kinds.ts';
import { planOf } from '../generate/plan.ts';

/** `halyard generate`: files of responses and pages. No file is overwritten. */
export const command: Command = {
  help: `halyard generate <what> [names] [options]

Writes files of your app. It overwrites no file, and says which files it left alone.
The files are TypeScript or JavaScript, as your project is.

What:
${Object.values(KINDS)
  .map(({ usage, summary }) => `  ${usage.padEnd(36)} ${summary}`)
  .join('\n')}

Options:
  --status <number>  the status of the new response, from 200 to 599
  --root <folder>    the folder of your app (default: the nearest folder with a package.json)
  --dry-run          writes nothing, and says what it would write
  --help             this text

Examples:
  npx halyard generate response outOfStock --status 409
  npx halyard generate responses
  npx halyard generate responses notFound forbidden
  npx halyard generate override serverError
  npx halyard generate view 404

Exit codes:
  0  written, or left alone
  1  a file cannot be written, or there is no app
  2  an unknown option, name or status
`,
  options: {
    status: { type: 'string' },
    root: { type: 'string' },
    'dry-run': { type: 'boolean' },
  },
  positionals: Number.POSITIVE_INFINITY,
  run,
};

async function run({ values, positionals: [kind, ...names] }: Arguments): Promise<number> {
  const text = (name: string): string | undefined => values[name] as string | undefined;
  const plan = planOf({ kind, names, status: text('status') });
  if (typeof plan === 'string') return failed(`${plan} See "halyard generate --help".`, EXIT.misused);
  const { appRoot } = await import('../project/app-root.ts');
  const app = appRoot(process.cwd(), text('root'));
  if (typeof app === 'string') return failed(app, EXIT.failed);
  const { writeFiles } = await import('../generate/write-files.ts');
  const options = { root: app.root, dryRun: values['dry-run'] === true, byName: plan.byName };
  const code = await writeFiles(plan.files(app), options);
  if (code === EXIT.done && plan.next !== '' && !options.dryRun) process.stdout.write(`\n${plan.next}\n`);
  return code;
}

function failed(problem: string, code: number): number {
  process.stderr.write(`halyard: ${problem}\n`);
  return code;
}
