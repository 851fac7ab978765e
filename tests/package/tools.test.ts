import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pageAt } from '../docs/pages.ts';
import { Consumer } from './consumer.ts';
import { type Packed, pack } from './pack.ts';
import packages from './tools/packages.json' with { type: 'json' };

const { ensureInstalled } = (await import(new URL('../../scripts/separate-install.mjs', import.meta.url).href)) as {
  readonly ensureInstalled: (name: string, wanted: { readonly manifest: object }) => string;
};

const FILES = fileURLToPath(new URL('tools', import.meta.url));
const TYPES = ['@types/express@5', '@types/node@20', '@types/jest@30', '@types/supertest@6'];
const IN_EVERY_APP = ['express@5', 'fastify@5', 'supertest@7', ...TYPES];

let packed: Packed;
let consumer: Consumer;
beforeAll(() => {
  packed = pack();
  consumer = new Consumer(packed.tarball);
  consumer.install(...IN_EVERY_APP);
}, 180_000);
// The folder holds the packages of all tools.
afterAll(() => {
  consumer.remove();
  packed.remove();
}, 120_000);

/** Makes a folder with the packages of a tool in it, and with CommonJS apps from the folders of `tools/`. */
function makeApps(tool: keyof typeof packages, ...apps: readonly string[]): void {
  const folder = join(consumer.folder, tool);
  mkdirSync(folder);
  for (const app of apps) cpSync(join(FILES, app), join(folder, app), { recursive: true });
  mkdirSync(join(folder, 'docs'));
  for (const { file, text } of pageAt('docs/testing.md').blocks) if (file !== undefined) writeFileSync(join(folder, 'docs', file), text);
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  const installed = ensureInstalled(tool, { manifest: { dependencies: packages[tool] } });
  symlinkSync(join(installed, 'node_modules'), join(folder, 'node_modules'));
}

/** Runs a program with Node in the folder of an app. */
async function run(app: string, ...args: readonly string[]) {
  const { code, stdout, stderr } = await consumer.runIn(app, ...args);
  return { code, output: stdout + stderr };
}

describe.each(['29', '30'] as const)('Jest %s, without a flag', (version) => {
  const tool = `jest${version}` as const;
  const jest = '../node_modules/jest/bin/jest.js';
  beforeAll(() => makeApps(tool, 'node', 'typescript'), 240_000);

  it('runs the tests of a CommonJS app', async () => {
    const { code, output } = await run(`${tool}/node`, jest, '--config={}');
    expect({ code, output }).toEqual({ code: 0, output: expect.stringContaining('Tests:       2 passed, 2 total') });
  }, 120_000);

  it('runs the test of docs/testing.md', async () => {
    const { code, output } = await run(`${tool}/docs`, jest, '--config={"testMatch":["**/*.jest.js"]}');
    expect({ code, output }).toEqual({ code: 0, output: expect.stringContaining('Tests:       1 passed, 1 total') });
  }, 120_000);

  it.each(['ts-jest', '@swc/jest'])(
    'runs the tests of a TypeScript app with %s',
    async (transform) => {
      const config = JSON.stringify({ transform: { '\\.ts$': transform } });
      const { code, output } = await run(`${tool}/typescript`, jest, `--config=${config}`);
      expect({ code, output }).toEqual({ code: 0, output: expect.stringContaining('Tests:       1 passed, 1 total') });
    },
    120_000,
  );
});

describe('on Node and in bundles', () => {
  beforeAll(() => makeApps('tools', 'node', 'typescript', 'bundle'), 240_000);

  it('one process has one copy', async () => {
    expect((await run('tools/node', 'one-copy.mjs')).output).toBe('true 0\n');
  });

  it.each([
    ['node:test', ['--test'], /# pass 2\n# fail 0/],
    ['Mocha', ['../node_modules/mocha/bin/mocha.js', 'orders.test.js'], /2 passing/],
    ['Vitest', ['../node_modules/vitest/vitest.mjs', 'run', '--globals', '--reporter=tap-flat'], /ok 1 .*\nok 2 /],
  ])(
    '%s runs the tests of a CommonJS app',
    async (_, args, passed) => {
      expect(await run('tools/node', ...args)).toEqual({ code: 0, output: expect.stringMatching(passed) });
    },
    120_000,
  );

  it.each([
    ['node:test', ['--test', 'orders.node.mjs', 'inject.node.mjs'], /# pass 2\n# fail 0/],
    ['Vitest', ['../node_modules/vitest/vitest.mjs', 'run', 'orders.test.mjs', '--reporter=tap-flat'], /ok 1 /],
    ['Mocha', ['../node_modules/mocha/bin/mocha.js', 'orders.mocha.cjs'], /1 passing/],
  ])(
    '%s runs the tests of docs/testing.md',
    async (_, args, passed) => {
      expect(await run('tools/docs', ...args)).toEqual({ code: 0, output: expect.stringMatching(passed) });
    },
    120_000,
  );

  it.each(['tsx/dist/cli.mjs', 'ts-node/dist/bin.js'])(
    '%s starts a TypeScript app',
    async (program) => {
      expect(await run('tools/typescript', `../node_modules/${program}`, 'start.ts')).toEqual({ code: 0, output: '409 No rope left\n' });
    },
    120_000,
  );

  it.each([
    ['node10', 'commonjs'],
    ['node16', 'node16'],
    ['nodenext', 'nodenext'],
    ['bundler', 'esnext'],
  ])(
    'the types of a CommonJS app are found with moduleResolution %s',
    async (moduleResolution, module) => {
      const args = ['../node_modules/typescript/bin/tsc', '-p', '.', '--module', module, '--moduleResolution', moduleResolution];
      expect(await run('tools/typescript', ...args)).toEqual({ code: 0, output: '' });
    },
    120_000,
  );

  it.each([
    ['esbuild', 'out/esbuild.cjs', ['../node_modules/esbuild/bin/esbuild', 'start.mjs', '--bundle', '--platform=node', '--outfile=out/esbuild.cjs']],
    ['Rollup', 'out/rollup.mjs', ['../node_modules/rollup/dist/bin/rollup', '--config']],
  ])(
    'a bundle of %s answers with a response that it holds',
    async (_, file, args) => {
      expect(await run('tools/bundle', ...args)).toMatchObject({ code: 0 });
      expect(await run('tools/bundle', file)).toEqual({ code: 0, output: '409 No rope left\n' });
    },
    120_000,
  );
});

describe('typescript-eslint, with recommendedTypeChecked', () => {
  beforeAll(() => makeApps('lint', 'lint'), 240_000);

  it('has nothing to say about responses that are called and not returned', async () => {
    expect(await run('lint/lint', '../node_modules/eslint/bin/eslint.js', 'orders.ts')).toEqual({ code: 0, output: '' });
  }, 120_000);

  it('still finds a promise that is lost', async () => {
    const { code, output } = await run('lint/lint', '../node_modules/eslint/bin/eslint.js', 'floating.ts');
    expect({ code, output }).toEqual({ code: 1, output: expect.stringContaining('no-floating-promises') });
  }, 120_000);
});
