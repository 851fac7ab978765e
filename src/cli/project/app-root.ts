import { existsSync, readdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { isFolder } from './is-folder.ts';
import { dependsOn, type Manifest, nearestPackage, type Package } from './manifest.ts';

/** The folder of an app, as `load({ root })` takes it, and its package. */
export interface AppRoot {
  readonly root: string;
  readonly package: Package;
}

/**
 * The folder of the app that a command works on: `--root`, or else the nearest folder with a package.json. If only its `src/` has `api/responses/` or
 * `views/`, it is `src/`.
 *
 * @param cwd the folder in which the command was started
 * @param typed the value of `--root`
 * @returns the folder, or the problem as a sentence
 */
export function appRoot(cwd: string, typed?: string): AppRoot | string {
  const start = resolve(cwd, typed ?? '.');
  if (!isFolder(start))
    return `--root is ${JSON.stringify(typed)}, which ${existsSync(start) ? 'is a file' : 'does not exist'}. Expected the folder of your app.`;
  const found = packageAt(start);
  if (typeof found === 'string') return found;
  if (found === undefined) return `There is no package.json in ${start} or above it. Go to the folder of your app, or name it: --root <folder>.`;
  if (typed !== undefined) return { root: start, package: found };
  return monorepo(found) ?? { root: rootIn(found.folder), package: found };
}

function packageAt(folder: string): Package | string | undefined {
  try {
    return nearestPackage(folder);
  } catch (error) {
    return (error as Error).message;
  }
}

function rootIn(folder: string): string {
  const has = (at: string): boolean => ['api/responses', 'views'].some((name) => isFolder(join(at, name)));
  return !has(folder) && has(join(folder, 'src')) ? join(folder, 'src') : folder;
}

/** The problem of a folder that holds packages and is no app itself. */
function monorepo({ folder, manifest }: Package): string | undefined {
  if (manifest.workspaces === undefined && !existsSync(join(folder, 'pnpm-workspace.yaml'))) return undefined;
  if (dependsOn(manifest, 'halyard') || isFolder(join(folder, 'api/responses'))) return undefined;
  const packages = workspaces(folder, manifest).slice(0, 8);
  const example = packages[0] ?? 'apps/<name>';
  return `${folder} is the root of a monorepo${packages.length > 0 ? ` (${packages.join(', ')})` : ''}. Name the folder of your app: --root ${example}`;
}

/** The folders of the packages: the entries of `workspaces`, and each folder of an entry that ends in `*`. */
function workspaces(folder: string, { workspaces: value }: Manifest): readonly string[] {
  const listed = (Array.isArray(value) ? value : (value as { readonly packages?: unknown } | undefined)?.packages) as unknown;
  const patterns = (Array.isArray(listed) ? listed : ['apps/*', 'packages/*']).filter((one): one is string => typeof one === 'string' && !one.startsWith('!'));
  return patterns
    .flatMap((pattern) => {
      const base = join(folder, (pattern.split('*', 1)[0] as string).replace(/\/$/, ''));
      if (!isFolder(base)) return [];
      return pattern.includes('*') ? readdirSync(base).map((name) => join(base, name)) : [base];
    })
    .filter((path) => path !== folder && existsSync(join(path, 'package.json')))
    .map((path) => relative(folder, path).replaceAll('\\', '/'))
    .sort();
}
