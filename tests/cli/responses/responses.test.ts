import { afterEach, describe, expect, it } from 'vitest';
import * as responses from '../../../src/core/responses/index.ts';
import { Project } from '../project.ts';

let project: Project;
afterEach(() => project?.remove());

interface Row {
  readonly name: string;
  readonly status: number | null;
  readonly kind: string;
  readonly file: string | null;
  readonly error: string | null;
}

async function listed(): Promise<{ readonly rows: readonly Row[]; readonly own: readonly Row[]; readonly code: number }> {
  const { code, stdout } = await project.halyard(['responses', '--json']);
  const rows = (JSON.parse(stdout) as { readonly responses: readonly Row[] }).responses;
  return { rows, own: rows.filter(({ kind }) => kind !== 'built-in'), code };
}

const OWN = "import { defineResponse } from 'halyard';\nexport default defineResponse({ status: 409, title: 'Out Of Stock' });\n";

describe('halyard responses', () => {
  it('lists every built-in response, and says how to write one, in an app without a folder', async () => {
    project = new Project();
    const { code, stdout, stderr } = await project.halyard(['responses']);
    expect([code, stderr]).toEqual([0, '']);
    for (const [name, { status }] of Object.entries(responses)) expect(stdout).toMatch(new RegExp(`^${status}     ${name} +built-in$`, 'm'));
    expect(stdout).toContain('There is no folder api/responses/.');
    expect(stdout).toContain('npx halyard generate response outOfStock --status 409');
  });

  it('lists own and overridden ones with status and file, in TypeScript, modules and CommonJS', async () => {
    project = new Project();
    project.write('api/responses/outOfStock.ts', `${OWN}\nexport type Tea = string;\n`);
    project.write('api/responses/gone.js', 'export default function gone() { return this.default(); }');
    project.write('api/responses/notFound.cjs', "const { defineResponse } = require('halyard');\nmodule.exports = defineResponse({ status: 410 });");
    project.write('api/responses/teapot.mjs', 'export default function teapot() {}');
    for (const ignored of ['README.md', 'gone.test.js', 'types.d.ts', '.keep']) project.write(`api/responses/${ignored}`, '');
    const { own, rows, code } = await listed();
    expect(code).toBe(0);
    expect(rows).toHaveLength(Object.keys(responses).length + 2);
    expect(own.map(({ name, status, kind, file }) => [status, name, kind, file])).toEqual([
      [409, 'outOfStock', 'own', 'outOfStock.ts'],
      [410, 'gone', 'overridden', 'gone.js'],
      [410, 'notFound', 'overridden', 'notFound.cjs'],
      [null, 'teapot', 'own', 'teapot.mjs'],
    ]);
  });

  it('prints a table whose columns are aligned, with paths that can be typed', async () => {
    project = new Project();
    project.write('api/responses/outOfStock.js', OWN);
    project.write('src/x.js', '');
    const lines = (await project.halyard(['responses'], { folder: 'src' })).stdout.split('\n\n')[0]?.split('\n') ?? [];
    const column = lines[0]?.indexOf('KIND') ?? -1;
    for (const line of lines.slice(1)) expect(line.slice(column)).toMatch(/^(?:built-in|own +\.\.\/api\/responses\/outOfStock\.js)$/);
    expect(lines.join('')).not.toContain('\u001b');
  });

  it('has colours only if the terminal has them', async () => {
    project = new Project();
    expect((await project.halyard(['responses'], { env: { FORCE_COLOR: '1' } })).stdout).toContain('\u001b[1mSTATUS');
    expect((await project.halyard(['responses'], { env: { NO_COLOR: '1' } })).stdout).not.toContain('\u001b');
  });

  it('reads the files only: the app is not started', async () => {
    project = new Project({ type: 'module', main: 'server.js', scripts: { start: 'node server.js' } });
    project.write('server.js', "import { writeFileSync } from 'node:fs';\nwriteFileSync('started', '');");
    project.write('api/responses/outOfStock.js', OWN);
    expect((await listed()).own).toHaveLength(1);
    expect(project.has('started')).toBe(false);
  });

  it('says which file has a name that replaces nothing', async () => {
    project = new Project();
    project.write('api/responses/notfound.js', 'export default function () {}');
    expect((await project.halyard(['responses'])).stdout).toContain(
      'The response "notfound" is called as res.notfound(), and does not replace res.notFound(). Did you mean "notFound"?',
    );
  });
});

