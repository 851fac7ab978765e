import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { HostName } from '../../source/host-apps.ts';
import type { Check, ExaminedApp, Finding } from '../finding.ts';
import { lineOf, textOfFile } from './manifest-lines.ts';
import { allowsOnlyOlder, isOlder } from './releases.ts';

/** The packages of each host that have a least release. */
const PACKAGES: Partial<Record<HostName, readonly string[]>> = {
  express: ['express'],
  fastify: ['fastify'],
  koa: ['koa'],
  hono: ['hono'],
  hapi: ['@hapi/hapi'],
  nest: ['@nestjs/common', '@nestjs/core', '@nestjs/platform-fastify'],
  'socket-io': ['socket.io'],
};

interface Package {
  readonly version: string;
  readonly engines: { readonly node: string };
  readonly peerDependencies: Readonly<Record<string, string>>;
}

const OURS = JSON.parse(readFileSync(new URL('../../../../package.json', import.meta.url), 'utf8')) as Package;

/** `@nestjs/platform-fastify` is no peer of Halyard, because most apps of Nest do not have it. */
const LEAST: Readonly<Record<string, string>> = { ...OURS.peerDependencies, '@nestjs/platform-fastify': '>=10.3' };

export const versions: Check = {
  title: `the releases of Node, of the host and of Halyard (this one is ${OURS.version})`,
  run: (app) => [...hosts(app), ...nodes(app), ...placement(app)],
};

function hosts(app: ExaminedApp): readonly Finding[] {
  const names = new Set(app.mounts.flatMap(({ host }) => PACKAGES[host] ?? []));
  return [...names].flatMap((name) => {
    const range = { ...app.manifest.devDependencies, ...app.manifest.dependencies }[name];
    const least = LEAST[name] as string;
    const installed = installedVersion(app.root, name);
    const isOld = installed === undefined ? range !== undefined && allowsOnlyOlder(range, least) : isOlder(installed, least);
    if (!isOld) return [];
    const found = installed === undefined ? `package.json has ${name} ${range}` : `${name} ${installed} is installed`;
    return [inManifest(app, name, 'host-too-old', `${found}. Halyard works with ${name} ${least}.`, `Install a newer one: npm install ${name}@latest`)];
  });
}

/** The release that Node finds from the folder of the app. An app that is not installed yet has none. */
function installedVersion(root: string, name: string): string | undefined {
  const paths = createRequire(join(root, 'package.json')).resolve.paths(name) ?? [];
  for (const folder of paths) {
    const text = textOfFile(join(folder, name, 'package.json'));
    if (text !== undefined) return versionIn(text);
  }
  return undefined;
}

function versionIn(text: string): string | undefined {
  try {
    return (JSON.parse(text) as { readonly version?: string }).version;
  } catch {
    return undefined;
  }
}

/** Files that say which release of Node runs the app, and how. */
const NODE_FILES: readonly (readonly [string, RegExp])[] = [
  ['.nvmrc', /^v?(\d[\d.]*)\s*$/],
  ['.node-version', /^v?(\d[\d.]*)\s*$/],
  ['.tool-versions', /^nodejs\s+(\d[\d.]*)/],
  ['Dockerfile', /^FROM\s+(?:--\S+\s+)?(?:\S+\/)?node:(\d[\d.]*)/i],
  ['package.json', /"node"\s*:\s*"[\^~]?(\d[\d.x]*)"/],
];

function nodes(app: ExaminedApp): readonly Finding[] {
  const todo = `Use Node ${OURS.engines.node.replace('>=', '')} or newer.`;
  const files = NODE_FILES.flatMap(([name, pattern]): readonly Finding[] => {
    const file = join(app.root, name);
    return (textOfFile(file) ?? '').split('\n').flatMap((text, at) => {
      const version = pattern.exec(text)?.[1];
      // `node:20` is the newest release of 20.
      const isOld =
        version !== undefined && (allowsOnlyOlder(version, OURS.engines.node) || (/^\d+\.\d+\.\d+$/.test(version) && isOlder(version, OURS.engines.node)));
      return isOld ? [{ code: 'node-too-old', what: `${name} chooses Node ${version}. Halyard needs ${OURS.engines.node}.`, file, line: at + 1, todo }] : [];
    });
  });
  if (!isOlder(process.versions.node, OURS.engines.node)) return files;
  const what = `This is Node ${process.versions.node}. Halyard needs ${OURS.engines.node}.`;
  return [{ code: 'node-too-old', what, file: join(app.root, 'package.json'), line: 1, todo }, ...files];
}

/** A package that the app needs when it runs belongs into `dependencies`. */
function placement(app: ExaminedApp): readonly Finding[] {
  const { dependencies, devDependencies } = app.manifest;
  if (app.mounts.length === 0 || devDependencies?.['halyard'] === undefined || dependencies?.['halyard'] !== undefined) return [];
  const what = 'halyard is in devDependencies, so an installation for production leaves it out, and the app does not start.';
  return [inManifest(app, 'halyard', 'halyard-in-dev-dependencies', what, 'Move it to dependencies: npm install --save-prod halyard')];
}

/** A finding at the line of a package in package.json. */
export function inManifest(app: ExaminedApp, name: string, code: string, what: string, todo: string): Finding {
  const file = join(app.root, 'package.json');
  const line = lineOf(textOfFile(file) ?? '', name);
  return { code, what, file, line, todo };
}
