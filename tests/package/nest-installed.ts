import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import own from '../../package.json' with { type: 'json' };
import { root } from './pack.ts';

const { ensureInstalled } = (await import(new URL('../../scripts/separate-install.mjs', import.meta.url).href)) as {
  readonly ensureInstalled: (name: string, wanted: { readonly manifest: object }) => string;
};

const manifestOf = (release: string, more: object): object => {
  const nest = Object.fromEntries(['common', 'core', 'platform-express', 'platform-fastify', 'testing'].map((part) => [`@nestjs/${part}`, release]));
  const others = {
    'reflect-metadata': '^0.1.12 || ^0.2.2',
    rxjs: '^7.8.2',
    'class-validator': '^0.14.2',
    'class-transformer': '^0.5.1',
    '@types/node': '^20.19.43',
  };
  return { type: 'module', dependencies: { ...nest, ...others, ...own.dependencies, ...more } };
};

/** What teams add to Nest 11, in the releases that belong to it. */
const MODULES = {
  '@apollo/server': '^5',
  '@as-integrations/express5': '^1',
  '@as-integrations/fastify': '^3',
  '@fastify/multipart': '^9',
  '@nestjs/apollo': '^13',
  '@nestjs/graphql': '^13',
  '@nestjs/microservices': '^11',
  '@nestjs/serve-static': '^5',
  '@nestjs/swagger': '^11',
  '@nestjs/terminus': '^11',
  graphql: '^16',
  'nestjs-pino': '^4',
  'nestjs-zod': '^5',
  pino: '^9',
  'pino-http': '^10',
  zod: '^4',
};

/** An app with the package, beside Nest 11 and the modules that teams add to it. Returns the folder of the app. */
export function installedWithModules(app: string): string {
  return installedBeside('^11', { app, more: MODULES });
}

/** An app with the package, as npm would unpack it, beside a release of Nest and other packages. Each spec has its own. Returns the folder of the app. */
export function installedBeside(release: string, { app, more = {} }: { readonly app: string; readonly more?: object }): string {
  const manifest = manifestOf(release, more);
  const folder = join(ensureInstalled(`nest-${release.replace(/\W/g, '')}`, { manifest }), 'apps', app);
  rmSync(folder, { recursive: true, force: true });
  addHalyard(folder);
  cpSync(fileURLToPath(new URL('nest-releases', import.meta.url)), folder, { recursive: true });
  cpSync(fileURLToPath(new URL('consumer/hosts/nest.ts', import.meta.url)), join(folder, 'types.ts'));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, ...manifest }));
  return folder;
}

/** Puts the package into an app, as npm would unpack it. */
function addHalyard(folder: string): void {
  const halyard = join(folder, 'node_modules/halyard');
  mkdirSync(halyard, { recursive: true });
  for (const part of ['dist', 'package.json']) cpSync(join(root, part), join(halyard, part), { recursive: true });
}

/** An app as `nest new` of the current CLI makes it, with the package. Returns its folder. */
export function generatedApp(): string {
  const platform = Object.fromEntries(['cli', 'schematics', 'common', 'core', 'platform-express', 'testing'].map((part) => [`@nestjs/${part}`, '^12']));
  const others = { 'reflect-metadata': '^0.2.2', rxjs: '^7.8.1', '@types/express': '^5', '@types/node': '^24', typescript: '^6.0.2', vitest: '^4.1.2' };
  const folder = ensureInstalled('nest-cli', { manifest: { dependencies: { ...platform, ...others, ...own.dependencies } } });
  const apps = join(folder, 'apps');
  rmSync(apps, { recursive: true, force: true });
  mkdirSync(apps);
  nestCli(apps, 'new', 'shop', '--skip-install', '--skip-git', '--no-observe', '--package-manager', 'npm');
  const app = join(apps, 'shop');
  addHalyard(app);
  return app;
}

/** Runs the CLI of Nest. */
export function nestCli(cwd: string, ...args: readonly string[]): void {
  const bin = join(cwd.replace(/\bapps\b.*$/, ''), 'node_modules/.bin/nest');
  const { status, stdout, stderr } = spawnSync(bin, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  if (status !== 0) throw new Error(`nest ${args.join(' ')}: ${stdout}${stderr}`);
}

/** Runs a file of `nest-releases/`. Returns what it prints, read as JSON. */
export async function run<Printed>(folder: string, file: string, ...args: readonly string[]): Promise<Printed> {
  const env = { PATH: process.env['PATH'], NODE_ENV: 'production', NO_COLOR: '1' };
  const child = spawn(process.execPath, [file, ...args], { cwd: folder, env });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (text) => {
    stdout += text;
  });
  child.stderr.on('data', (text) => {
    stderr += text;
  });
  await once(child, 'close');
  if (!stdout.startsWith('{')) throw new Error(`${file} ${args.join(' ')}: ${stdout}${stderr}`);
  return JSON.parse(stdout);
}
