import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { drill } from './drilled.ts';

const APP = fileURLToPath(new URL('apps/hangs.mjs', import.meta.url));
const DRILL = new URL('../../dist/drill/run/drill.js', import.meta.url).href;
const SCRIPT = `import { drill } from ${JSON.stringify(DRILL)}; await drill(${JSON.stringify(APP)}, { timeout: 300_000, only: ['badRequest'] });`;
const LIMIT = 60_000;

const folder = mkdtempSync(join(tmpdir(), 'halyard-killed-'));
const started: ChildProcess[] = [];
const pids: number[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
  for (const pid of pids.splice(0).filter(exists)) process.kill(pid, 'SIGKILL');
});
afterAll(() => rmSync(folder, { recursive: true }));

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function until(fulfilled: () => boolean): Promise<void> {
  const end = Date.now() + LIMIT;
  while (!fulfilled() && Date.now() < end) await delay(50);
}

/** The process id of the app when it has begun to loop. */
async function pidIn(file: string): Promise<number> {
  let text = '';
  await until(() => {
    try {
      text = readFileSync(file, 'utf8');
    } catch {
      // It does not loop yet.
    }
    return text.endsWith('\n');
  });
  const pid = Number(text);
  pids.push(pid);
  return pid;
}

describe('an app that loops for ever', () => {
  it.each((['start', 'request'] as const).flatMap((hang) => (['SIGKILL', 'SIGTERM', 'SIGINT'] as const).map((signal) => [hang, signal] as const)))(
    'at %s ends when its drill gets %s',
    async (hang, signal) => {
      const file = join(folder, `${hang}-${signal}`);
      const env = { ...process.env, HANG: hang, HANG_FILE: file, FLASH_SECRET: 'a secret of the drill, 123456789012345678' };
      const running = spawn(process.execPath, ['--input-type=module', '-e', SCRIPT], { env, stdio: 'ignore' });
      started.push(running);
      const ended = new Promise((resolve) => running.once('exit', (_code, by) => resolve(by)));
      const pid = await pidIn(file);
      expect(exists(pid)).toBe(true);
      running.kill(signal);
      expect(await ended).toBe(signal);
      await until(() => !exists(pid));
      expect(exists(pid)).toBe(false);
    },
    180_000,
  );

  it('is killed when it does not start in time, and the drill leaves no listener behind', async () => {
    const counts = (): readonly number[] => ['exit', 'SIGINT', 'SIGTERM'].map((name) => process.listenerCount(name));
    const before = counts();
    const file = join(folder, 'in-time');
    Object.assign(process.env, { HANG: 'start', HANG_FILE: file });
    await expect(drill(APP, { timeout: 5_000 })).rejects.toThrow(/E_DRILL_START/);
    const pid = await pidIn(file);
    await until(() => !exists(pid) && counts().join() === before.join());
    expect(exists(pid)).toBe(false);
    expect(counts()).toEqual(before);
  }, 180_000);
});
