import { parseArgs } from 'node:util';
import { didYouMean } from '../core/values/known-names.ts';
import { type Command, EXIT } from './command.ts';
import { COMMANDS } from './commands/index.ts';
import { withFiles } from './file-options.ts';
import { printVersion } from './version.ts';

/** Runs the command that the arguments name. Returns the exit code. */
export async function run([name, ...rest]: readonly string[]): Promise<number> {
  if (name === '--version' || name === '-v') return printVersion();
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') return help(rest[0]);
  const entry = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (entry === undefined) return misused(`${name.startsWith('-') ? 'There is no option' : 'There is no command'} "${name}".`, name, known());
  const { command } = await entry.load();
  return runCommand(name, command, rest);
}

const known = (): readonly string[] => [...Object.keys(COMMANDS), '--help', '--version'];

async function help(topic?: string): Promise<number> {
  const entry = topic !== undefined && Object.hasOwn(COMMANDS, topic) ? COMMANDS[topic] : undefined;
  if (topic !== undefined && entry === undefined) return misused(`There is no command "${topic}".`, topic, known());
  process.stdout.write(entry === undefined ? overview() : (await entry.load()).command.help);
  return EXIT.done;
}

function overview(): string {
  const commands = Object.entries(COMMANDS).map(([name, { summary }]) => `  ${name.padEnd(10)} ${summary}`);
  return `halyard <command>

${commands.join('\n')}

Options:
  --help     this text; with a command, the help of the command
  --version  the version of Halyard

Examples:
  npx halyard new harbour                                a new app, on Express
  npx halyard new harbour --host koa                     the same on another host
  npx halyard init                                       the lines that add Halyard to this app
  npx halyard generate response outOfStock --status 409  a response of your own
  npx halyard generate view 404                          an error page
  npx halyard responses                                  all responses of this app
  npx halyard doctor                                     the mistakes in its source
  npx halyard drill ./server.js                          plays each error answer of the app
  npx halyard export --for nginx                         its error pages as files, for the time when it is down
  npx halyard down --until 14:00                         takes the app out of service until "halyard up"
  npx halyard show 7K3M-Q9TX                             one failure: its error, source, cause and request
  npx halyard drill --help                               all options of a command

Exit codes:
  0  done
  1  not found, or failed
  2  an unknown command, option or argument
`;
}

async function runCommand(name: string, command: Command, args: readonly string[]): Promise<number> {
  const options = { ...command.options, help: { type: 'boolean', short: 'h' } } as const;
  const unknown = unknownOption(args, Object.entries(options));
  const names = Object.keys(options).map((option) => `--${option}`);
  if (unknown !== undefined) return misused(`"halyard ${name}" has no option "${unknown}".`, unknown, names, name);
  let parsed: ReturnType<typeof parseArgs>;
  try {
    parsed = parseArgs({ args: [...withFiles(args, command.files ?? {})], options, allowPositionals: true });
  } catch (error) {
    return misused((error as Error).message.replace(/[^.!?]$/, '$&.'), '', [], name);
  }
  if (parsed.values['help'] === true) {
    process.stdout.write(command.help);
    return EXIT.done;
  }
  if (parsed.positionals.length > command.positionals) {
    const most = command.positionals === 0 ? 'no argument' : 'at most 1 argument';
    return misused(`"halyard ${name}" takes ${most}, found ${parsed.positionals.length}.`, '', [], name);
  }
  return command.run(parsed);
}

function unknownOption(args: readonly string[], options: readonly (readonly [string, { readonly short?: string }])[]): string | undefined {
  const end = args.indexOf('--');
  return args
    .slice(0, end === -1 ? args.length : end)
    .filter((arg) => /^--?[a-z]/i.test(arg))
    .map((arg) => arg.split('=', 1)[0] as string)
    .find((arg) => !options.some(([name, { short }]) => arg === `--${name}` || arg === `-${short}`));
}

function misused(problem: string, found: string, names: readonly string[], command?: string): number {
  const near = found === '' ? undefined : didYouMean(found, names);
  const help = `See "halyard ${command === undefined ? '' : `${command} `}--help".`;
  process.stderr.write(`halyard: ${[problem, near?.todo, help].filter((part) => part !== undefined).join(' ')}\n`);
  return EXIT.misused;
}
