import { existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Project } from '../project.ts';

const SERVER = `
import express from 'express';
import { halyard } from 'halyard/express';
const app = express();
halyard(app);
app.listen(1337);
`;

describe('the folder of halyard export', () => {
  let project: Project;
  const files = (): readonly string[] => Object.keys(project.files()).filter((file) => file.startsWith('dist/'));
  const exported = (...args: readonly string[]) => project.halyard(['export', ...args]);
  beforeAll(() => {
    project = new Project({ name: 'shop', type: 'module', scripts: { start: 'node server.js' } }, ['express']);
    project.write('server.js', SERVER);
  });
  beforeEach(() => rmSync(join(project.path, 'dist'), { recursive: true, force: true }));
  afterAll(() => project.remove());

  it('has the pages of the app that package.json starts, and a list of them', async () => {
    const { code, stdout, stderr } = await exported('--statuses', '404,502');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^pages {2}8 files {2}\d+\.\d kB {2}dist\/errors\/pages\n/);
    const formats = ['html', 'json', 'md', 'txt'];
    const pages = [404, 502].flatMap((status) => formats.map((format) => `pages/${status}.${format}`));
    expect(files()).toEqual(['dist/errors/manifest.json', ...pages.map((page) => `dist/errors/${page}`)]);
    const manifest = JSON.parse(project.read('dist/errors/manifest.json')) as { pages: { file: string; bytes: number }[]; files: object };
    expect(manifest.files).toEqual({ pages });
    expect(manifest.pages.map(({ file, bytes }) => [file, bytes])).toEqual(pages.map((page) => [page, Buffer.byteLength(project.read(`dist/errors/${page}`))]));
    expect(project.read('dist/errors/pages/502.html')).toContain('{{reference}}');
  });

  it('is followed by the lines that a proxy needs', async () => {
    const { stdout } = await exported('--statuses', '404', '--for', 'nginx,caddy,s3', '--folder', '/opt/pages');
    const steps = stdout.slice(stdout.indexOf('Next:'));
    expect(steps).toMatch(/\n {2}nginx: .*include "\/opt\/pages\/http\.conf"; .*include "\/opt\/pages\/server\.conf";/);
    expect(steps).toMatch(/\n {2}caddy: .*import \/opt\/pages\/errors\.caddy .*import halyard_errors .*import halyard_upstream/);
    expect(steps).toContain('\n  s3: read dist/errors/s3/README.md\n');
  });

  it('is the same after a second export, byte for byte', async () => {
    await exported();
    const first = project.files();
    await exported();
    expect(project.files()).toEqual(first);
  });

  it('keeps no page that a later export does not write, and every file of somebody else', async () => {
    project.write('dist/errors/pages/503-old.html', 'mine');
    await exported('--statuses', '404,502,503');
    const { stdout } = await exported('--statuses', '502');
    expect(stdout).toContain('8 files of an earlier export removed');
    expect(files().filter((file) => file.endsWith('html'))).toEqual(['dist/errors/pages/502.html', 'dist/errors/pages/503-old.html']);
    expect(project.read('dist/errors/pages/503-old.html')).toBe('mine');
  });

  it.each([
    ['a page', 'pages/404.html', 'mine'],
    ['a manifest', 'manifest.json', '{ "name": "of a web app" }'],
    ['a broken manifest', 'manifest.json', '{'],
  ])('with %s of somebody else is refused, and stays as it is', async (_, file, text) => {
    project.write(`dist/errors/${file}`, text);
    const { code, stdout, stderr } = await exported('--statuses', '404');
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/E_EXPORT_FOLDER: found .*, which no export has written\..*Nothing was changed\.\n$/);
    expect(files()).toEqual([`dist/errors/${file}`]);
    expect(project.read(`dist/errors/${file}`)).toBe(text);
  });

  it('is refused if it is a file, or if its pages are a link to another folder', async () => {
    project.write('dist/errors', 'a file');
    expect((await exported()).stderr).toContain('dist/errors, which is a file');
    rmSync(join(project.path, 'dist/errors'));
    mkdirSync(join(project.path, 'dist/errors'));
    mkdirSync(join(project.path, 'dist/elsewhere'));
    symlinkSync(join(project.path, 'dist/elsewhere'), join(project.path, 'dist/errors/pages'));
    const { code, stderr } = await exported();
    expect([code, stderr]).toEqual([2, expect.stringContaining('dist/errors/pages, which is a link or a file')]);
    expect(files()).toEqual([]);
  });

  it('removes nothing outside of itself, whatever its manifest lists', async () => {
    project.write('dist/mine.html', 'mine');
    await exported('--statuses', '404');
    const manifest = JSON.parse(project.read('dist/errors/manifest.json')) as { files: Record<string, string[]> };
    manifest.files['pages']?.push('../mine.html', join(project.path, 'dist/mine.html'), 'pages/../../mine.html');
    project.write('dist/errors/manifest.json', JSON.stringify(manifest));
    expect((await exported('--statuses', '502')).code).toBe(0);
    expect(project.read('dist/mine.html')).toBe('mine');
  });

  it('keeps the files of before if the app does not start', async () => {
    await exported('--statuses', '404');
    const before = project.files();
    project.write('broken.js', 'throw new Error("no database");\n');
    const { code, stderr } = await exported('broken.js', '--statuses', '502');
    expect([code, stderr]).toEqual([1, expect.stringContaining('no database')]);
    rmSync(join(project.path, 'broken.js'));
    expect(project.files()).toEqual(before);
    expect(existsSync(join(project.path, 'dist/errors/pages/502.html'))).toBe(false);
  });
});
