import { readdir } from 'node:fs/promises';
import { extname, join, parse } from 'node:path';
import type { ViewEngine } from '../core/ports/view-engine.ts';
import { HalyardError } from '../core/values/errors.ts';
import { isPromiseLike, type MaybePromise } from '../core/values/maybe-promise.ts';
import { compileEjs, type Template } from './ejs-views.ts';
import { hintForView } from './found-files.ts';

/** A template engine in the form that Express takes. It calls back with an error or with the page. */
export type Engine = (path: string, locals: object, callback: (error: unknown, page?: string) => void) => unknown;

/** The views of a folder. */
export interface FolderViews extends ViewEngine {
  /** The names of the views that are named after a status: `404`, `4xx`, `fragments/400`. They were found at start. */
  readonly names: readonly string[];
  /** The file of such a view. */
  fileOf(view: string): string | undefined;
}

/** Folders of views that hold parts of a page. */
export const PARTS = ['fragments/', 'turbo-streams/'] as const;

const ERROR_VIEW = /^(?:[1-5]\d\d|[1-5]xx)\.(\w+)$/;

/**
 * Returns a view engine for the pages of a folder: `404.ejs`, `5xx.ejs`, or another extension with its engine. In production it compiles each EJS page
 * once, here. In development it compiles a page each time it is shown, so that a change is visible after a reload.
 *
 * @param folder the path of the views
 * @param engines engines by file extension, with or without the dot
 * @throws HalyardError E_VIEW_FILE for a page that does not compile
 */
export async function folderViews(folder: string, engines: Readonly<Record<string, Engine>>, development: boolean): Promise<FolderViews> {
  const extensions = extensionsOf(engines);
  const compiled = new Map<string, Template>();
  const find = async (view: string): Promise<string | undefined> => {
    const files = await filesOf(join(folder, view, '..'));
    const base = view.slice(view.lastIndexOf('/') + 1);
    const extension = extensions.find((one) => files.includes(`${base}.${one}`));
    return extension === undefined ? undefined : join(folder, `${view}.${extension}`);
  };
  const template = async (file: string): Promise<Template> => {
    const engine = engines[extname(file).slice(1)] ?? engines[extname(file)];
    return engine === undefined ? compileEjs(file, folder, development) : (locals) => callEngine(engine, file, locals);
  };

  const files = new Map<string, string>();
  for (const part of ['', ...PARTS]) {
    for (const file of await filesOf(join(folder, part))) {
      const name = part + parse(file).name;
      if (extensions.includes(ERROR_VIEW.exec(file)?.[1] ?? '')) files.set(name, (await find(name)) as string);
    }
  }

  // In development, too, a page that does not compile is reported at start.
  for (const [view, file] of files) if (!view.includes('/')) compiled.set(view, await template(file));

  const fresh = async (view: string, locals: Readonly<Record<string, unknown>>): Promise<string | undefined> => {
    const file = await find(view);
    if (file === undefined) return undefined;
    const page = await template(file);
    if (!development) compiled.set(view, page);
    return page(locals);
  };
  const absent = new Set<string>();
  return {
    names: [...files.keys()],
    fileOf: (view) => files.get(view),
    render(view, locals) {
      if (development) return fresh(view, locals);
      const page = compiled.get(view);
      if (page !== undefined) return page(locals);
      // Only names from the app's code get here, and each is looked up once.
      if (absent.has(view) || ERROR_VIEW.test(`${view}.ejs`)) return undefined;
      return fresh(view, locals).then((text) => {
        if (text === undefined) absent.add(view);
        return text;
      });
    },
  };
}

/** The views of a folder that are named after a status, and hints for files that only look like one. */
export async function viewsIn(
  folder: string | undefined,
  engines: Readonly<Record<string, Engine>>,
): Promise<{ readonly names: readonly string[]; readonly folder: string | undefined; readonly misnamed: readonly string[] }> {
  const extensions = extensionsOf(engines);
  const files = folder === undefined ? [] : [...(await filesOf(folder))].sort();
  const isRead = (file: string): boolean => extensions.includes(ERROR_VIEW.exec(file)?.[1] ?? '');
  const names = new Set(files.filter(isRead).map((file) => parse(file).name));
  const misnamed = files.map((file) => (isRead(file) ? undefined : hintForView(file, extensions))).filter((hint) => hint !== undefined);
  return { names: [...names], folder, misnamed };
}

/** The extensions of files that can be rendered, without the dot. EJS is first. */
function extensionsOf(engines: Readonly<Record<string, Engine>>): readonly string[] {
  return ['ejs', ...Object.keys(engines).map((extension) => extension.replace(/^\./, ''))];
}

/** Most engines call back before they return. Then the page is there at once. */
function callEngine(engine: Engine, file: string, locals: Readonly<Record<string, unknown>>): MaybePromise<string> {
  const settled: (() => string)[] = [];
  let settle = (page: () => string): void => void settled.push(page);
  const result: unknown = engine(file, { ...locals }, (error, page) =>
    settle(() => {
      if (error) throw error;
      return page as string;
    }),
  );
  // An engine that is async may reject instead of calling back.
  const returned = isPromiseLike(result) ? result : undefined;
  const [now] = settled;
  if (now !== undefined) {
    returned?.then(undefined, () => {});
    return now();
  }
  return new Promise((resolve, reject) => {
    settle = (page) => {
      try {
        resolve(page());
      } catch (error) {
        reject(error);
      }
    };
    returned?.then(undefined, reject);
  });
}

async function filesOf(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return [];
    throw new HalyardError('E_VIEW_FILE', { found: `${JSON.stringify(folder)}, which cannot be read (${code})`, expected: 'a folder of views', cause: error });
  }
}
