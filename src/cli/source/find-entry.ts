import { readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { isFile, isFolder, resolveFile } from './resolve-file.ts';

/** The entry of an app, and how it was found. */
export interface Entry {
  readonly file: string;
  /** The folder of the app: the nearest one above the entry that has a package.json. */
  readonly root: string;
  /** For people: `the argument`, `scripts.start of package.json`, `the file name`. */
  readonly foundBy: string;
}

/** The members of package.json that are read. */
export interface Manifest {
  readonly name?: string;
  readonly version?: string;
  readonly type?: string;
  readonly main?: string;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  /** Names of the app for its own files: `{ "#*": "./src/*.js" }`. */
  readonly imports?: unknown;
}

const NAMES = ['server', 'app', 'main', 'index', 'worker'];
const SCRIPTS = ['start', 'start:prod', 'start:dev', 'dev', 'serve'];

/**
 * Finds the entry of an app: the argument, or what the start scripts and `main` of package.json name, or a file with a usual name.
 *
 * @param folder the folder to look in, or a folder below it
 * @param typed the path of the entry, as a person has typed it, relative to `folder`; or of the folder of an app
 * @returns the entry, or `undefined` if there is none
 */
export function findEntry(folder: string, typed?: string): Entry | undefined {
  if (typed === undefined) return findIn(rootOf(folder));
  const path = resolve(folder, typed);
  if (isFolder(path)) return findIn(path);
  const file = resolveFile(path);
  return file === undefined ? undefined : { file, root: rootOf(dirname(file)), foundBy: 'the argument' };
}

function findIn(root: string): Entry | undefined {
  const { main, scripts = {} } = readManifest(root);
  for (const name of SCRIPTS) {
    const file = fileOfScript(scripts[name] ?? '', root);
    if (file !== undefined) return { file, root, foundBy: `scripts.${name} of package.json` };
  }
  const file = main === undefined ? undefined : sourceOf(resolve(root, main), root);
  if (file !== undefined) return { file, root, foundBy: 'main of package.json' };
  for (const base of NAMES.flatMap((name) => [`src/${name}`, name])) {
    const found = resolveFile(join(root, base));
    if (found !== undefined) return { file: found, root, foundBy: 'its name' };
  }
  return undefined;
}

/** The nearest folder that has a package.json, or the folder itself. */
function rootOf(folder: string): string {
  for (let at = folder; ; at = dirname(at)) {
    if (isFile(join(at, 'package.json'))) return at;
    if (dirname(at) === at) return folder;
  }
}

/** The package.json of a folder, without the members that have a wrong type. It is empty if there is none, or if it cannot be parsed. */
export function readManifest(root: string): Manifest {
  try {
    const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as unknown;
    return Object.fromEntries(Object.entries(manifest ?? {}).flatMap(([name, value]) => checked(name, value)));
  } catch {
    return {};
  }
}

const TEXTS = new Set(['name', 'version', 'type', 'main']);
const TABLES = new Set(['scripts', 'dependencies', 'devDependencies', 'engines']);

/** A member as it is, a table with its texts only, or nothing. */
function checked(name: string, value: unknown): readonly (readonly [string, unknown])[] {
  if (TEXTS.has(name)) return typeof value === 'string' ? [[name, value]] : [];
  if (!TABLES.has(name)) return [[name, value]];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  return [[name, Object.fromEntries(Object.entries(value).filter(([, one]) => typeof one === 'string'))]];
}

/** The last file that a script names: `npm run build && node dist/main.js` starts `src/main.ts`. */
function fileOfScript(script: string, root: string): string | undefined {
  if (/\bnest start\b/.test(script)) return resolveFile(join(root, 'src/main'));
  if (/\bsails lift\b/.test(script)) return resolveFile(join(root, 'app'));
  const words = script.split(/[\s;&|"']+/).filter((word) => word !== '' && !word.startsWith('-'));
  for (const word of words.reverse()) {
    // A bare word is a file only behind the program that runs files: `node server`.
    const isPath = /\.[mc]?[jt]sx?$|\//.test(word);
    const file = isPath || /^(?:server|app|main|index|worker)$/.test(word) ? sourceOf(resolve(root, word), root) : undefined;
    if (file !== undefined && !/\.config\.[mc]?[jt]s$|node_modules/.test(file)) return file;
  }
  return undefined;
}

/** The source of a file. A file in the output folder of a compiler is looked for in `src/` and in the folder of the app. */
function sourceOf(path: string, root: string): string | undefined {
  const [, below] = /^(?:dist|build|out|lib|\.output)[\\/](.+)$/.exec(relative(root, path)) ?? [];
  if (below === undefined) return resolveFile(path);
  const inSource = [join(root, 'src', below), join(root, below)].map(resolveFile);
  return inSource.find((file) => file !== undefined) ?? resolveFile(path);
}
