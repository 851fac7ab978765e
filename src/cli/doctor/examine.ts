import { readdirSync } from 'node:fs';
import { join, parse } from 'node:path';
import { BUILT_IN } from '../../core/responses/built-in-responses.ts';
import { hostApps } from '../source/app-events.ts';
import { AppIndex } from '../source/app-index.ts';
import { type Entry, readManifest } from '../source/find-entry.ts';
import { nameOf, textOf } from '../source/imports-of.ts';
import type { SyntaxNode } from '../source/parse-source.ts';
import { readApp } from '../source/read-app.ts';
import { isFile } from '../source/resolve-file.ts';
import type { ExaminedApp } from './finding.ts';
import { type Mount, member, mountsOf } from './mounts.ts';

const SCRIPT = /(?<!\.d|\.test|\.spec)\.[mc]?[jt]s$/;

/** Folders of scripts that an app loads by their place, and not by an import. */
const BY_PLACE = ['api/responses', 'src/api/responses'];
const BY_PLACE_IN_SAILS = ['api/controllers', 'api/policies', 'api/hooks', 'api/helpers', 'config'];

/** Reads an app, and finds its host, its mounts and the names of its responses. Nothing of the app runs. */
export function examine(entry: Entry, progress: (count: number) => void): ExaminedApp {
  const { root } = entry;
  const manifest = readManifest(root);
  const isSails = manifest.dependencies?.['sails'] !== undefined;
  const folders = [...BY_PLACE, ...(isSails ? BY_PLACE_IN_SAILS : [])];
  const files = readApp(
    entry.file,
    folders.flatMap((folder) => scriptsIn(join(root, folder))),
    progress,
  );
  const index = new AppIndex(files);
  const mounts = mountsOf(index);
  const own = BY_PLACE.flatMap((folder) => scriptsIn(join(root, folder))).map((file) => parse(file).name);
  const responses = new Set(['negotiate', ...BUILT_IN.map(({ name }) => name as string), ...own, ...mounts.flatMap((mount) => passed(index, mount))]);
  return { root, entry, manifest, files, index, apps: hostApps(index), mounts, responses };
}

/** The names in the option `responses` of a mount. */
function passed(index: AppIndex, { file, options }: Mount): readonly string[] {
  const object = options === undefined ? undefined : index.value(file, options);
  const given = member(object?.node, 'responses');
  const responses = given === undefined || object === undefined ? undefined : index.value(object.file, given).node;
  if (responses?.type !== 'ObjectExpression') return [];
  return (responses['properties'] as readonly SyntaxNode[]).flatMap((one) => nameOf(one['key']) ?? textOf(one['key']) ?? []);
}

/** The scripts of a folder and of the folders below it. */
function scriptsIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((name) => join(folder, name))
      .filter((file) => SCRIPT.test(file) && !/[\\/]node_modules[\\/]/.test(file) && isFile(file))
      .sort();
  } catch {
    return [];
  }
}
