import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const bin = fileURLToPath(new URL('../../../dist/cli/halyard.js', import.meta.url));
const app = fileURLToPath(new URL('../../../examples/express/', import.meta.url));
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'halyard-drill-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command as a shell does, with pipes. */
function drill(...args: readonly string[]): Promise<Ended> {
  const child = spawn(process.execPath, [bin, 'drill', ...args], { cwd: app, stdio: ['ignore', 'pipe', 'pipe'] });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
}

describe('halyard drill', () => {
  it('says that no server answers at an address, and does not call that a crash', async () => {
    const { code, stdout, stderr } = await drill('http://127.0.0.1:1');
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^halyard: E_DRILL_START: found the address http:\/\/127\.0\.0\.1:1, where no server answers\. .*Start it first/m);
  });

  it('ends the sentence about an option without its value', async () => {
    expect(await drill('server.js', '--languages')).toMatchObject({ code: 2, stderr: expect.stringMatching(/missing\. See "halyard drill --help"\.\n$/) });
  });

  it('writes every output that it is asked for, and says where', async () => {
    const file = (name: string): string => join(folder, 'new/folder', name);
    const { code, stdout, stderr } = await drill(
      ...[
        'server.js',
        '--only',
        'notFound',
        '--json',
        file('drill.json'),
        '--sarif',
        file('drill.sarif'),
        '--junit',
        file('drill.xml'),
        '--html',
        file('drill.html'),
      ],
    );
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: ['json', 'sarif', 'xml', 'html'].map((end, at) => `${['JSON', 'SARIF', 'JUnit', 'HTML'][at]}: ${file(`drill.${end}`)}\n`).join(''),
    });
    expect(stdout).toMatch(/^\nhalyard drill server\.js\nExpress · Halyard \S+ · production\n[\s\S]*\d+ answers, 0 findings, .*s\n$/);
    expect(readdirSync(file('.')).sort()).toEqual(['drill.html', 'drill.json', 'drill.sarif', 'drill.xml']);
    expect((JSON.parse(readFileSync(file('drill.json'), 'utf8')) as { passed: boolean }).passed).toBe(true);
    expect(readFileSync(file('drill.html'), 'utf8')).toContain('Nothing found in');
  }, 120_000);

  it('writes only the JSON to the standard output with --json, and the totals to stderr', async () => {
    const { code, stdout, stderr } = await drill('--json', 'server.js', '--only', 'notFound');
    expect(code).toBe(0);
    const { answers } = JSON.parse(stdout) as { answers: readonly { response: string; situation: string }[] };
    // The faults of a server are played on each run.
    const bare = answers.filter(({ situation }) => situation === 'bare');
    expect(new Set(bare.map(({ response }) => response))).toEqual(new Set(['notFound']));
    expect(stderr).toMatch(/^\d+ answers, 0 findings, [^\n]*\n$/);
  }, 120_000);

  it.each([
    ['no entry', [], 'Name the file that exports your app'],
    ['no such file', ['missing.js'], 'missing.js'],
    ['two entries', ['a.js', 'out.txt'], 'write --json=out.txt.'],
    ['an unknown option', ['server.js', '--jsn'], 'has no option "--jsn".'],
    ['a time that is no number', ['server.js', '--timeout', 'soon'], '--timeout is a number of seconds'],
    ['no name of a response', ['server.js', '--only', ','], '--only needs the name of a response'],
    ['two outputs to the standard output', ['server.js', '--json', '--sarif'], 'Only one output can go to the standard output.'],
    ['two outputs in one file', ['server.js', '--json', 'a.json', '--sarif', 'a.json'], 'Two outputs have the same file, a.json.'],
    ['an empty name', ['server.js', '--json='], 'The name of an output file is empty.'],
    ['a file that cannot be written', ['server.js', '--json', 'server.js/a.json'], 'a part of its path is a file.'],
    ['no file of situations', ['server.js', '--situations', 'missing.js'], 'no file missing.js'],
  ])('ends with 2 and one line for %s', async (_, args, problem) => {
    const { code, stdout, stderr } = await drill(...args);
    expect([code, stdout, stderr.split('\n').length]).toEqual([2, '', 2]);
    expect(stderr).toContain(problem);
  });

  it('ends with 1 and no stack of Halyard for an app that does not start', async () => {
    const entry = join(folder, 'broken.mjs');
    writeFileSync(entry, 'throw new Error("the database is down");');
    const { code, stdout, stderr } = await drill(entry);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain('the database is down');
    expect(stderr).not.toContain('play-and-report');
  }, 60_000);

  it('reads situations from a file of the app', async () => {
    const file = join(folder, 'situations.mjs');
    writeFileSync(file, 'export default [{ name: "signed in as Ann", headers: { cookie: "session=1" } }];');
    const { code, stdout } = await drill('server.js', '--json', '--only', 'notFound', '--situations', file);
    expect(code).toBe(0);
    expect(stdout).toContain('"situation": "signed in as Ann"');
    expect(stdout).not.toContain('session=1');
  }, 120_000);

  it('explains each option with --help', async () => {
    const { code, stdout } = await drill('--help');
    expect(code).toBe(0);
    for (const name of ['only', 'situations', 'languages', 'export', 'node-env', 'timeout', 'strict', 'json', 'sarif', 'junit', 'html'])
      expect(stdout).toContain(`--${name} `);
  });
});
