import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { Project } from '../project.ts';

let project: Project;
afterEach(() => project?.remove());

const written = async (folder = '.', args: readonly string[] = []): Promise<string> => {
  const { stdout, stderr } = await project.halyard(['generate', 'responses', 'notFound', ...args], { folder });
  return /^wrote {8}(.*)$/m.exec(stdout)?.[1] ?? stderr;
};
const moduleOf = (path: string): string => (/^export default/m.test(project.read(path)) ? 'module' : 'commonjs');

describe('the language of a file is that of the project', () => {
  it.each([
    ['a module', { type: 'module' }, {}, 'js', 'module'],
    ['CommonJS by type', { type: 'commonjs' }, {}, 'js', 'commonjs'],
    ['a package without a type', {}, {}, 'js', 'commonjs'],
    ['a package without a type whose entry has imports', { main: 'server.js' }, { 'server.js': "import 'node:http';" }, 'js', 'module'],
    ['a package without a type whose entry requires', { main: 'server.js' }, { 'server.js': "require('node:http');" }, 'js', 'commonjs'],
    ['an entry that ends in .mjs', { scripts: { start: 'node server.mjs' } }, { 'server.mjs': '' }, 'mjs', 'module'],
    ['a tsconfig.json', { type: 'module' }, { 'tsconfig.json': '{}' }, 'ts', 'module'],
    ['an entry in TypeScript without a tsconfig.json', { type: 'module', scripts: { start: 'node src/server.ts' } }, { 'src/server.ts': '' }, 'ts', 'module'],
    [
      'a tsconfig.json that only checks JavaScript',
      { type: 'module', main: 'app.js' },
      { 'app.js': '', 'tsconfig.json': '{ "compilerOptions": { "checkJs": true } }' },
      'js',
      'module',
    ],
    ['a tsconfig.json that cannot be read', {}, { 'tsconfig.json': '{ oops' }, 'ts', 'module'],
    ['verbatim modules in CommonJS', {}, { 'tsconfig.json': '{ "compilerOptions": { "module": "nodenext", "verbatimModuleSyntax": true } }' }, 'mts', 'module'],
    [
      'verbatim modules that a base sets, with comments',
      {},
      { 'tsconfig.json': '{ // base\n "extends": "./base", }', 'base.json': '{ "compilerOptions": { "module": "commonjs", "verbatimModuleSyntax": true, }, }' },
      'mts',
      'module',
    ],
    ['files in TypeScript', {}, { 'api/responses/forbidden.ts': '' }, 'ts', 'module'],
    ['files that end in .cjs', { type: 'module' }, { 'api/responses/forbidden.cjs': '', 'tsconfig.json': '{}' }, 'cjs', 'commonjs'],
    ['files that end in .mjs', {}, { 'api/responses/a.mjs': '', 'api/responses/b.mjs': '', 'api/responses/c.ts': '' }, 'mjs', 'module'],
    ['modules in a package without a type', {}, { 'api/responses/forbidden.js': 'export default function () {}' }, 'js', 'module'],
    [
      'as many files of one kind as of another',
      { type: 'module' },
      { 'api/responses/a.js': '', 'api/responses/b.ts': '', 'tsconfig.json': '{}' },
      'ts',
      'module',
    ],
    ['a test beside the responses', { type: 'module' }, { 'api/responses/a.test.ts': '', 'api/responses/b.d.ts': '' }, 'js', 'module'],
  ] as const)('%s', async (_, manifest, files, extension, module) => {
    project = new Project(manifest);
    for (const [name, text] of Object.entries(files)) project.write(name, text);
    const path = await written();
    expect(path).toBe(`api/responses/notFound.${extension}`);
    expect(moduleOf(path)).toBe(module);
  });
});

describe('the folder of the app', () => {
  it('is found from a folder below it', async () => {
    project = new Project();
    project.write('src/routes/orders.js', '');
    expect(await written('src/routes')).toBe('../../api/responses/notFound.js');
  });

  it('is src/ if the responses are there', async () => {
    project = new Project();
    project.write('src/api/responses/forbidden.js', '');
    expect(await written()).toBe('src/api/responses/notFound.js');
  });

  it('is what --root names', async () => {
    project = new Project({ private: true, workspaces: ['apps/*'] });
    project.write('apps/shop/package.json', '{"type":"commonjs"}');
    expect(await written('.', ['--root', 'apps/shop'])).toBe('apps/shop/api/responses/notFound.js');
    expect(moduleOf('apps/shop/api/responses/notFound.js')).toBe('commonjs');
  });

  it.each([
    ['.', ['apps/*']],
    ['apps', { packages: ['apps/*'] }],
  ])('is asked for in a monorepo, in the folder %s', async (folder, workspaces) => {
    project = new Project({ private: true, workspaces });
    project.write('apps/shop/package.json', '{}');
    project.write('apps/admin/package.json', '{}');
    const { code, stderr } = await project.halyard(['generate', 'view', '404'], { folder });
    expect(code).toBe(1);
    expect(stderr).toContain('is the root of a monorepo (apps/admin, apps/shop). Name the folder of your app: --root apps/admin');
  });

  it('may be the root of a monorepo that uses Halyard itself', async () => {
    project = new Project({ workspaces: ['apps/*'], dependencies: { halyard: '1' } });
    expect(await written()).toBe('api/responses/notFound.js');
  });

  it.each([
    ['--root does-not-exist', 'which does not exist'],
    ['--root package.json', 'which is a file'],
  ])('is a mistake: %s', async (args, problem) => {
    project = new Project();
    expect(await written('.', args.split(' '))).toContain(problem);
  });

  it.each(['{ oops', '[]', 'null'])('has a package.json that can be read, unlike %j', async (text) => {
    project = new Project();
    project.write('package.json', text);
    expect(await written()).toContain(join(project.path, 'package.json'));
  });

  it('has a package.json', async () => {
    project = new Project();
    const folder = mkdtempSync(join(tmpdir(), 'halyard-none-'));
    const { code, stderr } = await project.halyard(['generate', 'view', '404', '--root', folder]);
    rmSync(folder, { recursive: true });
    expect(code).toBe(1);
    expect(stderr).toContain('There is no package.json in');
  });
});
