import { relative } from 'node:path';
import { TARGETS } from '../../export/targets/index.ts';
import { type Arguments, type Command, EXIT } from '../command.ts';

const targets = Object.entries(TARGETS).map(([name, { summary }]) => `  ${name.padEnd(12)} ${summary}`);

/** `halyard export`: writes the error answers of an app as files, with the configuration of a proxy that serves them while the app is down. */
export const command: Command = {
  help: `halyard export [entry] [options]
halyard export --check <address> [options]

It writes the error answers of your app as files, for the time when the app itself is down. With --for, it also writes the configuration of a proxy.
The app starts in a process of its own, in production mode. Halyard answers before your middleware. Your routes do not run, and your logs get no record.
With --inline, it also asks your app for the style sheets, scripts and pictures of a page.

The entry is the file that exports the app or starts its server. Without it, the scripts and "main" of package.json name it.

Options:
  --for <targets>            the proxies and CDNs, with commas: nginx,caddy (default: pages alone)
  --out <folder>             the folder of the files (default: dist/errors)
  --statuses <list>          only these statuses: 404,502 (default: each one that a proxy answers by itself)
  --languages <tags>         each of these languages, the default first: en,de
  --inline                   puts style sheets, pictures and fonts into the pages. The app is asked for them
  --upstream <address>       the address of the app, as the proxy reaches it (default: http://127.0.0.1:1337)
  --folder <path>            the folder with the files of the target, as the proxy reads it (default: /srv/app/errors)
  --retry <seconds>          Retry-After of 429, 502, 503 and 504 (default: 30)
  --maintenance-file <path>  the file that exists during maintenance, as the proxy reads it
  --export <name>            the export of the entry that is the app (default: found by itself)
  --node-env <name>          NODE_ENV of the app (default: production)
  --timeout <seconds>        how long the app may take to start (default: 30)
  --help                     this text

With --check, it writes nothing. It asks the proxy of a stopped app, and says what is wrong with the answers:
  --check <address>          the address of the proxy: http://localhost:8080
  --json                     the report as JSON
  --strict                   a warning fails the check too
  --insecure                 accepts a certificate that nobody has signed
  --timeout <seconds>        how long it waits for an answer

Targets:
${targets.join('\n')}

An export replaces and removes only files that an earlier export has written into the folder. Two exports of one app are equal.

Examples:
  npx halyard export --for nginx
  npx halyard export ./server.js --out dist/errors --for nginx,caddy --languages en,de
  npx halyard export --statuses 404,502,503 --inline
  npx halyard export --check http://localhost:8080

Exit codes:
  0  the files were written, or the check has found nothing wrong
  1  the app could not start, or did not answer, or the check has found something
  2  an unknown option or argument, no such entry, or a folder with other files
`,
  options: {
    for: { type: 'string' },
    out: { type: 'string' },
    statuses: { type: 'string' },
    languages: { type: 'string' },
    inline: { type: 'boolean' },
    upstream: { type: 'string' },
    folder: { type: 'string' },
    retry: { type: 'string' },
    'maintenance-file': { type: 'string' },
    export: { type: 'string' },
    'node-env': { type: 'string' },
    timeout: { type: 'string' },
    check: { type: 'string' },
    json: { type: 'boolean' },
    strict: { type: 'boolean' },
    insecure: { type: 'boolean' },
  },
  positionals: 1,
  run,
};

async function run({ values, positionals: [typed] }: Arguments): Promise<number> {
  const { exportRun, OptionError } = await import('../export/export-options.ts');
  const { findEntry } = await import('../source/find-entry.ts');
  try {
    const wanted = exportRun(values);
    if (values['check'] !== undefined) return await check(String(values['check']), typed, values, wanted.pages.timeout);
    for (const name of ['json', 'strict', 'insecure']) if (values[name] === true) throw new OptionError(`--${name} belongs to --check.`);
    const entry = findEntry(process.cwd(), typed);
    if (entry === undefined) return noEntry(typed, values['for']);
    const { runExport } = await import('../export/run-export.ts');
    return await runExport(relative(process.cwd(), entry.file), wanted);
  } catch (error) {
    if (!(error instanceof OptionError)) throw error;
    process.stderr.write(`halyard: ${error.message} See "halyard export --help".\n`);
    return EXIT.misused;
  }
}

async function check(
  address: string,
  entry: string | undefined,
  { json, strict, insecure }: Arguments['values'],
  patience: number | undefined,
): Promise<number> {
  const { runCheck } = await import('../export/check.ts');
  if (entry === undefined) return runCheck(address, { json: json === true, strict: strict === true, insecure: insecure === true, patience });
  process.stderr.write(`halyard: --check needs no entry. Found "${entry}". See "halyard export --help".\n`);
  return EXIT.misused;
}

function noEntry(typed: string | undefined, wanted: Arguments['values'][string]): number {
  if (typed !== undefined && Object.hasOwn(TARGETS, typed)) {
    const names = [...(typeof wanted === 'string' ? wanted.split(',') : []), typed].map((name) => name.trim()).filter((name) => name !== '');
    process.stderr.write(`halyard: "${typed}" is a target, and not a source file. Name the targets with commas and without spaces: --for ${names.join(',')}\n`);
    return EXIT.misused;
  }
  const problem =
    typed === undefined
      ? 'No entry was found. Expected a file in scripts.start or "main" of package.json, or server, app, main or index as .js or .ts, also in src/.'
      : `There is no source file "${typed}". Expected the file that starts the app, or its folder.`;
  process.stderr.write(`halyard: ${problem} Name it: npx halyard export ./server.js\n`);
  return EXIT.misused;
}
