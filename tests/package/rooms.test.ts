import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from './pack.ts';

interface Source {
  readonly path: string;
  readonly lines: number;
  readonly files: readonly string[];
  readonly packages: readonly string[];
}

interface Import {
  readonly from: string;
  readonly to: string;
  readonly fromRoom: string;
  readonly toRoom: string;
}

const { CORE, floorOf, imports, sources } = (await import(new URL('../../scripts/rooms.mjs', import.meta.url).href)) as {
  readonly CORE: readonly string[];
  readonly floorOf: (room: string) => number | undefined;
  readonly imports: (files?: readonly Source[]) => readonly Import[];
  readonly sources: () => readonly Source[];
};

/** The library of each host. A host imports no other library, only Node's own modules. */
const HOST_LIBRARIES: Readonly<Record<string, readonly string[]>> = {
  express: ['express'],
  fastify: ['fastify'],
  fetch: [],
  hapi: ['@hapi/hapi'],
  hono: ['hono', 'hono/streaming', 'hono/utils/http-status', 'hono/utils/types'],
  koa: ['koa'],
  // Nest on Fastify uses the options of Fastify.
  nest: ['@nestjs/common', '@nestjs/core', 'fastify'],
  'node-http': [],
  sails: [],
  'socket-io': ['socket.io'],
  ws: [],
};

/** The rooms outside of the order: the public entry, which only exports names, and the conformance suite, which imports no other room. */
const BESIDE = ['index.ts', 'conformance'];

describe('the rooms of src/', () => {
  const files = sources();

  it('are found: the sources and their imports', () => {
    expect(files.length).toBeGreaterThan(300);
    expect(imports(files).length).toBeGreaterThan(500);
    expect(files.find(({ path }) => path === 'index.ts')?.files).toContain('core/values/errors.ts');
  });

  it('have a place in the order', () => {
    const rooms = new Set(imports(files).flatMap(({ fromRoom, toRoom }) => [fromRoom, toRoom]));
    expect([...rooms].filter((room) => floorOf(room) === undefined && !BESIDE.includes(room))).toEqual([]);
    expect([...rooms].filter((room) => room.startsWith('core/')).sort()).toEqual(CORE.map((room) => `core/${room}`).sort());
  });

  it('import only from rooms below', () => {
    const upward = imports(files).filter(({ fromRoom, toRoom }) => !BESIDE.includes(fromRoom) && (floorOf(toRoom) ?? 99) >= (floorOf(fromRoom) ?? 0));
    expect(upward.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
  });

  it('have one folder for each host, with an entry of the same name', () => {
    const adapters = files.filter(({ path }) => path.startsWith('adapters/')).map(({ path }) => path);
    const hosts = [...new Set(adapters.map((path) => path.split('/')[1] as string))];
    expect(hosts.sort()).toEqual(Object.keys(HOST_LIBRARIES).sort());
    expect(hosts.filter((host) => !adapters.includes(`adapters/${host}/${host}.ts`))).toEqual([]);
  });

  it.each(Object.entries(HOST_LIBRARIES))('%s imports its own library and Node', (host, own) => {
    const packages = files.filter(({ path }) => path.startsWith(`adapters/${host}/`)).flatMap((file) => file.packages);
    expect(packages.filter((name) => !name.startsWith('node:') && !own.includes(name))).toEqual([]);
  });
});

describe('the files of code', () => {
  /** What no person has written: installed packages and output of builds. */
  const NOT_OURS = /(?:^|\/)(?:node_modules|dist|coverage|\.[^/]+)\//;
  const FOLDERS = ['src', 'tests', 'scripts', 'bench', 'examples', 'sails-hook', 'create-halyard'];
  const paths = [
    ...readdirSync(root),
    ...FOLDERS.flatMap((folder) => readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`)),
  ].filter((path) => /\.[cm]?[jt]sx?$/.test(path) && !NOT_OURS.test(path));

  it('are found: sources, tests, scripts, benchmarks and examples', () => {
    expect(paths.length).toBeGreaterThan(900);
    expect(paths).toEqual(expect.arrayContaining(['src/index.ts', 'src/core/report/report.test.ts', 'tests/package/rooms.test.ts', 'scripts/rooms.mjs']));
    expect(FOLDERS.filter((folder) => !paths.some((path) => path.startsWith(`${folder}/`)))).toEqual([]);
  });

  it('have at most 200 lines', () => {
    const lengths = paths.map((path) => ({ path, lines: readFileSync(join(root, path), 'utf8').split('\n').length - 1 }));
    expect(lengths.filter(({ lines }) => lines > 200).map(({ path, lines }) => `${path}: ${lines}`)).toEqual([]);
  });
});
