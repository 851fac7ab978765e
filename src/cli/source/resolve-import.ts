import { dirname, join, resolve } from 'node:path';
import { compilerOptions } from '../project/tsconfig.ts';
import { readManifest } from './find-entry.ts';
import { isFile, resolveFile } from './resolve-file.ts';

/** Names of an app for its own files: `paths` and `baseUrl` of tsconfig.json, and `imports` of package.json. */
interface Aliases {
  /** A name, which may have one `*`, and the paths that it stands for. */
  readonly names: readonly (readonly [name: string, paths: readonly string[]])[];
  /** The folder of `baseUrl`, in which TypeScript looks for a bare name. */
  readonly base: string | undefined;
}

const NONE: Aliases = { names: [], base: undefined };
const byFolder = new Map<string, Aliases>();

/** The file of an import of the app. `undefined`: a package, or a file that does not exist. */
export function resolveImport(specifier: string, importer: string): string | undefined {
  const folder = dirname(importer);
  if (/^\.{0,2}\/|^\.{1,2}$/.test(specifier)) return resolveFile(resolve(folder, specifier));
  if (specifier.startsWith('node:')) return undefined;
  const { names, base } = aliasesOf(folder);
  for (const [name, paths] of names) {
    const part = partOf(specifier, name);
    const found = part === undefined ? undefined : paths.map((path) => resolveFile(path.replace('*', () => part))).find((one) => one !== undefined);
    if (found !== undefined) return found;
  }
  return base === undefined ? undefined : resolveFile(join(base, specifier));
}

/** What the `*` of a name stands for: `app` of `@/app` for `@/*`. */
function partOf(specifier: string, name: string): string | undefined {
  const [before = '', after] = name.split('*');
  if (after === undefined) return specifier === name ? '' : undefined;
  const isNamed = specifier.startsWith(before) && specifier.endsWith(after) && specifier.length >= before.length + after.length;
  return isNamed ? specifier.slice(before.length, specifier.length - after.length) : undefined;
}

/** The aliases of the nearest folder with a tsconfig.json or a package.json. */
function aliasesOf(folder: string): Aliases {
  const known = byFolder.get(folder);
  if (known !== undefined) return known;
  const isHome = isFile(join(folder, 'tsconfig.json')) || isFile(join(folder, 'package.json'));
  const aliases = isHome ? aliasesIn(folder) : dirname(folder) === folder ? NONE : aliasesOf(dirname(folder));
  byFolder.set(folder, aliases);
  return aliases;
}

function aliasesIn(folder: string): Aliases {
  const { paths, baseUrl } = compilerOptions(folder) ?? {};
  const base = typeof baseUrl === 'string' ? resolve(folder, baseUrl) : undefined;
  const names = [...entriesOf(paths, base ?? folder), ...entriesOf(readManifest(folder).imports, folder)];
  // TypeScript and Node take the longest name that fits.
  return { names: names.sort(([one], [other]) => other.length - one.length), base };
}

function entriesOf(given: unknown, folder: string): readonly (readonly [string, readonly string[]])[] {
  if (typeof given !== 'object' || given === null) return [];
  return Object.entries(given).map(([name, paths]) => [name, textsIn(paths).map((path) => resolve(folder, path))] as const);
}

/** The paths of an alias: a text, a list of them, or one for each condition. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
