import { readdir, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Options } from '../core/settings/options.ts';
import { HalyardError } from '../core/values/errors.ts';
import type { NothingLeft } from '../core/values/nothing-left.ts';
import { nodeEnvironment } from '../hosting/node/node-environment.ts';
import { type Engine, folderViews } from './folder-views.ts';
import { importedResponses, type ResponseImports } from './imported-responses.ts';
import { loadResponses } from './response-files.ts';

export type { Engine } from './folder-views.ts';
export type { ResponseImports } from './imported-responses.ts';

/** Options of `load`. */
export interface LoadOptions {
  /** The folder of your app, which holds `api/responses/` and `views/`. */
  readonly root: string;
  /**
   * The folder of your responses, relative to `root`. In a bundle the files are not there: pass their modules instead, by name or by path. Default:
   * `api/responses`.
   *
   * @example
   * await load({ root, responses: import.meta.glob('./api/responses/*.ts') });
   */
  readonly responses?: string | ResponseImports;
  /** The folder of your views, relative to `root`. `false`: Halyard reads no views, because the host renders them. Default: `views`. */
  readonly views?: string | false;
  /** Template engines by file extension, in the form that Express takes: `{ pug: pug.__express }`. EJS is built in. Default: none. */
  readonly engines?: Readonly<Record<string, Engine>>;
}

/**
 * Reads the folder of an app. Each file `api/responses/*.{js,mjs,cjs,ts,mts,cts}` becomes a response with the name of the file, and `views/`
 * holds the pages. Both folders may be missing. Pass the result to a host.
 *
 * @example
 * halyard(app, await load({ root: import.meta.dirname }));
 *
 * @throws HalyardError E_ROOT, E_OPTION_UNKNOWN, E_RESPONSE_FILE, E_VIEW_FILE. The message names the file and the mistake.
 */
export async function load(options: LoadOptions): Promise<Pick<Options, 'responses' | 'views'>> {
  const { root, responses = 'api/responses', views = 'views', engines = {}, ...left } = checked(options);
  left satisfies NothingLeft;
  await mustBeFolder(root);
  const development = nodeEnvironment().mode === 'development';
  return {
    responses: typeof responses === 'string' ? await folderResponses(resolve(root, responses)) : await importedResponses(responses),
    views: views === false ? [] : await folderViews(resolve(root, views), engines, development),
  };
}

async function folderResponses(folder: string): Promise<NonNullable<Options['responses']>> {
  return loadResponses(await entriesOf(folder), folder);
}

const KNOWN = Object.keys({ root: true, responses: true, views: true, engines: true } satisfies Record<keyof LoadOptions, true>);

/** A bundler may leave `import.meta.dirname` undefined, and it leaves the files of an app where they are. */
const IN_A_BUNDLE =
  'In a bundle, name the folder of the deployed app, such as process.cwd(), copy views/ into it, and pass the response files: load({ root, responses: { outOfStock } }).';

function checked(options: LoadOptions): LoadOptions {
  const root = (options as LoadOptions | undefined)?.root;
  if (typeof root !== 'string' || root === '') {
    throw new HalyardError('E_ROOT', {
      found: `root: ${String(root)}`,
      expected: "the path of the app's folder",
      todo: `load({ root: import.meta.dirname }), or __dirname in CommonJS. ${IN_A_BUNDLE}`,
    });
  }
  const unknown = Object.keys(options).find((name) => !KNOWN.includes(name));
  if (unknown !== undefined) throw new HalyardError('E_OPTION_UNKNOWN', { found: `"${unknown}" for load()`, expected: `one of ${KNOWN.join(', ')}` });
  return options;
}

async function mustBeFolder(root: string): Promise<void> {
  const found = await stat(root).catch((error: NodeJS.ErrnoException) => error);
  if (found instanceof Error)
    throw new HalyardError('E_ROOT', {
      found: `${JSON.stringify(root)}, which cannot be read (${found.code})`,
      expected: "the path of the app's folder",
      cause: found,
    });
  if (!found.isDirectory()) throw new HalyardError('E_ROOT', { found: `${JSON.stringify(root)}, which is a file`, expected: "the path of the app's folder" });
}

/** A folder that does not exist counts as empty. A folder that cannot be read is a mistake. */
async function entriesOf(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return [];
    throw new HalyardError('E_ROOT', {
      found: `${JSON.stringify(folder)}, which cannot be read (${code})`,
      expected: 'a folder of response files',
      cause: error,
    });
  }
}
