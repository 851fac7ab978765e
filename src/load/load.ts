import { readdir, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { ViewEngine } from '../core/ports/view-engine.ts';
import type { Options } from '../core/settings/options.ts';
import { HalyardError } from '../core/values/errors.ts';
import { refuseUnknown } from '../core/values/known-names.ts';
import type { NothingLeft } from '../core/values/nothing-left.ts';
import { quote } from '../core/values/quote.ts';
import { nodeEnvironment } from '../hosting/node/node-environment.ts';
import { withRehearsal } from '../hosting/shared/rehearsal.ts';
import { withStartLines } from '../hosting/shared/start-lines.ts';
import { type Engine, type FolderViews, folderViews, viewsIn } from './folder-views.ts';
import { startLines } from './found-files.ts';
import { importedResponses, type ResponseImports } from './imported-responses.ts';
import { type RehearsalMode, rehearsalOf } from './rehearsal/rehearse.ts';
import { type LoadedResponses, loadResponses } from './response-files.ts';

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
  /**
   * Whether each error view is rendered once at start, with every status that it serves and without a user. The page is kept. If the view fails later, the
   * client gets this copy. `'warn'` or `true`: a view that cannot be rendered is logged with its file and line. `'refuse'`: the app does not start.
   * `false`: no view is rendered at start. Default: `'warn'` in production, `false` in development.
   *
   * @example
   * halyard(app, await load({ root, rehearse: 'refuse' }));
   */
  readonly rehearse?: boolean | RehearsalMode;
}

/**
 * Reads the folder of an app. Each file `api/responses/*.{js,mjs,cjs,ts,mts,cts}` becomes a response with the name of the file, and `views/`
 * holds the pages. Both folders may be missing, unless you name them. Pass the result to a host. In development it logs what was found.
 *
 * @example
 * halyard(app, await load({ root: import.meta.dirname }));
 *
 * @throws HalyardError E_ROOT, E_OPTION, E_OPTION_UNKNOWN, E_RESPONSE_FILE, E_VIEW_FILE. The message names the file and the mistake.
 */
export async function load(options: LoadOptions): Promise<Pick<Options, 'responses' | 'views'>> {
  const { root, responses = 'api/responses', views = 'views', engines = {}, rehearse, ...left } = checked(options);
  left satisfies NothingLeft;
  await mustBeFolder(root);
  const folderOf = (path: unknown): string | undefined => (typeof path === 'string' ? resolve(root, path) : undefined);
  const folders = { responses: folderOf(responses), views: folderOf(views) };
  for (const name of ['responses', 'views'] as const) if (options[name] !== undefined) await mustExist(name, folders[name]);
  const development = nodeEnvironment().mode === 'development';
  const loaded = {
    ...(folders.responses === undefined ? await importedResponses(responses as ResponseImports) : await folderResponses(folders.responses)),
    views: folders.views === undefined ? [] : rehearsedViews(await folderViews(folders.views, engines, development), rehearse ?? !development),
  };
  if (!development) return loaded;
  const found = { names: Object.keys(loaded.responses), folder: folders.responses };
  return withStartLines(loaded, startLines(found, await viewsIn(folders.views, engines)));
}

/** The rehearsal runs when the views are mounted. */
function rehearsedViews(views: FolderViews, rehearse: boolean | RehearsalMode): ViewEngine {
  return rehearse === false || views.names.length === 0 ? views : withRehearsal(views, rehearsalOf(views, rehearse === 'refuse' ? rehearse : 'warn'));
}

async function folderResponses(folder: string): Promise<LoadedResponses> {
  return loadResponses(await entriesOf(folder), folder);
}

/** The app has named this folder, so its name is a mistake if it does not exist. A folder that cannot be read is reported where it is read. */
async function mustExist(option: 'responses' | 'views', folder: string | undefined): Promise<void> {
  if (folder === undefined) return;
  const found = await stat(folder).catch((error: NodeJS.ErrnoException) => error);
  if (found instanceof Error ? found.code !== 'ENOENT' && found.code !== 'ENOTDIR' : found.isDirectory()) return;
  throw new HalyardError('E_ROOT', {
    found: `the option ${option}: ${JSON.stringify(folder)}, which ${found instanceof Error ? `does not exist (${found.code})` : 'is a file'}`,
    expected: `the folder of your ${option}, relative to the option root`,
    todo: `Create it, or correct the option. Without the option, load() reads ${option === 'responses' ? 'api/responses/' : 'views/'} if it exists.`,
  });
}

const KNOWN = Object.keys({ root: true, responses: true, views: true, engines: true, rehearse: true } satisfies Record<keyof LoadOptions, true>);

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
  refuseUnknown(options, KNOWN, (name) => `${quote(name)} for load()`);
  const { rehearse } = options;
  if (rehearse !== undefined && typeof rehearse !== 'boolean' && rehearse !== 'warn' && rehearse !== 'refuse') {
    throw new HalyardError('E_OPTION', { found: `rehearse: ${quote(rehearse)} for load()`, expected: "true, false, 'warn' or 'refuse'" });
  }
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
