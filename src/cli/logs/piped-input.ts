import { fstatSync } from 'node:fs';
import type { Readable } from 'node:stream';

/** After this time the command says that it waits for its input. */
const NOTICE = 2_000;

/**
 * The standard input, if it is a pipe or a file with data. `undefined`: it is a terminal, or empty. With `patience`, a pipe without data for so many
 * milliseconds counts as empty: a program that starts the command may leave its input open.
 */
export async function pipedInput(patience: number | undefined): Promise<Readable | undefined> {
  if (!isPiped()) return undefined;
  const input = process.stdin;
  const hasData = await new Promise<boolean>((resolve) => {
    const timer = setTimeout(() => {
      if (patience === undefined) process.stderr.write('halyard: waiting for log lines on the standard input\n');
      else resolve(false);
    }, patience ?? NOTICE);
    const answer = (data: boolean): void => {
      clearTimeout(timer);
      resolve(data);
    };
    input.once('readable', () => answer(input.readableLength > 0));
    input.once('end', () => answer(false));
    input.once('error', () => answer(false));
  });
  if (hasData) return input;
  input.destroy();
  return undefined;
}

function isPiped(): boolean {
  try {
    const stat = fstatSync(0);
    return stat.isFIFO() || stat.isSocket() || (stat.isFile() && stat.size > 0);
  } catch {
    // The standard input is closed.
    return false;
  }
}
