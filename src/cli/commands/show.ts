import { type Arguments, type Command, EXIT } from '../command.ts';
import type { ShowOptions } from '../show/show-options.ts';
import { typedReference } from '../show/typed-reference.ts';

/** If the failure is kept, the command waits so long for a log on its input. */
const PATIENCE = 2_000;

/** `halyard show`: the kept failures of the app, or those in the log lines of the standard input. */
export const command: Command = {
  help: `halyard show [reference] [options]

Without a reference it lists the last failures of the app in this folder, the newest first.
With a reference it shows that failure: the error, its source, cause, request, and what production sends.
You can type the reference in any case, without its dash, or only its first letters.

With log lines on the standard input, it reads those: each record of the reference, in order.

Options:
  --last      the newest failure of this folder
  --markdown  as Markdown, for a coding agent
  --json      as JSON
  --open      opens the first line of the app in your editor (needs the package launch-editor)
  --help      this text

Examples:
  npx halyard show
  npx halyard show 7K3M-Q9TX
  npx halyard show 7k3m
  npx halyard show --last --markdown
  npx halyard show --last --open
  kubectl logs app | npx halyard show
  kubectl logs app | npx halyard show 7K3M-Q9TX

Exit codes:
  0    shown
  1    not found, or the editor cannot be opened
  2    an unknown option, or an argument that is no reference
  130  stopped with Ctrl+C
`,
  options: {
    last: { type: 'boolean' },
    markdown: { type: 'boolean' },
    json: { type: 'boolean' },
    open: { type: 'boolean' },
  },
  positionals: 1,
  run,
};

async function run({ values, positionals: [typed] }: Arguments): Promise<number> {
  const reference = typed === undefined ? undefined : typedReference(typed);
  if (typed !== undefined && reference === undefined) return misused(`"${typed}" is no reference. Expected its letters, such as 7K3M-Q9TX.`);
  if (values['markdown'] && values['json']) return misused('Choose one of --markdown and --json.');
  if (values['last'] && typed !== undefined) return misused('Choose one of --last and a reference.');
  const options: ShowOptions = { format: values['json'] ? 'json' : values['markdown'] ? 'markdown' : 'terminal', open: values['open'] === true };
  const { isKept, listKept, showKept } = await import('../show/show-kept.ts');
  if (values['last']) return showKept(undefined, options);
  if (!options.open) {
    const { pipedInput } = await import('../logs/piped-input.ts');
    const input = await pipedInput((await isKept(reference)) ? PATIENCE : undefined);
    if (input !== undefined) return (await import('../logs/show-logs.ts')).showLogs(input, reference, options);
  }
  return reference === undefined && !options.open ? listKept(options) : showKept(reference, options);
}

function misused(problem: string): number {
  process.stderr.write(`halyard: ${problem} See "halyard show --help".\n`);
  return EXIT.misused;
}
