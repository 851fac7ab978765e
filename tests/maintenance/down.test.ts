import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WatchedApp } from './watchers.ts';

let app: WatchedApp;
beforeEach(() => {
  app = new WatchedApp();
});
afterEach(() => app.end());

describe('halyard down', () => {
  it('closes every process, names them, and halyard up opens them', async () => {
    const [one, two] = [await app.watch(), await app.watch({ OPTIONS: '{"exempt":["/ping"]}' })];
    const down = await app.halyard(['down', '--retry', '600', '--message', 'Back soon']);
    expect(down).toMatchObject({ code: 0, stderr: '' });
    expect(down.stdout).toMatch(/^The app is down:\n {2}File {11}\S+maintenance\.json\n/);
    expect(down.stdout).toMatch(/Retry-After {4}600 seconds\n {2}Message {8}Back soon\n/);
    expect(down.stdout).toMatch(/In force in {4}\d process(?:es)? \(pids? \d+/);
    const status = await app.confirmed('2 processes');
    expect(status).toMatch(/Exempt {9}(?=.*\/healthz)(?=.*\/ping)/);
    for (const { pid } of [one, two]) expect(status).toContain(String(pid));
    expect(await one.meets()).toEqual({ retryAfter: 600, message: 'Back soon' });
    expect([await one.meets('/health'), await two.meets('/ping')]).toEqual([null, null]);
    expect(await two.meets('/health')).toMatchObject({ retryAfter: 600 });

    const up = await app.halyard(['up']);
    expect(up).toMatchObject({ code: 0, stderr: '' });
    expect(up.stdout).toMatch(/^The app is in service, in 2 processes \(pids \d+, \d+\)\.\n$/);
    expect([await one.meets(), await two.meets()]).toEqual([null, null]);
    expect(readdirSync(join(app.project.path, '.halyard'))).toEqual(['.gitignore']);
  });

  it('is in force in a process that starts later, and in each worker thread', async () => {
    await app.halyard(['down', '--no-wait']);
    const late = await app.watch({ THREADS: '2' });
    expect(await late.meets()).toEqual({ retryAfter: 300 });
    expect(await app.confirmed('3 threads')).toContain(`1 process (pid ${late.pid}) with 3 threads`);
  });

  it('says that nobody has confirmed it, if no process watches the file', async () => {
    const { code, stdout, stderr } = await app.halyard(['down']);
    expect({ code, first: stdout.split('\n', 1)[0] }).toEqual({ code: 1, first: 'The file is written:' });
    expect(stderr).toContain('halyard: no process has confirmed the outage.');
    expect(stderr).toContain('maintenance: maintenance()');
    expect(await app.halyard(['down', '--no-wait'])).toMatchObject({ code: 0, stderr: '' });
  });

  it('names a process that is too busy to see a change', async () => {
    const [one, two] = [await app.watch(), await app.watch()];
    expect((await app.halyard(['down'])).code).toBe(0);
    await app.confirmed('2 processes');
    two.block(6_000);
    const { code, stdout, stderr } = await app.halyard(['down', '--retry', '60']);
    expect(code).toBe(1);
    expect(stdout).toContain(`1 process (pid ${one.pid})`);
    expect(stderr).toContain(`halyard: 1 process (pid ${two.pid}) did not see the outage in time.`);
  });

  it('fails if fewer processes confirm it than the person expects', async () => {
    await app.watch({ THREADS: '2' });
    const few = await app.halyard(['down', '--processes', '2']);
    expect(few).toMatchObject({ code: 1, stderr: expect.stringContaining('halyard: 1 of 2 processes have confirmed the outage.') });
    await app.watch();
    expect(await app.halyard(['down', '--processes', '2'])).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('2 processes') });
  });

  it('says so if another command changes or ends the outage in the meantime, and leaves its notes', async () => {
    await app.watch();
    const first = app.halyard(['down', '--retry', '60', '--processes', '2']);
    await app.confirmed('Retry-After    60 seconds');
    const second = await app.halyard(['down', '--retry', '90']);
    expect(second.code).toBe(0);
    expect(await first).toMatchObject({ code: 1, stderr: expect.stringContaining('another command has changed or ended the outage') });
    expect((await app.halyard(['down', '--status'])).stdout).toContain('In force in    1 process (pid');
  });

  it('does not wait for a process that has been killed', async () => {
    const [one, two] = [await app.watch(), await app.watch()];
    await app.halyard(['down']);
    await two.end();
    const { code, stdout } = await app.halyard(['down', '--retry', '60']);
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining(`1 process (pid ${one.pid})`) });
  });

  it('opens the app by the link that it prints, in every process', async () => {
    const [one, two] = [await app.watch(), await app.watch()];
    const { stdout } = await app.halyard(['down', '--secret']);
    const [, query = ''] = /https:\/\/your\.site\/\?(halyard-secret=[\da-f]{32}) /.exec(stdout) ?? [];
    for (const watcher of [one, two]) expect(await watcher.meets(`/orders?${query}`)).toMatchObject({ status: 303, headers: { location: './orders' } });
    expect(await one.meets('/orders?halyard-secret=wrong')).toEqual({ retryAfter: 300 });
    await app.halyard(['down', '--retry', '60']);
    expect(await one.meets(`/orders?${query}`)).toMatchObject({ status: 303 });
    await app.halyard(['down', '--secret', 'harbour-crane-27']);
    expect(await two.meets(`/orders?${query}`)).toEqual({ retryAfter: 60 });
  });
});
