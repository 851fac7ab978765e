import { spawnSync } from 'node:child_process';
import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Copy } from '../package/copy.ts';
import { ROOT } from './pages.ts';

describe('the generated tables of README.md and docs/', () => {
  it('match the source: node scripts/docs.mjs --check', () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, 'scripts/docs.mjs'), '--check'], { encoding: 'utf8' });
    expect({ status, output: stdout + stderr }).toEqual({ status: 0, output: '' });
  });

  it('are not compared with a dist that is missing, or older than the source', () => {
    const copy = new Copy();
    try {
      const check = () => spawnSync(process.execPath, [join(copy.folder, 'scripts/docs.mjs'), '--check'], { encoding: 'utf8' });
      const message = 'docs: dist/ is missing or older than src/, so that the tables cannot be compared. Build it first: npm run build\n';
      expect(check()).toMatchObject({ status: 1, stderr: message });
      mkdirSync(join(copy.folder, 'dist'));
      writeFileSync(join(copy.folder, 'dist/index.js'), '');
      utimesSync(join(copy.folder, 'dist/index.js'), 0, 0);
      expect(check()).toMatchObject({ status: 1, stderr: message });
    } finally {
      copy.remove();
    }
  });
});
