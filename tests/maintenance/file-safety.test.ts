import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, lchownSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { maintenance } from '../../src/maintenance/maintenance.ts';
import { BIN } from '../cli/project.ts';
import { requestWith } from '../support/reported.ts';
import { FILE, WatchedApp } from './watchers.ts';

const OTHER = 65_534;

let app: WatchedApp;
let path: (name: string) => string;
beforeEach(() => {
  app = new WatchedApp();
  // Another user needs a way to the folders of the test.
  chmodSync(app.project.path, 0o755);
  path = (name) => join(app.project.path, name);
});
afterEach(() => app.end());

const modeOf = (file: string): number => statSync(file).mode & 0o777;

describe('the maintenance file on a machine with several users', () => {
  it.skipIf(process.platform === 'win32')('is in folders that a proxy may enter, whatever the umask is', () => {
    execFileSync('sh', ['-c', 'umask 077; exec "$0" "$@"', process.execPath, BIN, 'down', '--no-wait'], { cwd: app.project.path });
    expect(['.halyard', FILE, `${FILE}.seen`].map((name) => modeOf(path(name)).toString(8))).toEqual(['755', '600', '755']);
  });

  it.runIf(process.getuid?.() === 0)('is not written or removed through a link that another user has placed', async () => {
    mkdirSync(path('shared'));
    chmodSync(path('shared'), 0o1777);
    mkdirSync(path('own'));
    writeFileSync(path('own/keys'), 'of root');
    symlinkSync(path('own/keys'), path('shared/m.json'));
    lchownSync(path('shared/m.json'), OTHER, OTHER);
    const down = await app.halyard(['down', '--no-wait', '--file', 'shared/m.json']);
    expect(down).toMatchObject({ code: 1, stderr: expect.stringContaining('a link of another user') });
    expect(await app.halyard(['up', '--file', 'shared/m.json'])).toMatchObject({ code: 1, stderr: expect.stringContaining('a link of another user') });
    expect(readFileSync(path('own/keys'), 'utf8')).toBe('of root');
  });

  it.runIf(process.getuid?.() === 0)('may be a link of the user who owns the folder it leads to, and belongs to that user', async () => {
    for (const name of ['release', 'kept']) {
      mkdirSync(path(name));
      chownSync(path(name), OTHER, OTHER);
    }
    symlinkSync(path('kept/m.json'), path('release/m.json'));
    lchownSync(path('release/m.json'), OTHER, OTHER);
    expect((await app.halyard(['down', '--no-wait', '--file', 'release/m.json'])).code).toBe(0);
    expect([statSync(path('kept/m.json')).uid, statSync(path('kept/m.json')).gid, statSync(path('release/m.json.seen')).uid]).toEqual([OTHER, OTHER, OTHER]);
    expect((await app.halyard(['up', '--file', 'release/m.json'])).code).toBe(0);
    expect(existsSync(path('kept/m.json'))).toBe(false);
  });

  it.runIf(process.getuid?.() === 0)('is made with the rights of the owner of its folder, and not with those of root', async () => {
    mkdirSync(path('closed'), { mode: 0o555 });
    chownSync(path('closed'), OTHER, OTHER);
    expect(await app.halyard(['down', '--no-wait', '--file', 'closed/m.json'])).toMatchObject({ code: 1, stderr: expect.stringContaining('EACCES') });
  });

  it.runIf(process.getuid?.() === 0)('keeps an app closed that may not enter the folder, which says what to do, and opens after that', async () => {
    const warned = vi.spyOn(process, 'emitWarning').mockReturnValue();
    mkdirSync(path('closed'), { mode: 0o700 });
    process.seteuid?.(OTHER);
    try {
      const source = maintenance({ file: path('closed/m.json') });
      expect(source.meets(requestWith({ url: '/orders' }))).toMatchObject({ retryAfter: 300 });
      expect(warned).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('Let the user of the process enter each folder'), expect.anything());
      process.seteuid?.(0);
      chmodSync(path('closed'), 0o755);
      process.seteuid?.(OTHER);
      await vi.waitFor(() => expect(source.meets(requestWith({ url: '/orders' }))).toBeUndefined(), 2_000);
    } finally {
      process.seteuid?.(0);
      warned.mockRestore();
    }
  });
});
