import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pageAt } from '../docs/pages.ts';
import { Consumer } from './consumer.ts';
import { type Packed, pack } from './pack.ts';

const HOSTS = ['express@5', 'fastify@5', 'hono@4', '@hapi/hapi@21', 'koa@3', 'supertest@7'];
/** An app has its runner beside Halyard, so all are in one folder. */
const RUNNERS = ['jest@30', '@jest/globals@30', 'expect@30', '@swc/jest@0.2', '@swc/core@1', 'vitest@4', 'typescript@5.9'];
const TYPES = ['@types/node@20', '@types/jest@30', '@types/supertest@6'];
const [JEST, VITEST, TSC] = ['jest/bin/jest.js', 'vitest/vitest.mjs', 'typescript/bin/tsc'].map((path) => `../node_modules/${path}`) as [
  string,
  string,
  string,
];

/** Eight hosts, six tests each. */
const TESTS = 48;

let packed: Packed;
let consumer: Consumer;
beforeAll(() => {
  packed = pack();
  consumer = new Consumer(packed.tarball);
  consumer.install(...HOSTS, ...RUNNERS, ...TYPES);
  cpSync(fileURLToPath(new URL('testing', import.meta.url)), join(consumer.folder, 'app'), { recursive: true });
  mkdirSync(join(consumer.folder, 'docs'));
  writeFileSync(join(consumer.folder, 'docs/package.json'), '{ "private": true }');
  for (const { file, text } of pageAt('docs/testing.md').blocks) if (file !== undefined) writeFileSync(join(consumer.folder, 'docs', file), text);
}, 480_000);
afterAll(() => {
  consumer.remove();
  packed.remove();
}, 120_000);

describe('responses.spec.cjs, the same file in each runner, with Express, Fastify, hapi, Hono, Koa, fetch and node:http', () => {
  it('passes in node:test', async () => {
    const { code, stdout } = await consumer.runIn('app', '--test', '--test-reporter=tap', 'responses.spec.cjs');
    expect({ code, output: stdout.slice(-400) }).toEqual({ code: 0, output: expect.stringContaining(`# pass ${TESTS}\n# fail 0`) });
  }, 120_000);

  it('passes in Jest', async () => {
    // `cookie`, which app.inject() uses, is an ES module only. Jest on Node 20 needs a transform for it.
    const config = { testMatch: ['**/responses.spec.cjs'], transform: { '/cookie/dist/.+\\.js$': '@swc/jest' }, transformIgnorePatterns: [] };
    const { code, stderr } = await consumer.runIn('app', JEST, '--rootDir=.', `--config=${JSON.stringify(config)}`);
    expect({ code, output: stderr.slice(-400) }).toEqual({ code: 0, output: expect.stringContaining(`${TESTS} passed, ${TESTS} total`) });
  }, 120_000);

  it('passes in Vitest', async () => {
    const { code, stdout, stderr } = await consumer.runIn('app', VITEST, 'run', '--globals', 'responses.spec.cjs');
    expect({ code, output: (stdout + stderr).slice(-600) }).toEqual({ code: 0, output: expect.stringMatching(new RegExp(`Tests .*${TESTS} passed`)) });
  }, 120_000);
});

describe('drill(), the same file in each runner, with Express', () => {
  it.each([
    ['Jest', [JEST, '--rootDir=.', '--config={"testMatch":["**/drill.spec.cjs"]}'], /Tests: +3 passed, 3 total/],
    ['Vitest', [VITEST, 'run', '--globals', 'drill.spec.cjs'], /Tests .*3 passed/],
    ['node:test', ['--test', '--test-reporter=tap', 'drill.spec.cjs'], /# pass 3\n# fail 0/],
  ])(
    'finds nothing in an app without faults, and the fault of another one, in %s',
    async (_runner, args, passed) => {
      const { code, stdout, stderr } = await consumer.runIn('app', ...args);
      expect({ code, output: (stdout + stderr).slice(-1200) }).toEqual({ code: 0, output: expect.stringMatching(passed) });
    },
    240_000,
  );
});

describe('the entries that extend `expect` by themselves', () => {
  it.each([
    ['Jest', [JEST, '--rootDir=.', '--config={"testMatch":["**/entry.jest.cjs"]}'], /Tests: +1 passed, 1 total/],
    ['Vitest', [VITEST, 'run', 'entry.test.mjs'], /Tests .*1 passed/],
  ])(
    'work in %s',
    async (_runner, args, passed) => {
      const { code, stdout, stderr } = await consumer.runIn('app', ...args);
      expect({ code, output: stdout + stderr }).toEqual({ code: 0, output: expect.stringMatching(passed) });
    },
    120_000,
  );

  it('halyard/testing/jest says what is missing outside of Jest', async () => {
    const { code, stderr } = await consumer.runIn('app', '-e', "require('halyard/testing/jest')");
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(/Found no global `expect`.*setupFilesAfterEnv/s) });
  });

  it.each([
    ['jest', 'node,jest'],
    ['jest-globals', 'node'],
    ['vitest', 'node'],
  ])(
    'have types: %s',
    async (file, types) => {
      for (const [module, moduleResolution] of [
        ['nodenext', 'nodenext'],
        ['esnext', 'bundler'],
      ] as const) {
        const options = ['--noEmit', '--strict', '--skipLibCheck', '--esModuleInterop', '--target', 'es2022', '--lib', 'es2022,dom', '--types', types];
        const args = [...options, '--module', module, '--moduleResolution', moduleResolution, `types/${file}.ts`];
        expect(await consumer.runIn('app', TSC, ...args)).toEqual({ code: 0, stdout: '', stderr: '' });
      }
    },
    120_000,
  );
});

describe('the examples of docs/testing.md', () => {
  it.each([
    ['Jest', [JEST, '--rootDir=.', '--config={"testMatch":["**/signup.test.cjs"]}'], /Tests: +1 passed, 1 total/],
    ['Vitest', [VITEST, 'run', 'signup.test.mjs'], /Tests .*4 passed/],
    ['node:test', ['--test', '--test-reporter=tap', 'signup.node.mjs'], /# pass 1\n# fail 0/],
  ])(
    'pass in %s',
    async (_runner, args, passed) => {
      const { code, stdout, stderr } = await consumer.runIn('docs', ...args);
      expect({ code, output: stdout + stderr }).toEqual({ code: 0, output: expect.stringMatching(passed) });
    },
    120_000,
  );
});
