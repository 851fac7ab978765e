import { existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { prepareFile, UnwritableFileError, writeWhole } from '../../../src/cli/drill/output-file.ts';
import { folderInRepository } from '../../../src/cli/drill/repository-folder.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'halyard-output-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('the file of an output', () => {
  it('is written as a whole into a folder that is created, and nothing else is left there', () => {
    const file = join(folder, 'a/b/report.json');
    prepareFile(file);
    expect(existsSync(file)).toBe(false);
    writeWhole(file, 'one');
    writeWhole(file, 'two');
    expect([readFileSync(file, 'utf8'), readdirSync(join(folder, 'a/b'))]).toEqual(['two', ['report.json']]);
  });

  it('stays behind its link', () => {
    writeFileSync(join(folder, 'real.json'), 'old');
    symlinkSync('real.json', join(folder, 'link.json'));
    writeWhole(join(folder, 'link.json'), 'new');
    expect(readFileSync(join(folder, 'real.json'), 'utf8')).toBe('new');
    expect(lstatSync(join(folder, 'link.json')).isSymbolicLink()).toBe(true);
  });

  it('may be a device, which stays a device', () => {
    prepareFile('/dev/null');
    writeWhole('/dev/null', 'text');
    expect(lstatSync('/dev/null').isCharacterDevice()).toBe(true);
  });

  it('is refused with the reason if it is a folder, or lies below a file', () => {
    mkdirSync(join(folder, 'report.json'));
    writeFileSync(join(folder, 'file'), '');
    expect(() => prepareFile(join(folder, 'report.json'))).toThrow(new UnwritableFileError(`${folder}/report.json cannot be written: it is a folder.`));
    expect(() => prepareFile(join(folder, 'file/report.json'))).toThrow(/cannot be written: a part of its path is a file\.$/);
    expect(() => writeWhole(join(folder, 'file/report.json'), '')).toThrow(UnwritableFileError);
  });
});

describe('the folder of the app in its repository', () => {
  it('is found by the .git above it, which is a folder or a file', () => {
    const app = join(folder, 'apps/shop');
    mkdirSync(app, { recursive: true });
    writeFileSync(join(folder, '.git'), 'gitdir: elsewhere');
    expect([folderInRepository(app), folderInRepository(folder)]).toEqual(['apps/shop', '']);
  });
});
