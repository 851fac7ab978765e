import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FILE, WatchedApp } from './watchers.ts';

/** Counts the looks at the file, while 50 apps watch it and after they are collected. */
const MANY = `import { createHook } from 'node:async_hooks';
import { setTimeout } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { maintenance } from 'halyard/maintenance';
setFlagsFromString('--expose-gc');
const gc = runInNewContext('gc');
let looks = 0;
createHook({ init: (_id, type) => { if (type === 'FSREQCALLBACK') looks += 1; } }).enable();
let apps = Array.from({ length: 50 }, () => maintenance());
await setTimeout(600);
const whileWatched = looks;
apps = undefined;
for (let i = 0; i < 5; i++) {
  gc();
  await setTimeout(400);
}
looks = 0;
await setTimeout(600);
console.log(whileWatched >= 50, looks);
`;
let app: WatchedApp;
beforeEach(() => {
  app = new WatchedApp();
});
afterEach(() => app.end());

describe('halyard down --status', () => {
  it('says whether the app is down, and changes nothing', async () => {
    expect(await app.halyard(['down', '--status'])).toMatchObject({ code: 0, stdout: expect.stringMatching(/^The app is in service\. There is no file /) });
    const watcher = await app.watch();
    await app.halyard(['down', '--message', 'Back soon']);
    const before = app.project.read(FILE);
    const { code, stdout } = await app.halyard(['down', '--status', '--retry', '60']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^The app is down:\n[\s\S]*Back soon\n/);
    expect(stdout).toContain(`1 process (pid ${watcher.pid})`);
    expect(app.project.read(FILE)).toBe(before);
  });
});

describe('halyard up', () => {
  it('says that the app is not down', async () => {
    expect(await app.halyard(['up'])).toMatchObject({ code: 0, stdout: expect.stringMatching(/^The app is not down\. There is no file /) });
  });

  it('removes a file that cannot be used, and an empty folder in its place', async () => {
    app.project.write(FILE, '{');
    expect(await app.halyard(['up'])).toMatchObject({ code: 0, stdout: 'The app is in service.\n' });
    mkdirSync(join(app.project.path, FILE));
    expect(await app.halyard(['up'])).toMatchObject({ code: 0, stdout: 'The app is in service.\n' });
    expect(app.project.has(FILE)).toBe(false);
  });

  it('takes options of its own only', async () => {
    expect(await app.halyard(['up', '--retry', '60'])).toMatchObject({ code: 2, stderr: expect.stringContaining('"halyard up" has no option "--retry"') });
  });
});

describe('a process that watches the file', () => {
  it('ends by itself', async () => {
    app.project.write('short.mjs', "import { maintenance } from 'halyard/maintenance';\nmaintenance();\n");
    expect(await app.project.run(join(app.project.path, 'short.mjs'), [])).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  it('may have many apps, and forgets those that are collected', async () => {
    app.project.write('many.mjs', MANY);
    expect(await app.project.run(join(app.project.path, 'many.mjs'), [])).toEqual({ code: 0, stdout: 'true 0\n', stderr: '' });
  });

  it('writes nothing while the app is in service', async () => {
    await app.watch();
    expect(app.project.has('.halyard')).toBe(false);
  });

  it('is closed although it can write no note', async () => {
    // As in a container with a read-only file system: there is no folder for notes, and root could write into any.
    app.project.write(FILE, '{"version":1,"id":"own","retry":60}');
    const watcher = await app.watch();
    expect(await watcher.meets()).toEqual({ retryAfter: 60 });
  });
});
