import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppResponse } from '../core/responses/app-response.ts';
import { isDefinedResponse } from '../core/responses/define-response.ts';
import { settingsOf } from '../core/settings/settings.ts';
import { HalyardError } from '../core/values/errors.ts';
import { nodeEnvironment } from '../hosting/node/node-environment.ts';
import { type LoadOptions, load } from './load.ts';

let workspace: string;
beforeAll(async () => {
  workspace = await mkdtemp(join(tmpdir(), 'halyard-load-'));
});
afterAll(() => rm(workspace, { recursive: true }));

let apps = 0;

/** A folder with these files. JavaScript below a `node_modules` is loaded by Node itself and not by Vitest. */
async function appWith(files: Readonly<Record<string, string>>, kind: 'javascript' | 'typescript' = 'javascript'): Promise<string> {
  const root = join(workspace, ...(kind === 'javascript' ? ['node_modules'] : []), `app${apps++}`);
  await mkdir(root, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    await mkdir(join(root, name, '..'), { recursive: true });
    await writeFile(join(root, name), text);
  }
  return root;
}

async function mistakeOf(options: LoadOptions): Promise<HalyardError> {
  const error: unknown = await load(options).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(HalyardError);
  return error as HalyardError;
}

/** Returns the response in a folder with this one file. */
async function loaded(name: string, text: string, kind?: 'typescript', others: Readonly<Record<string, string>> = {}): Promise<AppResponse> {
  const root = await appWith({ [`api/responses/${name}`]: text, ...others }, kind);
  return (await load({ root })).responses?.[name.replace(/\.[a-z]+$/, '')] as AppResponse;
}

const ESM = { 'package.json': '{"type":"module"}' };

describe('load with api/responses', () => {
  it.each<[string, string, Record<string, string>]>([
    ['an ES module', 'lost.mjs', {}],
    ['an ES module in a package of type module', 'lost.js', ESM],
  ])('reads %s', async (_, name, others) => {
    expect((await loaded(name, 'export default function () { return 7; }', undefined, others))()).toBe(7);
  });

  it.each<[string, string, string]>([
    ['CommonJS', 'lost.cjs', 'module.exports = function () { return 7; };'],
    ['CommonJS in a .js', 'lost.js', 'module.exports = function () { return 7; };'],
    [
      'CommonJS that a compiler wrote',
      'lost.cjs',
      'Object.defineProperty(exports, "__esModule", { value: true }); exports.default = function () { return 7; };',
    ],
    ['{ default: fn }', 'lost.cjs', 'module.exports = { default: function () { return 7; } };'],
    ['an arrow function', 'lost.mjs', 'export default () => 7;'],
    ['an async function', 'lost.mjs', 'export default async () => 7;'],
  ])('reads %s', async (_, name, text) => {
    expect(await (await loaded(name, text))()).toBe(7);
  });

  it.each<[string, string, string]>([
    ['a default export', 'lost.ts', 'export default function (this: object, berth: number): number { return berth; }'],
    ['a .mts', 'lost.mts', 'export default (berth: number): number => berth;'],
    ['a .cts', 'lost.cts', 'module.exports = function (berth: number): number { return berth; };'],
    ['CommonJS', 'lost.ts', 'module.exports = (berth: number): number => berth;'],
    [
      'an import of types and of Node',
      'lost.ts',
      "import { ok } from 'node:assert'; import type { Server } from 'node:http'; export default (berth: number, server?: Server): number => { ok(!server); return berth; };",
    ],
  ])('reads TypeScript, on Node 20 too: %s', async (_, name, text) => {
    expect((await loaded(name, text, 'typescript'))(7)).toBe(7);
  });

  it('reads TypeScript that imports a file of the app', async () => {
    const response = await loaded('lost.ts', "import { seven } from '../../lib/seven.ts'; export default () => seven;", 'typescript', {
      ...ESM,
      'lib/seven.ts': 'export const seven: number = 7;',
    });
    expect(response()).toBe(7);
  });

  it('recognises a defineResponse() of the package that the app imports', async () => {
    const text =
      'const response = Object.assign(() => new Error(), { status: 409, title: "Taken", outcome: () => ({}), [Symbol.for("halyard.response")]: true }); export default response;';
    expect(isDefinedResponse(await loaded('taken.mjs', text))).toBe(true);
  });

  it('uses the file’s name as it is, including upper and lower case', async () => {
    const root = await appWith({
      'api/responses/outOfStock.mjs': 'export default () => 1',
      'api/responses/foo-bar.mjs': 'export default () => 1',
      'api/responses/dot.name.mjs': 'export default () => 1',
    });
    expect(Object.keys((await load({ root })).responses ?? {}).sort()).toEqual(['dot.name', 'foo-bar', 'outOfStock']);
  });

  it('ignores files that are not responses: notes, maps, declarations, specs, dot files', async () => {
    const others = ['README.md', 'notes.txt', '.DS_Store', '.gitkeep', 'lost.js.map', 'lost.d.ts', 'lost.test.ts', 'lost.spec.mjs'];
    const root = await appWith(Object.fromEntries(others.map((name) => [`api/responses/${name}`, 'throw new Error("loaded")'])));
    expect((await load({ root })).responses).toEqual({});
  });

  it('works without the folders', async () => {
    const { responses, views } = await load({ root: await appWith({}) });
    expect(responses).toEqual({});
    expect(settingsOf({ views: views ?? [] }, nodeEnvironment()).rendering.views).toHaveLength(1);
  });

  it('reads other folders if the options name them', async () => {
    const root = await appWith({ 'replies/lost.mjs': 'export default () => 7' });
    expect(Object.keys((await load({ root, responses: 'replies' })).responses ?? {})).toEqual(['lost']);
  });
});

describe('load with a root', () => {
  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['no root', {}],
    ['an empty root', { root: '' }],
    ['a URL', { root: new URL('file:///') }],
  ])('names what it needs if it receives %s', async (_, options) => {
    expect(await mistakeOf(options as LoadOptions)).toMatchObject({ code: 'E_ROOT', message: expect.stringContaining('load({ root: import.meta.dirname })') });
  });

  it('names a root that does not exist, is a file, or cannot be read', async () => {
    const root = await appWith({ 'a-file': '' });
    await symlink(join(root, 'loop'), join(root, 'loop'));
    for (const [name, found] of [
      ['nowhere', 'ENOENT'],
      ['a-file', 'which is a file'],
      ['a-file/below', 'ENOTDIR'],
      ['loop', 'ELOOP'],
      ['x'.repeat(300), 'ENAMETOOLONG'],
      ['nul\0', 'cannot be read'],
    ] as const) {
      const { code, message } = await mistakeOf({ root: join(root, name) });
      expect(code).toBe('E_ROOT');
      expect(message).toContain(found);
    }
  });

  it('names a responses folder that is not a folder', async () => {
    const root = await appWith({ 'api/responses': 'a file' });
    expect(await mistakeOf({ root })).toMatchObject({ code: 'E_ROOT', message: expect.stringContaining(join(root, 'api/responses')) });
  });

  it('refuses an option that does not exist', async () => {
    expect(await mistakeOf({ root: workspace, view: 'pages' } as never)).toMatchObject({
      code: 'E_OPTION_UNKNOWN',
      message: expect.stringMatching(/"view".*root, responses, views, engines.*Did you mean "views"\?/s),
    });
  });
});
