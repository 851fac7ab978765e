import { type Arguments, type Command, EXIT } from '../command.ts';
import type { WantedOutputs } from '../drill/write-outputs.ts';
import { STANDARD_OUTPUT } from '../file-options.ts';

/** `halyard drill`: plays each error answer of an app, and reports what is wrong. */
export const command: Command = {
  help: `halyard drill <entry or address> [options]

It plays each response of your app in each format and situation, and real faults of a server. It checks each answer.
Your routes do not run: no mail is sent, and no row is written.

The entry is a file that exports the app, a function that makes it, or Halyard options. The address is that of a running development server.

Options:
  --only <names>       only these responses, with commas: notFound,serverError
  --situations <file>  a file with your own situations, such as a signed-in user
  --languages <tags>   also each of these languages: de,fr
  --export <name>      the export of the entry that is the app (default: found by itself)
  --node-env <name>    NODE_ENV of the app (default: production)
  --timeout <seconds>  how long the app may take to start (default: 30)
  --strict             a warning fails the run too
  --json [file]        the report as JSON, without bodies
  --sarif [file]       as SARIF 2.1.0, for GitHub code scanning
  --junit [file]       as JUnit XML, for Jenkins, GitLab and others
  --html [file]        as a page for people, with each answer as a browser shows it
  --help               this text

Without a file, the output goes to the standard output, instead of the text. A file ends in .json, .sarif, .xml or .html.
For a file with another ending, write --json=<file>. A missing folder is created.

Examples:
  npx halyard drill ./server.js
  npx halyard drill ./server.js --html report.html
  npx halyard drill ./server.js --strict --sarif drill.sarif --junit drill.xml
  npx halyard drill ./server.js --json | jq .counts
  npx halyard drill ./app.ts --export createApp --only notFound,serverError
  npx halyard drill http://localhost:1337

Exit codes:
  0  no errors (with --strict: no findings)
  1  findings, or the drill could not run
  2  an unknown option or argument, no such entry, or a file that cannot be written
`,
  options: {
    json: { type: 'string' },
    sarif: { type: 'string' },
    junit: { type: 'string' },
    html: { type: 'string' },
    strict: { type: 'boolean' },
    only: { type: 'string' },
    situations: { type: 'string' },
    languages: { type: 'string' },
    export: { type: 'string' },
    'node-env': { type: 'string' },
    timeout: { type: 'string' },
  },
  files: { json: ['.json'], sarif: ['.sarif', '.json'], junit: ['.xml'], html: ['.html', '.htm'] },
  positionals: 2,
  run,
};

async function run({ values, positionals: [entry, more] }: Arguments): Promise<number> {
  if (entry === undefined) return misused('Name the file that exports your app, such as ./server.js, or the address of a development server.');
  if (more !== undefined) return misused(`Expected one file or address, found "${entry}" and "${more}". For an output of any name, write --json=${more}.`);
  const seconds = values['timeout'] === undefined ? undefined : Number(values['timeout']);
  if (seconds !== undefined && !(seconds > 0 && seconds <= 86_400)) {
    return misused(`--timeout is a number of seconds, such as 30. Found "${values['timeout']}".`);
  }
  const only = namesOf(values['only']);
  if (only?.length === 0) return misused('--only needs the name of a response, such as notFound.');
  const { OUTPUT_NAMES } = await import('../drill/write-outputs.ts');
  const wanted: WantedOutputs = OUTPUT_NAMES.flatMap((name) => (values[name] === undefined ? [] : [[name, String(values[name])] as const]));
  if (wanted.some(([, file]) => file === '')) return misused('The name of an output file is empty.');
  const files = wanted.map(([, file]) => file);
  const twice = files.find((file, index) => files.indexOf(file) !== index);
  if (twice !== undefined) {
    return misused(
      twice === STANDARD_OUTPUT ? 'Only one output can go to the standard output. Give the others a file.' : `Two outputs have the same file, ${twice}.`,
    );
  }
  const { playAndReport } = await import('../drill/play-and-report.ts');
  return playAndReport({
    entry,
    wanted,
    strict: values['strict'] === true,
    situations: textOf(values['situations']),
    options: {
      only,
      languages: namesOf(values['languages']),
      nodeEnv: textOf(values['node-env']),
      exportName: textOf(values['export']),
      timeout: seconds === undefined ? undefined : seconds * 1_000,
    },
  });
}

function namesOf(value: unknown): readonly string[] | undefined {
  if (typeof value !== 'string') return undefined;
  return value
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function misused(problem: string): number {
  process.stderr.write(`halyard: ${problem} See "halyard drill --help".\n`);
  return EXIT.misused;
}
