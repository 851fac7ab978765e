import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { IncomingRequest } from '../../core/ports/request.ts';
import { readProperty } from '../../core/values/guarded-read.ts';
import { ownPackage } from '../frames/own-package.ts';
import { workingFolder } from '../frames/working-folder.ts';
import { masked } from './masked.ts';

/** The packages whose versions a reader of the report asks for first: the hosts. */
const HOSTS = ['express', 'fastify', 'koa', 'hono', '@hapi/hapi', '@nestjs/core', 'sails'];

/** Read once, because the versions of a process do not change. */
let known: Readonly<Record<string, string>> | undefined;

/** The versions that a reader of the report needs. The files are read for the first report only. */
export function versionsOf(request: IncomingRequest): Readonly<Record<string, string>> {
  known ??= { ...runtime(), ...ownVersion(), ...installed() };
  return { ...known, ...hostVersion(request) };
}

function runtime(): Record<string, string> {
  const { bun, deno, node } = process.versions as Readonly<Record<string, string | undefined>>;
  const typescript = typescriptRuntime();
  return {
    ...(node !== undefined && { node }),
    ...(bun !== undefined && { bun }),
    ...(deno !== undefined && { deno }),
    platform: `${process.platform} ${process.arch}`,
    ...(typescript !== undefined && { typescript }),
  };
}

/** What runs the TypeScript of the app: tsx, ts-node, or Node itself. `undefined`: the app runs as JavaScript. */
function typescriptRuntime(): string | undefined {
  const flags = [...process.execArgv, process.env['NODE_OPTIONS'] ?? ''].join(' ');
  if (/(?:^|[\s/\\=])tsx(?:[\s/\\]|$)/.test(flags)) return 'tsx';
  if (Symbol.for('ts-node.register.instance') in process || /ts-node/.test(flags)) return 'ts-node';
  if (!/\.[cm]?ts$/.test(process.argv[1] ?? '')) return undefined;
  const { typescript } = process.features as { readonly typescript?: unknown };
  return typescript === 'transform' ? 'Node, types transformed' : typescript === 'strip' ? 'Node, types stripped' : 'unknown runtime';
}

function ownVersion(): Record<string, string> {
  const folder = ownPackage();
  const version = folder === undefined ? undefined : versionIn(join(folder, 'package.json'));
  return version === undefined ? {} : { halyard: version };
}

/** The hosts that the app itself depends on, with the installed versions. Another package may have installed another host for itself. */
function installed(): Record<string, string> {
  const own = packageIn(join(workingFolder(), 'package.json'));
  const wanted = { ...own?.dependencies, ...own?.devDependencies };
  const found: Record<string, string> = {};
  for (const name of HOSTS) {
    const version = name in wanted ? nearestVersion(name) : undefined;
    if (version !== undefined) found[name] = version;
  }
  return found;
}

/** The version of a package as Node finds it from the app's folder. */
function nearestVersion(name: string): string | undefined {
  for (let folder = workingFolder(), above = ''; folder !== above; above = folder, folder = dirname(folder)) {
    const version = versionIn(join(folder, 'node_modules', name, 'package.json'));
    if (version !== undefined) return version;
  }
  return undefined;
}

/** Fastify and hapi have their version on the server, which is right in every layout of folders. */
function hostVersion({ native }: IncomingRequest): Record<string, string> {
  const server = readProperty(native, 'server');
  const version = readProperty(server, 'version');
  if (typeof version !== 'string') return {};
  if (typeof readProperty(server, 'printRoutes') === 'function') return { fastify: masked(version, 32) };
  return typeof readProperty(server, 'table') === 'function' ? { '@hapi/hapi': masked(version, 32) } : {};
}

interface Package {
  readonly version?: unknown;
  readonly dependencies?: object;
  readonly devDependencies?: object;
}

function packageIn(path: string): Package | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Package;
  } catch {
    return undefined;
  }
}

function versionIn(path: string): string | undefined {
  const version = packageIn(path)?.version;
  return typeof version === 'string' ? masked(version, 32) : undefined;
}
