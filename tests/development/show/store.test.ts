import { spawn } from 'node:child_process';
import { existsSync, lchownSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cacheFolder } from '../../../src/development/store/cache-folder.ts';
import { keptReferences, keptReports } from '../../../src/development/store/kept-reports.ts';
import { writeReport } from '../../../src/development/store/write-report.ts';
import { sampleError, sampleReport } from '../text/sample-report.ts';
import { AppFolder } from './app-folder.ts';

let app: AppFolder;
beforeEach(() => {
  app = new AppFolder();
});
afterEach(() => app.remove());

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const referenceOf = (number: number): string => `${ALPHABET[number >> 5]}${ALPHABET[number & 31]}AA-AAAA`;
const reportOf = (number: number): ReturnType<typeof sampleReport> =>
  sampleReport({ reference: referenceOf(number), time: new Date(1_780_000_000_000 + number * 1_000).toISOString() });

describe('the folder of kept failures', () => {
  it('is in the nearest folder with package.json and node_modules', () => {
    const inside = join(app.path, 'packages/shop/src');
    mkdirSync(inside, { recursive: true });
    // A workspace of npm has a package.json, and its packages are in the root.
    writeFileSync(join(app.path, 'packages/shop/package.json'), '{}');
    expect(cacheFolder(inside)).toBe(app.cache);
    // pnpm makes a node_modules for each workspace.
    mkdirSync(join(app.path, 'packages/shop/node_modules'));
    expect(cacheFolder(inside)).toBe(join(app.path, 'packages/shop/node_modules/.cache/halyard'));
  });

  it('does not exist without node_modules', () => {
    expect(cacheFolder('/')).toBeUndefined();
  });

  it('is not used if another user has put a link in its place', () => {
    if (process.getuid?.() !== 0) return;
    const target = join(app.path, 'elsewhere');
    mkdirSync(target);
    mkdirSync(join(app.cache, '..'), { recursive: true });
    symlinkSync(target, app.cache);
    lchownSync(app.cache, 65_534, 65_534);
    expect(() => writeReport(app.cache, reportOf(1))).toThrow('belongs to another user');
    expect(readdirSync(target)).toEqual([]);
  });
});

describe('the kept failures', () => {
  it('are the last fifty, with modes for their user only', async () => {
    for (let number = 0; number < 60; number++) writeReport(app.cache, reportOf(number));
    const references = await keptReferences(app.cache);
    expect(references).toHaveLength(50);
    expect([references[0], references.at(-1)]).toEqual([referenceOf(59), referenceOf(10)]);
    expect(statSync(app.cache).mode & 0o777).toBe(0o700);
    for (const name of readdirSync(app.cache)) expect(statSync(join(app.cache, name)).mode & 0o777).toBe(0o600);
  });

  it('have one file each, which a later report replaces', async () => {
    writeReport(app.cache, reportOf(1));
    writeReport(app.cache, { ...reportOf(1), detail: 'later' });
    expect(await keptReports(app.cache)).toMatchObject([{ detail: 'later' }]);
  });

  it('are at most 300 kB each', () => {
    const long = '€'.repeat(8_000);
    const error = sampleError({ message: long, members: Array.from({ length: 32 }, (_, index) => [`m${index}`, long] as const) });
    writeReport(app.cache, { ...reportOf(1), errors: Array(8).fill({ ...error, cause: error }) });
    const [name = ''] = readdirSync(app.cache);
    const text = readFileSync(join(app.cache, name), 'utf8');
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(300_000);
    expect((JSON.parse(text) as { readonly errors: readonly unknown[] }).errors[0]).toHaveProperty('name', 'TypeError');
  });

  it('have no name that a reference could choose', () => {
    writeReport(app.cache, { ...reportOf(1), reference: '../../../x' });
    expect(existsSync(app.cache)).toBe(false);
  });

  it('leave no half of a file of a process that died', () => {
    mkdirSync(app.cache, { recursive: true });
    const half = join(app.cache, '.writing-1-1');
    writeFileSync(half, '{');
    utimesSync(half, 1, 1);
    writeReport(app.cache, reportOf(1));
    expect(readdirSync(app.cache)).toHaveLength(1);
  });

  it('are whole while several processes write and rotate them', async () => {
    const store = new URL('../../../dist/development/store/write-report.js', import.meta.url).href;
    const code = `
      const { writeReport } = await import(${JSON.stringify(store)});
      const [folder, report, first] = JSON.parse(process.env.WORK);
      const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
      for (let n = first; n < first + 60; n++) {
        const time = new Date(1780000000000 + n).toISOString();
        writeReport(folder, { ...report, time, reference: alphabet[n >> 5] + alphabet[n & 31] + 'AA-AAAA' });
      }`;
    const processes = [0, 60, 120, 180].map((first) => {
      const env = { ...process.env, WORK: JSON.stringify([app.cache, sampleReport({ detail: 'x'.repeat(20_000) }), first]) };
      return spawn(process.execPath, ['--input-type=module', '-e', code], { env, stdio: ['ignore', 'ignore', 'pipe'] });
    });
    const ended = processes.map(
      (child) =>
        new Promise<string>((resolve) => {
          let errors = '';
          child.stderr.setEncoding('utf8').on('data', (text: string) => {
            errors += text;
          });
          child.on('close', (exit) => resolve(`${exit} ${errors}`));
        }),
    );
    expect(await Promise.all(ended)).toEqual(Array(4).fill('0 '));
    const reports = await keptReports(app.cache);
    expect(reports).toHaveLength(50);
    expect(readdirSync(app.cache)).toHaveLength(50);
    expect(reports.every(({ detail }) => detail?.length === 20_000)).toBe(true);
  }, 30_000);
});
