import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FILES = ['scripts/serverless-platforms.mjs', 'scripts/separate-install.mjs', 'scripts/debian.mjs', 'tests/serverless/platforms.json'];

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** Calls `ensurePlatform('azure')` in a copy of its files, with a program in place of npm, or with none. */
function ensured(npm: string | undefined) {
  const folder = mkdtempSync(join(tmpdir(), 'halyard-platforms-'));
  folders.push(folder);
  for (const file of FILES) cpSync(join(ROOT, file), join(folder, file));
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  if (npm !== undefined) {
    writeFileSync(join(bin, 'npm'), `#!/bin/sh\n${npm}\n`);
    chmodSync(join(bin, 'npm'), 0o755);
  }
  const call = `import { ensurePlatform } from './scripts/serverless-platforms.mjs'; console.log(String(ensurePlatform('azure')));`;
  const run = () => spawnSync(process.execPath, ['--input-type=module', '-e', call], { cwd: folder, encoding: 'utf8', env: { PATH: bin } });
  const cache = join(folder, '.cache/separate');
  return { run, left: () => (existsSync(cache) ? readdirSync(cache) : []) };
}

describe('the packages of a serverless platform', () => {
  it('are installed once, in a folder named after their versions', () => {
    const { run, left } = ensured('[ ! -e ../../../called ] && : > ../../../called');
    const first = run();
    expect(first).toMatchObject({ status: 0, stdout: expect.stringMatching(/\/azure-[0-9a-f]{12}\n$/) });
    expect(run()).toMatchObject({ stdout: first.stdout, stderr: '' });
    expect(left()).toEqual([expect.stringMatching(/^azure-[0-9a-f]{12}$/)]);
  });

  it.each([
    ['npm fails', 'echo "npm error code ENOTFOUND" >&2; exit 1', 'npm error code ENOTFOUND'],
    ['npm ends without an answer', 'kill -9 $$', 'ended by SIGKILL'],
    ['there is no npm', undefined, 'ENOENT'],
  ])('are left out with the reason when %s', (_, npm, reason) => {
    const { run, left } = ensured(npm);
    const { status, stdout, stderr } = run();
    expect({ status, last: stdout.trimEnd().split('\n').at(-1) }).toEqual({ status: 0, last: 'undefined' });
    expect(stdout + stderr).toContain(reason);
    expect(left()).toEqual([]);
  });
});
