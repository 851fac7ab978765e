import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { root } from './pack.ts';

const PARTS = ['src', 'tests', 'scripts', 'docs', 'examples', 'sails-hook', 'create-halyard'];
const FILES = ['README.md', 'llms.txt', 'package.json', 'knip.jsonc', 'biome.jsonc', 'tsconfig.json', 'vitest.config.ts'];
/** The installed packages: those of the repository, and of the workspace whose packages cannot stand beside them. */
const INSTALLED = ['node_modules', 'tests/libraries/older-peers/node_modules'];

/** A copy of the repository in which a test may write. It shares the installed packages. */
export class Copy {
  readonly folder = mkdtempSync(join(tmpdir(), 'halyard-copy-'));

  constructor() {
    const filter = (path: string): boolean => !['node_modules', '.cache', '.tmp'].includes(basename(path));
    for (const part of [...PARTS, ...FILES]) cpSync(join(root, part), join(this.folder, part), { recursive: true, filter });
    for (const installed of INSTALLED) symlinkSync(join(root, installed), join(this.folder, installed));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}
