import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { root } from './pack.ts';

const PARTS = ['src', 'tests', 'scripts', 'docs', 'examples', 'sails-hook'];
const FILES = ['README.md', 'llms.txt', 'package.json', 'knip.jsonc', 'biome.jsonc', 'tsconfig.json', 'vitest.config.ts'];

/** A copy of the repository in which a test may write. It shares the installed packages. */
export class Copy {
  readonly folder = mkdtempSync(join(tmpdir(), 'halyard-copy-'));

  constructor() {
    const filter = (path: string): boolean => !['node_modules', '.cache', '.tmp'].includes(basename(path));
    for (const part of [...PARTS, ...FILES]) cpSync(join(root, part), join(this.folder, part), { recursive: true, filter });
    symlinkSync(join(root, 'node_modules'), join(this.folder, 'node_modules'));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}
