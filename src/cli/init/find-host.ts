import { relative } from 'node:path';
import { examine } from '../doctor/examine.ts';
import type { ExaminedApp } from '../doctor/finding.ts';
import type { AppRoot } from '../project/app-root.ts';
import { dependsOn } from '../project/manifest.ts';
import { findEntry } from '../source/find-entry.ts';
import { type MountPoint, mountPoints } from './mount-point.ts';

/** What `halyard init` knows about an app. */
export interface FoundHost {
  readonly app: ExaminedApp;
  /** Where Halyard is mounted already, as `file:line`. */
  readonly mounted: readonly string[];
  readonly points: readonly MountPoint[];
}

/** Finds the entry and the host of an app. Returns the problem as a sentence if there is none, or if it is not clear which one is meant. */
export function findHost({ root, package: { folder, manifest } }: AppRoot, typed: string | undefined): FoundHost | string {
  const entry = typed === undefined ? findEntry(folder) : findEntry(process.cwd(), typed);
  if (entry === undefined) {
    return typed === undefined
      ? `No entry was found in ${folder}. Expected a file in scripts.start or "main" of package.json, or server, app, main or index as .js or .ts, also in src/. Name it: halyard init src/server.js`
      : `There is no source file "${typed}". Expected the file that starts your app.`;
  }
  if (dependsOn(manifest, 'sails'))
    return 'This is a Sails app. Halyard comes as a hook: npm install sails-hook-halyard. You add no line. See docs/sails-hook.md.';
  const app = examine(entry, () => {});
  const place = (file: string): string => relative(root, file).replaceAll('\\', '/');
  const [broken] = app.files.problems;
  if (broken !== undefined) return `${place(broken.file)}:${broken.line} cannot be parsed: ${broken.message} Correct it, and run the command again.`;
  const mounted = app.mounts.map(({ file, node }) => `${place(file.source.file)}:${node.loc.start.line}`);
  const points = mountPoints(app);
  if (mounted.length > 0) return { app, mounted, points: [] };
  if (points.length === 0) return noHost(place(entry.file), app.files.files.length);
  if (points.length > 1) {
    const list = points.map(
      ({ host, variable, file, node }) => `  ${place(file.source.file)}:${node.loc.start.line}  ${host}${variable === '' ? '' : `, ${variable}`}`,
    );
    const files = new Set(points.map(({ file }) => file.source.file));
    if (files.size > 1)
      return `Several apps were found. Name the file of the one that you mean, such as halyard init ${place([...files][0] as string)}\n${list.join('\n')}`;
  }
  return { app, mounted, points };
}

function noHost(entry: string, count: number): string {
  return (
    `No host was found in ${entry} and the files that it imports (${count} read). Expected express(), Fastify(), new Koa(), new Hono(), Hapi.server(), ` +
    'NestFactory.create() or http.createServer(). If another file makes your app, name it: halyard init src/app.js'
  );
}
