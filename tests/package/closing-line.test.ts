import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { root } from './pack.ts';

describe('the closing line of a test run', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'halyard-run-'));
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** Runs one test file. Returns the last line and the exit code. */
  function runOf(code: string, ...args: readonly string[]) {
    writeFileSync(join(folder, 'a.test.ts'), `import { expect, it } from 'vitest';\n${code}`);
    const vitest = [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--root', folder, '--reporter', join(root, 'scripts/reporter.ts'), ...args];
    const { stdout, status } = spawnSync(process.execPath, vitest, { cwd: folder, encoding: 'utf8' });
    return { lines: stdout.trimEnd().split('\n'), last: stdout.trimEnd().split('\n').at(-1), status };
  }

  it('counts what passed, failed and was skipped, and prints the reason for a skip', () => {
    const { lines, last, status } = runOf("it('holds', () => {}); it('breaks', () => expect(1).toBe(2)); it('waits', ({ skip }) => skip('no browser here'));");
    expect(last).toBe('1 passed, 1 failed, 1 skipped');
    expect(lines).toContain('skipped  a.test.ts > waits: no browser here');
    expect(status).toBe(1);
  });

  it('ends with exit code 0 when every test that ran passed', () => {
    expect(runOf("it('holds', () => {});")).toMatchObject({ last: '1 passed, 0 failed, 0 skipped', status: 0 });
  });

  it('counts a file that does not load as failed', () => {
    expect(runOf("throw new Error('not today');")).toMatchObject({ last: '0 passed, 1 failed, 0 skipped', status: 1 });
  });

  it('counts an error that nobody caught as failed', () => {
    expect(runOf("it('holds', () => { setTimeout(() => { throw new Error('late'); }); return new Promise((go) => setTimeout(go, 50)); });")).toMatchObject({
      last: '1 passed, 1 failed, 0 skipped',
      status: 1,
    });
  });

  it('fails a run without tests', () => {
    expect(runOf("it('holds', () => {});", '-t', 'something else')).toMatchObject({ last: '0 passed, 0 failed, 1 skipped', status: 1 });
    expect(runOf("it('waits', ({ skip }) => skip('no browser here'));")).toMatchObject({ last: '0 passed, 0 failed, 1 skipped', status: 1 });
  });
});

describe('npm run check', () => {
  const check = (...args: readonly string[]) => spawnSync(process.execPath, [join(root, 'scripts/check.mjs'), ...args], { encoding: 'utf8' });

  it('lists its steps', () => {
    expect(check('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('size-limit') });
  });

  it('rejects an unknown step', () => {
    expect(check('sizes')).toMatchObject({ status: 1, stderr: expect.stringContaining('There is no step "sizes". The steps are lint,') });
  });

  it('runs the steps in its arguments and counts them', () => {
    expect(check('package').stdout).toMatch(/^ok +package +\d+\.\d s\n1 passed, 0 failed, 0 skipped\n$/);
  });
});
