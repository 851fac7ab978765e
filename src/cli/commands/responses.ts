import { join, relative } from 'node:path';
import { type Arguments, type Command, EXIT } from '../command.ts';
import { appRoot } from '../project/app-root.ts';

/** `halyard responses`: the responses of this app, with their status and file. */
export const command: Command = {
  help: `halyard responses [options]

Lists every response of the app in this folder: the built-in ones, those that a file in api/responses/ replaces, and your own.
It loads the files of api/responses/, and does not start the app. A file that cannot be loaded is listed as broken, with its error.
Responses that your code passes to Halyard in another way are not listed.

Options:
  --json           as JSON
  --root <folder>  the folder of your app (default: the nearest folder with a package.json)
  --help           this text

Examples:
  npx halyard responses
  npx halyard responses --root apps/shop
  npx halyard responses --json

Exit codes:
  0  listed
  1  a response is broken, or there is no app
  2  an unknown option or argument
`,
  options: { json: { type: 'boolean' }, root: { type: 'string' } },
  positionals: 0,
  run,
};

async function run({ values }: Arguments): Promise<number> {
  const app = appRoot(process.cwd(), values['root'] as string | undefined);
  if (typeof app === 'string') return failed(app);
  const { listResponses } = await import('../responses/response-list.ts');
  const folder = join(app.root, 'api/responses');
  let list: Awaited<ReturnType<typeof listResponses>>;
  try {
    list = await listResponses(folder);
  } catch (error) {
    return failed(`${folder} cannot be read: ${(error as Error).message}`);
  }
  if (values['json'] === true) {
    process.stdout.write(`${JSON.stringify({ folder, ...list }, null, 2)}\n`);
  } else {
    const { terminal } = await import('../show/terminal.ts');
    const { responseTable } = await import('../responses/response-table.ts');
    const shown = relative(process.cwd(), folder).replaceAll('\\', '/');
    process.stdout.write(responseTable(list, { paint: terminal().paint, folder: shown }));
  }
  return list.responses.some(({ kind }) => kind === 'broken') ? EXIT.failed : EXIT.done;
}

function failed(problem: string): number {
  process.stderr.write(`halyard: ${problem}\n`);
  return EXIT.failed;
}
