import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { writeReport } from '../../../src/development/store/write-report.ts';
import { OWN_FRAME, sampleError, sampleReport } from '../text/sample-report.ts';
import { AppFolder } from './app-folder.ts';

let app: AppFolder;
beforeEach(() => {
  app = new AppFolder();
  // It writes its arguments where the test finds them.
  app.write('editor.sh', `#!/bin/sh\nprintf '%s\\n' "$@" > "${app.path}/opened.tmp" && mv "${app.path}/opened.tmp" "${app.path}/opened"\n`);
  chmodSync(join(app.path, 'editor.sh'), 0o755);
});
afterEach(() => app.remove());

/** Keeps a failure whose first frame is in this file, as a cause of an error without frames of the app. */
function keep(path: string): void {
  const cause = sampleError({ frames: [{ ...OWN_FRAME, path }] });
  writeReport(app.cache, sampleReport({ errors: [sampleError({ frames: [], cause })] }));
}

describe('halyard show --open', () => {
  it('opens the first frame of the app in the editor', async () => {
    app.write('src/orders.ts', 'code\n');
    keep(join(app.path, 'src/orders.ts'));
    const output = await app.halyard(['show', '7K3M-Q9TX', '--open'], { env: { LAUNCH_EDITOR: join(app.path, 'editor.sh') } });
    expect(output).toEqual({ code: 0, stdout: 'Opens src/orders.ts:12:5\n', stderr: '' });
    await vi.waitFor(() => expect(existsSync(join(app.path, 'opened'))).toBe(true), 5_000);
    expect(readFileSync(join(app.path, 'opened'), 'utf8')).toContain('src/orders.ts');
  });

  it('says so if the file does not exist here, or no frame has one', async () => {
    keep('/srv/elsewhere/orders.ts');
    expect(await app.halyard(['show', '--last', '--open'])).toMatchObject({
      code: 1,
      stderr: 'halyard: /srv/elsewhere/orders.ts does not exist on this machine.\n',
    });
    writeReport(app.cache, sampleReport({ errors: [] }));
    expect(await app.halyard(['show', '--last', '--open'])).toMatchObject({ code: 1, stderr: expect.stringContaining('No frame of this failure') });
  });

  it('says how to install the package that knows the editors', async () => {
    app.write('src/orders.ts', 'code\n');
    keep(join(app.path, 'src/orders.ts'));
    // A copy of the package without any other package around it.
    for (const part of ['dist', 'package.json']) cpSync(new URL(`../../../${part}`, import.meta.url), join(app.path, 'copy', part), { recursive: true });
    const { status, stderr } = spawnSync(process.execPath, [join(app.path, 'copy/dist/cli/halyard.js'), 'show', '--last', '--open'], {
      cwd: app.path,
      encoding: 'utf8',
    });
    expect([status, stderr]).toEqual([1, 'halyard: To open a file, install the package launch-editor: npm install --save-dev launch-editor\n']);
  });

  it('says what to do if the editor cannot be started', async () => {
    app.write('src/orders.ts', 'code\n');
    keep(join(app.path, 'src/orders.ts'));
    const { code, stderr } = await app.halyard(['show', '--last', '--open'], { env: { LAUNCH_EDITOR: join(app.path, 'no-such-editor') } });
    expect(code).toBe(1);
    expect(stderr).toContain('Set LAUNCH_EDITOR to its command');
  });
});
