import { readdir, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Options } from '../core/settings/options.ts';
import { HalyardError } from '../core/values/errors.ts';
import { nodeEnvironment } from '../hosting/node/node-environment.ts';
import { type Engine, folderViews } from './folder-views.ts';
import { loadResponses } from './response-files.ts';

export type { Engine } from './folder-views.ts';

export interface LoadOptions {
  /** The app's folder, where `api/responses/` and `views/` are. */
  readonly root: string;
  /** The folder of the responses, from `root`. Default: `api/responses`. */
  readonly responses?: string;
  /** The folder of the views, from `root`. Default: `views`. `false`: the host has them. */
  readonly views?: string | false;
  /** Template engines by extension, as Express takes them: `{ pug: pug.__express }`. EJS is built in. */
  readonly engines?: Readonly<Record<string, Engine>>;
}

/**
 * Reads an app's folder: `api/responses/*.{js,mjs,cjs,ts,mts,cts}` become responses by their file name, `views/` the pages. Both folders
 * may be missing. Give the result to a host: `halyard(app, await load({ root: import.meta.dirname }))`.
 *
 * @throws HalyardError E_ROOT, E_RESPONSE_FILE, E_NAME_RESERVED, E_VIEW_FILE: at start, naming the file and what is wrong with it.
 */
export async function load(options: LoadOptions): Promise<Pick<Options, 'responses' | 'views'>> {
  const { root, responses = 'api/responses', views = 'views', engines = {} } = checked(options);
  await mustBeFolder(root);
  const development = nodeEnvironment().mode === 'development';
  return {
    responses: await loadResponses(await entriesOf(resolve(root, responses)), resolve(root, responses)),
    views: views === false ? [] : await folderViews(resolve(root, views), engines, development),
  };
}

const KNOWN = ['root', 'responses', 'views', 'engines'];

function checked(options: LoadOptions): LoadOptions {
  const root = (options as LoadOptions | undefined)?.root;
  if (typeof root !== 'string' || root === '') {
    throw new HalyardError('E_ROOT', {
      found: `root: ${String(root)}`,
      expected: "the path of the app's folder",
      todo: 'load({ root: import.meta.dirname }), or __dirname in CommonJS.',
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

/** A folder that is not there has nothing in it; one that cannot be read is a mistake. */
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
