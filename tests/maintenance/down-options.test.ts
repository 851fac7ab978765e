import { chownSync, existsSync, lstatSync, mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FILE, WatchedApp } from './watchers.ts';

let app: WatchedApp;
beforeEach(() => {
  app = new WatchedApp();
});
afterEach(() => app.end());

describe('the options of halyard down', () => {
  it('changes the outage, and keeps what is not named', async () => {
    await app.halyard(['down', '--no-wait', '--until', '2090-01-01T10:00Z', '--message', 'Back soon', '--secret']);
    const before = app.stored();
    const { stdout } = await app.halyard(['down', '--no-wait', '--retry', '60']);
    const after = app.stored();
    expect(after).toEqual({ ...before, retry: 60, id: after['id'] });
    expect(after['id']).not.toBe(before['id']);
    expect(stdout).toContain('the secret that you have set before still opens the app');
    await app.halyard(['down', '--no-wait', '--until', '', '--message', '']);
    expect(Object.keys(app.stored())).toEqual(['version', 'id', 'since', 'retry', 'key', 'secret']);
    await app.halyard(['down', '--no-wait', '--no-secret']);
    expect(app.stored()['secret']).toBeUndefined();
    expect(app.stored()['key']).not.toBe(before['key']);
  });

  it('says when the outage is expected to end, in both times, and that the app does not open by itself', async () => {
    const { stdout } = await app.halyard(['down', '--no-wait', '--until', '2090-01-01T00:30'], { TZ: 'Europe/Paris' });
    expect(stdout).toContain('00:30 on 2090-01-01 (23:30 UTC on 2089-12-31). The app stays down until you run "halyard up".');
    expect(app.stored()['until']).toBe('2089-12-31T23:30:00.000Z');
  });

  it.each([
    ['--retry', 'soon', '--retry is "soon". Expected whole seconds'],
    ['--retry', '0', '--retry is "0"'],
    ['--retry', '2592001', '--retry is "2592001"'],
    ['--until', '25:00', '--until is "25:00". Expected a time such as 14:00'],
    ['--until', '2020-01-01T10:00', 'which is in the past'],
    ['--secret', 'short', '--secret has 5 characters. Expected at least 12.'],
    ['--secret', 'aaaaaaaaaaaaaaaa', 'fewer than 6 different characters'],
    ['--secret', '', '--secret has 0 characters'],
    ['--message', 'a\nb', 'line break'],
    ['--message', 'x'.repeat(501), '--message has 501 characters'],
    ['--file', '', '--file is empty'],
    ['--processes', 'all', '--processes is "all". Expected the number of processes'],
    ['--processes', '0', '--processes is "0"'],
    ['--retri', '5', 'has no option "--retri"'],
  ])('refuses %s %j, and writes nothing', async (name, value, problem) => {
    expect(await app.halyard(['down', name, value])).toEqual({ code: 2, stdout: '', stderr: expect.stringContaining(problem) });
    expect(existsSync(join(app.project.path, '.halyard'))).toBe(false);
  });

  it('writes a file that only its owner can read, with no secret in it, and that git ignores', async () => {
    await app.halyard(['down', '--no-wait', '--secret', 'harbour-crane-27']);
    expect(statSync(join(app.project.path, FILE)).mode & 0o777).toBe(0o600);
    expect(app.project.read(FILE)).not.toContain('harbour-crane');
    expect(app.project.read('.halyard/.gitignore')).toBe('*\n');
  });

  it.runIf(process.getuid?.() === 0)('gives the file to the owner of the folder if root writes it', async () => {
    chownSync(app.project.path, 65_534, 65_534);
    await app.halyard(['down', '--no-wait']);
    for (const path of ['.halyard', FILE, `${FILE}.seen`]) expect(statSync(join(app.project.path, path)).uid).toBe(65_534);
  });

  it('writes the file that HALYARD_MAINTENANCE_FILE names, or that --file names', async () => {
    const env = { HALYARD_MAINTENANCE_FILE: join(app.project.path, 'volume/outage') };
    const watcher = await app.watch(env);
    expect((await app.halyard(['down'], env)).code).toBe(0);
    expect(await watcher.meets()).toEqual({ retryAfter: 300 });
    expect((await app.halyard(['up', '--file', 'volume/outage'])).stdout).toContain('in 1 process');
    expect((await app.halyard(['down', '--file', 'own.json', '--no-wait'], env)).code).toBe(0);
    expect(app.project.has('own.json')).toBe(true);
  });

  it('works in a folder below the app', async () => {
    mkdirSync(join(app.project.path, 'src/deep'), { recursive: true });
    await app.project.halyard(['down', '--no-wait'], { folder: 'src/deep' });
    expect(app.project.has(FILE)).toBe(true);
  });

  it('replaces a file that cannot be used, and says so', async () => {
    mkdirSync(join(app.project.path, '.halyard'));
    writeFileSync(join(app.project.path, FILE), 'down');
    expect(await app.halyard(['down', '--no-wait'])).toMatchObject({ code: 0, stderr: expect.stringContaining('is replaced, because it is not JSON') });
    expect(app.stored()['retry']).toBe(300);
  });

  it('says what to do if the file cannot be written', async () => {
    app.project.write('taken', '');
    const { code, stderr } = await app.halyard(['down', '--file', 'taken/maintenance.json']);
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('cannot be written (E') });
  });

  it('keeps a link to a file that several releases share', async () => {
    mkdirSync(join(app.project.path, '.halyard'));
    symlinkSync('../shared/outage.json', join(app.project.path, FILE));
    expect((await app.halyard(['down', '--no-wait', '--retry', '60'])).code).toBe(0);
    expect(lstatSync(join(app.project.path, FILE)).isSymbolicLink()).toBe(true);
    expect(JSON.parse(app.project.read('shared/outage.json'))).toMatchObject({ retry: 60 });
    expect((await app.halyard(['up'])).stdout).toBe('The app is in service.\n');
    expect({ file: app.project.has('shared/outage.json'), link: lstatSync(join(app.project.path, FILE)).isSymbolicLink() }).toEqual({
      file: false,
      link: true,
    });
  });

  it('replaces an empty folder with the name of the file', async () => {
    mkdirSync(join(app.project.path, FILE), { recursive: true });
    expect(await app.halyard(['down', '--no-wait'])).toMatchObject({ code: 0, stderr: expect.stringContaining('EISDIR') });
    expect(app.stored()['retry']).toBe(300);
  });
});
