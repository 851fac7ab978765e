import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const BIN = join(import.meta.dirname, '../../dist/cli/halyard.js');
const APP = join(import.meta.dirname, 'apps/express-return');

function doctor(folder: string, ...args: readonly string[]): { readonly status: number | null; readonly stdout: string; readonly stderr: string } {
  const env = { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' };
  return spawnSync(process.execPath, [BIN, 'doctor', ...args], { cwd: folder, encoding: 'utf8', env });
}

describe('halyard doctor', () => {
  it('shows a finding with its place, and ends with 1', () => {
    const { status, stdout, stderr } = doctor(APP);
    expect([status, stderr]).toEqual([1, '']);
    expect(stdout).toContain('  routes/orders.js:18  response-not-returned\n');
    expect(stdout).toContain('    → Write "return res.notFound(…);".\n');
    expect(stdout).toMatch(/\n1 finding in 1 file\n$/);
  });

  it('writes JSON', () => {
    const { status, stdout } = doctor(APP, 'server.js', '--json');
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      entry: 'server.js',
      hosts: ['express'],
      findings: [{ code: 'response-not-returned', file: 'routes/orders.js', line: 18 }],
    });
  });

  it('lists what it has checked, and ends with 0', () => {
    const { status, stdout } = doctor(join(import.meta.dirname, '../../examples'), 'koa');
    expect(status).toBe(0);
    expect(stdout).toMatch(/Nothing found\. Checked:\n {2}the releases of Node/);
  });

  it('says that there is no entry', () => {
    const none = doctor(mkdtempSync(join(tmpdir(), 'halyard-doctor-')));
    expect([none.status, none.stdout]).toEqual([1, '']);
    expect(none.stderr).toContain('halyard: No entry was found.');
    expect(doctor(APP, 'none.js').stderr).toContain('halyard: There is no source file "none.js".');
    expect(doctor(APP, '--jsn').status).toBe(2);
  });
});
