import { type Stats, statSync } from 'node:fs';
import { resolve } from 'node:path';

const EXTENSIONS = ['.ts', '.mts', '.cts', '.tsx', '.js', '.mjs', '.cjs', '.jsx'];

/** Extensions that TypeScript writes for the file that it compiles: `./routes.js` is `routes.ts`. */
const COMPILED: Readonly<Record<string, readonly string[]>> = { js: ['ts', 'tsx'], mjs: ['mts'], cjs: ['cts'], jsx: ['tsx'] };

/**
 * Finds the file of a path as Node, TypeScript and bundlers do: the path itself, with another extension, or the `index` of a folder.
 *
 * @param path an absolute path, with or without an extension
 * @returns the path of the source file, or `undefined`
 */
export function resolveFile(path: string): string | undefined {
  const [, base = path, extension = ''] = /^(.*)\.([mc]?jsx?)$/.exec(path) ?? [];
  const candidates = [
    path,
    ...(COMPILED[extension] ?? []).map((one) => `${base}.${one}`),
    ...EXTENSIONS.map((one) => path + one),
    ...EXTENSIONS.map((one) => resolve(path, `index${one}`)),
  ];
  return candidates.find((candidate) => SOURCE.test(candidate) && isFile(candidate));
}

const SOURCE = /(?<!\.d)\.[mc]?[jt]sx?$/;

export function isFile(path: string): boolean {
  return statusOf(path)?.isFile() ?? false;
}

export function isFolder(path: string): boolean {
  return statusOf(path)?.isDirectory() ?? false;
}

/** `undefined`: there is nothing, a part of the path is a file, or the path cannot be read. */
function statusOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}
