import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeReport } from '../../../src/development/store/write-report.ts';
import { AppFolder } from '../show/app-folder.ts';
import { sampleReport } from '../text/sample-report.ts';

const BIN = fileURLToPath(new URL('../../../dist/cli/halyard.js', import.meta.url));

let app: AppFolder;
beforeAll(() => {
  app = new AppFolder();
});
afterAll(() => app.remove());

describe('halyard show with a log on its input', () => {
  it('finds a reference by its first letters, also in lines that are not JSON', async () => {
    const input = 'noise\n{"a":{"b":[{"ticket":"7K3M-Q9TX","note":"other names"}]}}\nerror GET / 500 (7K3M-Q9TX)\n{broken 7K3M-Q9TX\n';
    const { stdout } = await app.halyard(['show', '7k3m'], { input });
    expect(stdout).toMatch(/^7K3M-Q9TX: 3 records\n/);
    for (const part of ['note: other names', 'error GET / 500 (7K3M-Q9TX)', '{broken']) expect(stdout).toContain(part);
  });

  it('says what to do if the reference is not there', async () => {
    expect(await app.halyard(['show', '7K3M-Q9TX'], { input: '{"msg":"x"}\n' })).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('No line has the reference'),
    });
    const input = '{"reference":"7K3M-Q9TX","status":500}\n{"reference":"7K3M-AAAA","status":500}\n';
    expect(await app.halyard(['show', '7k3m'], { input })).toMatchObject({ code: 1, stderr: expect.stringContaining('2 references begin with 7K3M') });
    expect(await app.halyard(['show'], { input: 'nothing\n' })).toMatchObject({ code: 1, stderr: expect.stringContaining('no record of a failure') });
  });

  it('skips a line over 1 MB and says so, and lets no escape sequence through', async () => {
    const input = `{"x":"${'y'.repeat(3_000_000)}"}\n{"reference":"7K3M-Q9TX","status":500,"msg":"a\\u001b[31mb\\u202e"}\n`;
    const { stdout, stderr } = await app.halyard(['show', '7K3M-Q9TX'], { input });
    expect(stderr).toContain('lines over 1 MB were skipped: 1');
    expect(stdout).toContain('a\\u001b[31mb');
    expect(stdout).not.toMatch(/\u202e/);
  });

  it('reads a long log in little memory and time', async () => {
    const line = `${JSON.stringify({ level: 30, time: 1_780_000_000_000, msg: 'nothing', filler: 'z'.repeat(400) })}\n`;
    const megabyte = line.repeat(Math.ceil(1_000_000 / line.length));
    const child = spawn(process.execPath, ['--max-old-space-size=96', BIN, 'show', '7K3M-Q9TX'], { cwd: app.path });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    for (let written = 0; written < 300; written++) {
      if (!child.stdin.write(megabyte)) await new Promise((resolve) => void child.stdin.once('drain', resolve));
    }
    child.stdin.end('{"reference":"7K3M-Q9TX","status":500,"msg":"found"}\n');
    expect(await new Promise((resolve) => void child.on('close', resolve))).toBe(0);
    expect(output).toContain('found');
  }, 60_000);

  it('shows on Ctrl+C what was found', async () => {
    const child = spawn(process.execPath, [BIN, 'show', '7K3M-Q9TX'], { cwd: app.path });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    child.stdin.write('{"reference":"7K3M-Q9TX","status":500,"msg":"found before"}\n');
    // It reads when the pipe has taken more than the pipe holds.
    child.stdin.write('noise\n'.repeat(1_000_000));
    await new Promise((resolve) => void child.stdin.once('drain', resolve));
    child.kill('SIGINT');
    expect(await new Promise((resolve) => void child.on('close', resolve))).toBe(130);
    expect(output).toContain('found before');
  });

  it('ends quietly if the reader of its output ends', async () => {
    const lines = Array.from({ length: 5_000 }, () => '{"reference":"7K3M-Q9TX","status":500,"msg":"again and again"}').join('\n');
    app.write('log.txt', lines);
    const child = spawn('bash', ['-c', `${process.execPath} ${BIN} show 7K3M-Q9TX < log.txt | head -1; echo "\${PIPESTATUS[0]}"`], { cwd: app.path });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    }
    await new Promise((resolve) => void child.on('close', resolve));
    expect(output).toBe('7K3M-Q9TX: 2000 records\n0\n');
  });

  it('does not wait for an input that is open and has no data if it has the failure', async () => {
    writeReport(app.cache, sampleReport());
    const child = spawn(process.execPath, [BIN, 'show', '7K3M-Q9TX'], { cwd: app.path });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    expect(await new Promise((resolve) => void child.on('exit', resolve))).toBe(0);
    expect(output).toContain('TypeError [E_ITEMS]: Cannot read the items of an order');
    child.stdin.end();
  });
});
