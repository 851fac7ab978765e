import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isAppFrame, stackFrames } from '../core/values/stack-frames.ts';
import { placeOfSyntaxError } from './syntax-errors.ts';

/**
 * The place of a failure inside a file that was imported, as `file:line:column`: a syntax error in a file that it imports in turn, or the line that threw.
 * `undefined`: the error does not tell, and no file has a syntax error.
 */
export async function placeInside(file: string, error: unknown): Promise<string | undefined> {
  const { name, message, stack } = (typeof error === 'object' ? (error ?? {}) : {}) as Partial<Error>;
  if (typeof stack !== 'string') return undefined;
  if (name === 'SyntaxError' || String(message).startsWith('ParseError')) return placeOfImport(stack) ?? (await placeInImports(file));
  return placeOfThrow(stack);
}

/** Node writes the place above the stack if a module has no export of a name. */
function placeOfImport(stack: string): string | undefined {
  const [, url, line] = /^(file:\/\/\S+):(\d+)\n/.exec(stack) ?? [];
  return url === undefined ? undefined : `${fileURLToPath(url)}:${line}`;
}

/** The frames above the loader of modules. Below it is the code that has called `load()`. */
function placeOfThrow(stack: string): string | undefined {
  const frames = stackFrames(stack);
  const loader = frames.findIndex((frame) => /^at async |node:internal\/(?:modules|deps)|node:vm|[\\/]jiti[\\/]/.test(frame));
  const above = frames.slice(0, loader === -1 ? 0 : loader);
  const frame = above.find(isAppFrame) ?? above[0] ?? '';
  const place = frame.endsWith(')') ? frame.slice(frame.lastIndexOf('(') + 1, -1) : frame.slice('at '.length);
  const [position] = /:\d+:\d+$/.exec(place) ?? [];
  if (position === undefined) return undefined;
  return place.startsWith('file:') ? `${fileURLToPath(place.slice(0, -position.length))}${position}` : place;
}

const MOST_FILES = 200;

/** A relative path in quotes, which may be that of an import. Files of packages are not searched. */
const RELATIVE_PATH = /['"](\.\.?\/[^'"\n]{1,200})['"]/g;

/** Parses the files that a file imports, one after the other, up to the first one with a syntax error. */
async function placeInImports(start: string): Promise<string | undefined> {
  const files = [start];
  for (let at = 0; at < files.length && at < MOST_FILES; at++) {
    const file = files[at] as string;
    const source = await readFile(file, 'utf8').catch(() => undefined);
    if (source === undefined) continue;
    const place = await placeOfSyntaxError(file);
    if (place !== undefined) return `${file}:${place}`;
    for (const [, path] of source.matchAll(RELATIVE_PATH))
      files.push(...candidates(join(file, '..', path as string)).filter((other) => !files.includes(other)));
  }
  return undefined;
}

const EXTENSIONS = ['ts', 'js', 'mts', 'mjs', 'cts', 'cjs'];

/** The files that an import may mean. TypeScript imports `./a.ts` as `./a.js`, and a compiler adds extensions. */
function candidates(path: string): readonly string[] {
  const [, base, kind] = /^(.*)\.([mc]?)js$/.exec(path) ?? [];
  if (base !== undefined) return [path, `${base}.${kind}ts`];
  if (/\.[mc]?ts$/.test(path)) return [path];
  return /\.json$/.test(path) ? [] : EXTENSIONS.flatMap((extension) => [`${path}.${extension}`, join(path, `index.${extension}`)]);
}
