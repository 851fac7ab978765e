import { readFileSync } from 'node:fs';

/** The text of a file, or `undefined` if there is none that can be read. */
export function textOfFile(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** The line from 1 of the first line of a text that a pattern matches, or 1. */
export function lineOf(text: string, pattern: RegExp): number {
  const at = text.split('\n').findIndex((line) => pattern.test(line));
  return Math.max(at, 0) + 1;
}
