import { readFileSync } from 'node:fs';

/** The text of a file, or `undefined` if there is none that can be read. */
export function textOfFile(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** The line from 1 of the first line of a JSON text that has a member of this name, or 1. */
export function lineOf(text: string, name: string): number {
  const hasMember = (line: string): boolean =>
    line
      .split(`"${name}"`)
      .slice(1)
      .some((rest) => rest.trimStart().startsWith(':'));
  const at = text.split('\n').findIndex(hasMember);
  return Math.max(at, 0) + 1;
}
