/** The standard output, as the value of an option that names a file. */
export const STANDARD_OUTPUT = '-';

/**
 * Lets an option stand alone: `--json` means the standard output, `--json report.json` and `--json=report.json` a file. The next argument is the file of the
 * option only if its name ends in one of the endings, so that an entry such as `./server.js` stays an argument. `node:util` has no such options.
 *
 * @param endings - The endings by the name of the option, such as `{ json: ['.json'] }`.
 */
export function withFiles(args: readonly string[], endings: Readonly<Record<string, readonly string[]>>): readonly string[] {
  const end = args.indexOf('--');
  const options = end === -1 ? args : args.slice(0, end);
  const result: string[] = [];
  for (let at = 0; at < options.length; at += 1) {
    const arg = options[at] as string;
    const name = arg.slice(2);
    if (!(arg.startsWith('--') && Object.hasOwn(endings, name))) {
      result.push(arg);
      continue;
    }
    const next = options[at + 1];
    const isFile = next === STANDARD_OUTPUT || (next !== undefined && !next.startsWith('-') && endings[name]?.some((ending) => next.endsWith(ending)));
    result.push(`${arg}=${isFile ? next : STANDARD_OUTPUT}`);
    if (isFile) at += 1;
  }
  return [...result, ...args.slice(options.length)];
}
