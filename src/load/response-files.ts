import { stat } from 'node:fs/promises';
import { extname, join, parse } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AppResponse } from '../core/responses/app-response.ts';
import { type DefinedResponse, isDefinedResponse } from '../core/responses/define-response.ts';
import { HalyardError } from '../core/values/errors.ts';

type Loaded = DefinedResponse<readonly never[]> | AppResponse;

const SCRIPTS = new Set(['.js', '.mjs', '.cjs', '.ts', '.mts', '.cts']);
/** What may lie in the folder without being a response. */
const IGNORED = /^\.|\.(?:md|txt|map)$|\.d\.[mc]?ts$|\.(?:test|spec)\.[mc]?[jt]s$/;

/** The responses of a folder, by file name. A file that cannot be one is named here, and not found out at the first request. */
export async function loadResponses(entries: readonly string[], folder: string): Promise<Record<string, Loaded>> {
  // No prototype: a file called __proto__ is a name to refuse, not one to lose.
  const responses: Record<string, Loaded> = Object.create(null);
  const files = new Map<string, string>();
  for (const entry of entries) {
    if (IGNORED.test(entry)) continue;
    const file = join(folder, entry);
    if (!SCRIPTS.has(extname(entry)) || (await stat(file)).isDirectory()) {
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
  return responses;
}

function responseOf(module: Readonly<Record<string, unknown>>, file: string): Loaded {
  let exported = module['default'];
  // CommonJS that a compiler wrote from an ES module has its default one level down.
  if (typeof exported === 'object' && exported !== null && 'default' in exported) exported = exported.default;
  if (isDefinedResponse(exported) || typeof exported === 'function') return exported as Loaded;
  const names = Object.keys(module).filter((name) => name !== 'default' && name !== 'module.exports');
  const found =
    exported === undefined
      ? `no default export${names.length > 0 ? ` (but ${names.join(', ')})` : ''}`
      : `a default export of type ${exported === null ? 'null' : typeof exported}`;
  throw new HalyardError('E_RESPONSE_FILE', {
    found: `${found} in ${file}`,
    expected: 'a function called with this = { req, res }, or a defineResponse()',
    todo: 'export default function (data) { return this.res.json(data); }',
  });
}

/** From Node 22.18 on, and earlier behind a flag. */
const readsTypeScript = Boolean((process.features as { typescript?: unknown }).typescript);

async function importFile(file: string): Promise<Readonly<Record<string, unknown>>> {
  try {
    if (/\.[mc]?ts$/.test(file) && !readsTypeScript) return await importTypeScript(file);
    return await import(pathToFileURL(file).href);
  } catch (error) {
    throw new HalyardError('E_RESPONSE_FILE', {
      found: `${file}, which fails when it is loaded: ${String((error as Error)?.message ?? error).split('\n', 1)[0]}`,
      cause: error,
    });
  }
}

/** Node 20 cannot read TypeScript by itself; jiti is loaded only there, and only when there is a file for it. */
async function importTypeScript(file: string): Promise<Readonly<Record<string, unknown>>> {
  const { createJiti } = await import('jiti');
  const module: unknown = await createJiti(import.meta.url, { interopDefault: false }).import(file);
  // `module.exports = function`: jiti gives the exports themselves.
  return typeof module === 'function' ? { default: module } : (module as Readonly<Record<string, unknown>>);
}