const BROKEN = [
  ['a syntax error', 'sold.js', 'export default function sold( {', 'sold.js:1:'],
  ['a syntax error in TypeScript', 'sold.ts', 'const a: string = ;\nexport default () => a;', 'sold.ts:1:'],
  ['an import that does not exist', 'sold.js', "import 'no-such-package';\nexport default function sold() {}", 'no-such-package'],
  ['a throw', 'sold.js', "throw new Error('no database');", 'no database'],
  ['no default export', 'sold.js', 'export const sold = 1;', 'no default export'],
  ['a status that is none', 'sold.js', "import { defineResponse } from 'halyard';\nexport default defineResponse({ status: 42 });", '42'],
  ['an exit', 'sold.js', 'process.exit(0);', 'ends the process'],
  [
    'an error that nobody catches',
    'sold.js',
    "Promise.reject(new Error('late'));\nawait new Promise((resolve) => setTimeout(resolve, 500));\nexport default function () {}",
    'late',
  ],
  ['an await without an end', 'sold.js', 'await new Promise(() => {});\nexport default function () {}', 'never settles'],
  ['a reserved name', 'then.js', 'export default function () {}', 'E_NAME_RESERVED'],
  ['a name of the host', 'send.js', 'export default function () {}', 'E_NAME_RESERVED'],
  ['another kind of file', 'sold.pug', 'p sold', 'expected'],
] as const;

describe('a broken response file', () => {
  it.each(BROKEN)('is shown with its error, and hides no other: %s', async (_, name, text, problem) => {
    project = new Project();
    project.write('api/responses/aFirst.js', OWN);
    project.write(`api/responses/${name}`, text);
    project.write('api/responses/zLast.js', OWN);
    const { own, code } = await listed();
    expect(code).toBe(1);
    expect(own.map(({ name: one, kind }) => [one, kind])).toEqual([
      ['aFirst', 'own'],
      ['zLast', 'own'],
      [name.split('.')[0], 'broken'],
    ]);
    expect(own[2]?.error?.toLowerCase()).toContain(problem.toLowerCase());
    const { stdout } = await project.halyard(['responses']);
    expect(stdout).toContain(`api/responses/${name}\n  `);
    expect(stdout).toContain('0 overridden, 2 own, 1 broken');
  });

  it('may be a second file of the same name', async () => {
    project = new Project();
    project.write('api/responses/sold.js', OWN);
    project.write('api/responses/sold.mjs', OWN);
    expect((await listed()).own.map(({ file, kind, error }) => [file, kind, error])).toEqual([
      ['sold.js', 'own', null],
      ['sold.mjs', 'broken', 'There is sold.js beside it. Remove one of them.'],
    ]);
  });

  it('writes nothing into the output, keeps no process alive, and fails no other file later', async () => {
    project = new Project();
    project.write(
      'api/responses/a.js',
      "console.log('noise');\nsetInterval(() => {}, 1_000);\nsetTimeout(() => { throw new Error('late'); }, 300);\nexport default function () {}",
    );
    project.write('api/responses/b.js', 'await new Promise((resolve) => setTimeout(resolve, 800));\nexport default function () {}');
    const { own, code } = await listed();
    expect(own.map(({ name, kind }) => [name, kind])).toEqual([
      ['a', 'own'],
      ['b', 'own'],
    ]);
    expect(code).toBe(0);
  });

  it('may be a file that stands where the folder belongs', async () => {
    project = new Project();
    project.write('api/responses', '');
    const { code, stderr } = await project.halyard(['responses']);
    expect(code).toBe(1);
    expect(stderr).toContain('api/responses cannot be read: ENOTDIR');
  });
});

describe('an app in the folder of another', () => {
  it('is found with --root', async () => {
    project = new Project({ workspaces: ['apps/*'] });
    project.write('apps/shop/package.json', '{"type":"module"}');
    project.write('apps/shop/api/responses/outOfStock.js', OWN);
    expect((await project.halyard(['responses', '--root', 'apps/shop'])).stdout).toContain('apps/shop/api/responses/outOfStock.js');
    const { code, stderr } = await project.halyard(['responses']);
    expect([code, stderr]).toEqual([1, expect.stringContaining('is the root of a monorepo (apps/shop)')]);
  });
});
