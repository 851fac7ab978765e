import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, extname, join, parse, relative, sep } from 'node:path';
import { workingFolder } from './working-folder.ts';

/** The folders whose source files may be shown. */
export interface AppFolders {
  /** The folder of the app: the nearest one above the working directory with a package.json. Paths are shown relative to it. */
  readonly root: string;
  readonly folders: readonly Folder[];
}

interface Folder {
  readonly path: string;
  /** Only the files directly in the folder: it is the home folder or the root of the disk, which holds more than an app. */
  readonly isShallow: boolean;
}

/** The files of source code and of templates. Files of settings and keys are not among them. */
const SOURCES: ReadonlySet<string> = new Set(
  '.js .mjs .cjs .jsx .ts .mts .cts .tsx .ejs .pug .jade .hbs .handlebars .mustache .njk .nunjucks .liquid .eta .edge .twig .vue .svelte .astro .marko .html .htm'.split(
    ' ',
  ),
);
const MAX_LEVELS = 12;

/** Whether the file is one of source code or of a template, by its name. */
export function isSourceName(path: string): boolean {
  return SOURCES.has(extname(path).toLowerCase());
}

let known: { readonly cwd: string; readonly folders: AppFolders } | undefined;

/** The folders of the running app: of the working directory, of its monorepo, and of the file that Node started. */
export function appFolders(): AppFolders {
  const cwd = workingFolder();
  if (known?.cwd !== cwd) known = { cwd, folders: foldersOf(cwd, process.argv[1]) };
  return known.folders;
}

/** The folders of an app by its working directory and by the file that Node started. */
export function foldersOf(cwd: string, started: string | undefined): AppFolders {
  const root = packageOf(cwd) ?? cwd;
  const main = started === undefined ? undefined : dirname(realOf(started) ?? started);
  // A runner such as tsx or Vitest is no part of the app.
  const mains = main === undefined || main.includes(`${sep}node_modules`) ? [] : [packageOf(main) ?? main];
  const paths = [root, ...mains].flatMap((path) => [path, repositoryOf(path)]).map((path) => realOf(path) ?? path);
  return { root: paths[0] as string, folders: [...new Set(paths)].map((path) => ({ path, isShallow: path === parse(path).root || path === homedir() })) };
}

/** The real path of a source file of the app, or `undefined` if the file is somewhere else. A link that leads out of the app is somewhere else. */
export function fileOfApp(path: string, folders: AppFolders, isAllowed: (path: string) => boolean = isSourceName): string | undefined {
  if (!isAllowed(path) || !isWithin(path, folders)) return undefined;
  const real = realOf(path);
  return real !== undefined && isAllowed(real) && isWithin(real, folders) ? real : undefined;
}

function isWithin(path: string, { folders }: AppFolders): boolean {
  return folders.some((folder) =>
    folder.isShallow ? dirname(path) === folder.path : path.startsWith(folder.path.endsWith(sep) ? folder.path : folder.path + sep),
  );
}

/** The path as it is shown: relative to the app, if the file is near it. */
export function shownPath(path: string, { root, folders }: AppFolders): string {
  return folders.some((folder) => !folder.isShallow && path.startsWith(folder.path + sep)) ? relative(root, path) : path;
}

function packageOf(folder: string): string | undefined {
  return above(folder, (path) => existsSync(join(path, 'package.json')));
}

/** The folder of the monorepo or of the repository around a package, or the package itself. */
function repositoryOf(folder: string): string {
  return (
    above(folder, (path) => existsSync(join(path, '.git')) || existsSync(join(path, 'pnpm-workspace.yaml')) || hasWorkspaces(join(path, 'package.json'))) ??
    folder
  );
}

function hasWorkspaces(manifest: string): boolean {
  try {
    return Object.hasOwn(JSON.parse(readFileSync(manifest, 'utf8')) as object, 'workspaces');
  } catch {
    return false;
  }
}

function above(folder: string, isFound: (path: string) => boolean): string | undefined {
  for (let path = folder, level = 0; level < MAX_LEVELS; path = dirname(path), level++) {
    if (isFound(path)) return path;
    if (path === dirname(path)) return undefined;
  }
  return undefined;
}

function realOf(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}
