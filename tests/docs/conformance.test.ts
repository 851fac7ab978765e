import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pageAt, ROOT } from './pages.ts';

const routes = pageAt('docs/conformance.md').blocks.find(({ file }) => file === 'routes.mjs')?.text ?? '';

describe('a control fixture, started as docs/conformance.md describes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'halyard-docs-'));
  let fixture: ChildProcess;
  let origin: string;

  beforeAll(async () => {
    writeFileSync(join(folder, 'routes.mjs'), routes);
    const env = { ...process.env, CONTROL: pathToFileURL(join(folder, 'routes.mjs')).href, PORT: '0', NODE_ENV: 'production' };
    fixture = spawn(process.execPath, ['tests/control/express.mjs'], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'ignore'] });
    origin = await new Promise((resolve, reject) => {
      let output = '';
      fixture.stdout?.setEncoding('utf8').on('data', (text: string) => {
        output += text;
        const listening = /^LISTENING (http:\/\/127\.0\.0\.1:\d+)$/m.exec(output)?.[1];
        if (listening !== undefined) resolve(listening);
      });
      fixture.once('exit', (code) => reject(new Error(`it ended with ${code}`)));
    });
  });
  afterAll(() => {
    fixture.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  it('has the routes of the module in its environment variable', async () => {
    const forbidden = await fetch(`${origin}/forbidden`);
    expect([forbidden.status, await forbidden.json()]).toMatchObject([403, { detail: 'Only the owner may' }]);
    expect((await fetch(`${origin}/throw`)).status).toBe(500);
  });
});
