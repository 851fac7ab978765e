import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { installedBeside, run } from './nest-installed.ts';
import { type Packed, pack, root } from './pack.ts';

/** What the app in `nest-releases/app.mjs` prints. */
interface Seen {
  readonly answers: Readonly<Record<string, { readonly status: number; readonly type: string; readonly disposition: string | null; readonly body: object }>>;
  /** The names of the exceptions that the app's own filter got. */
  readonly seen: readonly string[];
  /** The lines of Nest's logger in the contexts `Halyard` and `StreamableFile`. The app has no option `logger`. */
  readonly lines: readonly string[];
  readonly leaks: boolean;
}

let packed: Packed;
beforeAll(() => {
  packed = pack();
});
afterAll(() => packed.remove());

const UNPARSED = { detail: 'The request body could not be parsed.' };
const bodiesOn = (platform: string) => ({
  found: { id: 7 },
  missing: { title: 'Not Found', status: 404, detail: 'There is no such payment.' },
  pipe: { title: 'Bad Request', status: 400, detail: 'Validation failed (numeric string is expected)' },
  thrown: { title: 'Forbidden', status: 403, detail: 'Only an accountant may see refunds.' },
  unexpected: { title: 'Internal Server Error', status: 500 },
  unmatched: { title: 'Not Found', status: 404 },
  undecodable: { title: 'Bad Request', status: 400 },
  invalid: { title: 'Bad Request', status: 400, errors: [{ detail: 'amount must not be greater than 5000', pointer: '#/amount', code: 'max' }] },
  malformed: { title: 'Bad Request', status: 400, ...UNPARSED },
  'malformed elsewhere': { title: 'Bad Request', status: 400, ...UNPARSED },
  'too large': {
    title: 'Content Too Large',
    status: 413,
    ...(platform === 'express' && { detail: 'What was sent is larger than this server accepts.' }),
  },
  'broken file': { title: 'Internal Server Error', status: 500 },
});
const LINES = [
  'GET /payments/abc 400 badRequest',
  'GET /refunds 403 forbidden',
  'GET /rates 500 serverError: the bank did not answer',
  'GET /payments/%E0%A4%A 400 badRequest',
  'POST /payments 400 badRequest [#/amount max]',
  // With Fastify 4, the line also says that the parser's message was left out.
  expect.stringMatching(/^POST \/payments 400 badRequest/),
  expect.stringMatching(/^POST \/nowhere 400 badRequest/),
  expect.stringContaining('POST /payments 413 contentTooLarge'),
  'GET /file 500 serverError: the file is not there',
];

describe.each(['10.3.0', '^10', '^11', '^12'])('an app with Nest %s', (release) => {
  let folder: string;
  beforeAll(() => {
    folder = installedBeside(release, { app: 'releases' });
  }, 300_000);

  it('can install the package: npm finds no conflict', () => {
    const app = mkdtempSync(join(tmpdir(), 'halyard-nest-'));
    cpSync(join(folder, 'package.json'), join(app, 'package.json'));
    const { status, stderr } = spawnSync('npm', ['install', '--dry-run', '--prefer-offline', '--no-audit', '--no-fund', packed.tarball], {
      cwd: app,
      encoding: 'utf8',
    });
    rmSync(app, { recursive: true });
    expect([status, stderr.match(/ERESOLVE/)]).toEqual([0, null]);
  }, 120_000);

  describe.each(['express', 'fastify'])('on %s', (platform) => {
    // Fastify 4, which belongs to Nest 10, passes the error of its JSON parser on without a code.
    const bodies: Record<string, object> = bodiesOn(platform);
    if (release.includes('10') && platform === 'fastify') {
      for (const name of ['malformed', 'malformed elsewhere']) bodies[name] = { title: 'Bad Request', status: 400 };
    }

    it('answers as on every other release, and logs each failure, without an option `logger`', async () => {
      const { answers, lines, leaks } = await run<Seen>(folder, 'app.mjs', platform);
      expect(Object.fromEntries(Object.entries(answers).map(([name, { body }]) => [name, body]))).toEqual(bodies);
      expect([lines, leaks]).toEqual([LINES, false]);
      expect(answers['broken file']?.disposition).toBeNull();
    }, 60_000);

    it('answers in an app that @nestjs/testing makes', async () => {
      const { answers } = await run<Seen>(folder, 'app.mjs', platform, 'test');
      expect(Object.fromEntries(Object.entries(answers).map(([name, { body }]) => [name, body]))).toEqual(bodies);
    }, 60_000);

    it('answers for a filter of the app that calls super.catch()', async () => {
      const { answers, seen, leaks } = await run<Seen>(folder, 'app.mjs', platform, 'filter');
      expect(Object.fromEntries(Object.entries(answers).map(([name, { body }]) => [name, body]))).toEqual(bodies);
      expect([seen, leaks]).toEqual([expect.arrayContaining(['Error', 'HttpException', 'BadRequestException', 'NotFoundException']), false]);
    }, 60_000);
  });

  it('answers in an app of CommonJS', async () => {
    const { answers } = await run<Seen>(folder, 'app.cjs');
    expect(answers).toEqual({ thrown: { status: 403, body: { title: 'Forbidden', status: 403, detail: 'Only an accountant may see refunds.' } } });
  }, 60_000);

  it('compiles with the types of the package', () => {
    const options = ['--noEmit', '--strict', '--skipLibCheck', '--target', 'es2023', '--module', 'nodenext', '--experimentalDecorators'];
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    const { stdout } = spawnSync(process.execPath, [tsc, ...options, '--ignoreConfig', '--types', 'node', 'types.ts'], { cwd: folder, encoding: 'utf8' });
    expect(stdout).toBe('');
  }, 60_000);
});

describe('an app with Nest 10.0.0', () => {
  let folder: string;
  beforeAll(() => {
    folder = installedBeside('10.0.0', { app: 'releases' });
  }, 300_000);

  it('is answered on Express', async () => {
    const { answers, lines, leaks } = await run<Seen>(folder, 'app.mjs', 'express');
    expect(Object.fromEntries(Object.entries(answers).map(([name, { body }]) => [name, body]))).toEqual(bodiesOn('express'));
    expect([lines, leaks]).toEqual([LINES, false]);
  }, 60_000);

  it('does not start on its Fastify, and says which releases work', async () => {
    await expect(run<Seen>(folder, 'app.mjs', 'fastify')).rejects.toThrow(
      /a Nest app on Fastify 4\.18\.0.*Fastify 4\.25 or newer.*@nestjs\/platform-fastify 10\.3/s,
    );
  }, 60_000);
});
