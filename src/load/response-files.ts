import { stat } from 'node:fs/promises';
import { extname, join, parse } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AppResponse } from '../core/responses/app-response.ts';
import { type DefinedResponse, isDefinedResponse } from '../core/responses/define-response.ts';
import { HalyardError } from '../core/values/errors.ts';
import { placeInside } from './import-failures.ts';
import { placeOfSyntaxError } from './syntax-errors.ts';

/** A response of an app, as a file exports it. */
export type Loaded = DefinedResponse<readonly never[]> | AppResponse;

/** They are a member, because a promise that resolves to a response called `then` would call it. */
export interface LoadedResponses {
  readonly responses: Record<string, Loaded>;
}

const SCRIPTS = new Set(['.js', '.mjs', '.cjs', '.ts', '.mts', '.cts']);
/** Files that may lie in the folder and are not responses. */
const IGNORED = /^\.|\.(?:md|txt|map)$|\.d\.[mc]?ts$|\.(?:test|spec)\.[mc]?[jt]s$/;

/**
 * Loads the responses of a folder, by file name. A file that cannot be a response is reported at start, not at the first request.
 *
 * @param entries the names of the files in the folder
 * @param folder the folder's path
 * @throws HalyardError E_RESPONSE_FILE
 */
export async function loadResponses(entries: readonly string[], folder: string): Promise<LoadedResponses> {
  // The object has no prototype, so that a file called __proto__ is refused and not lost.
  const responses: Record<string, Loaded> = Object.create(null);
  const files = new Map<string, string>();
  for (const entry of entries) {
    if (IGNORED.test(entry)) continue;
    const file = join(folder, entry);
    if (!SCRIPTS.has(extname(entry)) || !(await isFile(file))) {
      throw new HalyardError('E_RESPONSE_FILE', {
        found: file,
        expected: `a file that ends in ${[...SCRIPTS].join(', ')}`,
        todo: 'Move it out of the folder; subfolders and other files are no responses.',
      });
    }
    const { name } = parse(entry);
    const other = files.get(name);
    if (other !== undefined)
      throw new HalyardError('E_RESPONSE_FILE', { found: `${file} beside ${other}`, expected: `one file for res.${name}()`, todo: 'Remove one of them.' });
    files.set(name, file);
    responses[name] = responseOf(await importFile(file), file);
  }
  return { responses };
}

/** @throws HalyardError E_RESPONSE_FILE for a link to a file that does not exist */
async function isFile(file: string): Promise<boolean> {
  try {
    return !(await stat(file)).isDirectory();
  } catch (error) {
    throw new HalyardError('E_RESPONSE_FILE', {
      found: `${file}, which cannot be read (${(error as NodeJS.ErrnoException).code})`,
      expected: 'a file, or a link to one',
      cause: error,
    });
  }
}

/** Finds the response in the module of a file. @throws HalyardError E_RESPONSE_FILE */
export function responseOf(module: Readonly<Record<string, unknown>>, file: string): Loaded {
  let exported = module['default'];
  // CommonJS that a compiler wrote from an ES module keeps the default export one level down.
  if (typeof exported === 'object' && exported !== null && 'default' in exported) exported = exported.default;
  const isClass = typeof exported === 'function' && /^class\b/.test(Function.prototype.toString.call(exported));
  if (isDefinedResponse(exported) || (typeof exported === 'function' && !isClass)) return exported as Loaded;
  const names = Object.keys(module).filter((name) => name !== 'default' && name !== 'module.exports');
  const found =
    exported === undefined
      ? `no default export${names.length > 0 ? ` (but ${names.join(', ')})` : ''}`
      : `a default export of type ${exported === null ? 'null' : isClass ? 'class' : typeof exported}`;
  throw new HalyardError('E_RESPONSE_FILE', {
    found: `${found} in ${file}`,
    expected: 'a function called with this = { req, res }, or a defineResponse()',
    todo: 'export default function (data) { return this.res.json(data); }',
  });
}

/** Node reads TypeScript itself from 22.18 on. Earlier versions need a flag. */
const readsTypeScript = Boolean((process.features as { typescript?: unknown }).typescript);

async function importFile(file: string): Promise<Readonly<Record<string, unknown>>> {
  try {
    return await importScript(file);
  } catch (error) {
    const place = await placeOfSyntaxError(file);
    const inside = place === undefined ? await placeInside(file, error) : undefined;
    const reason = String((error as Error)?.message ?? error)
      .split('\n', 1)[0]
      ?.trimEnd();
    throw new HalyardError('E_RESPONSE_FILE', {
      found: `${place === undefined ? file : `${file}:${place}`}, which fails when it is loaded: ${reason}${inside === undefined ? '' : ` (at ${inside})`}`,
      cause: error,
    });
  }
}

/** A tool that runs the app, such as tsx or Jest, reads TypeScript as the app sets it up. So it comes first. */
async function importScript(file: string): Promise<Readonly<Record<string, unknown>>> {
  try {
    return await import(pathToFileURL(file).href);
  } catch (error) {
    if (readsTypeScript || !/\.[mc]?ts$/.test(file)) throw error;
    return importTypeScript(file);
  }
}

/** Node 20 cannot read TypeScript itself. jiti is loaded only there, and only for a TypeScript file. */
async function importTypeScript(file: string): Promise<Readonly<Record<string, unknown>>> {
  const { createJiti } = await import('jiti');
  const module: unknown = await createJiti(import.meta.url, { interopDefault: false }).import(file);
  // For `module.exports = function` jiti returns the exports themselves.
  return typeof module === 'function' ? { default: module } : (module as Readonly<Record<string, unknown>>);
}
