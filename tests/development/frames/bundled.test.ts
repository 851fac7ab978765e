import { mkdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { appFolder, installed, run } from './separate.ts';

let packages = '';
beforeAll(() => {
  packages = join(installed(), 'node_modules');
}, 600_000);

const SERVER = `
import { halyard } from 'halyard/node-http';
import { Orders } from './orders.ts';

const server = halyard({ environment: 'development' }).createServer(() => new Orders(() => undefined).find('7')).listen(0, '127.0.0.1', async () => {
  const response = await fetch(\`http://127.0.0.1:\${(server.address() as { port: number }).port}/\`, { headers: { accept: 'text/markdown' } });
  process.stdout.write(await response.text());
  server.close();
});
`;

/** An app with Halyard in its node_modules. */
function app(): string {
  const folder = appFolder();
  writeFileSync(join(folder, 'src/server.ts'), SERVER);
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(realpathSync(fileURLToPath(new URL('../../..', import.meta.url))), join(folder, 'node_modules/halyard'));
  return folder;
}

/** The packages that call require() need it in a bundle of ES modules as well. */
const REQUIRE = "--banner:js=import{createRequire}from'node:module';const require=createRequire(import.meta.url);";

describe('an app that is bundled with Halyard in it has the report', () => {
  it.each([
    ['cjs', 'out/server.cjs'],
    ['esm', 'out/server.mjs'],
    // The fourth folder above this file is that of the app.
    ['cjs', '.output/server/chunks/server.cjs'],
    ['esm', '.output/server/chunks/server.mjs'],
  ])('%s in %s', (format, main) => {
    const folder = app();
    const options = ['--bundle', '--platform=node', '--sourcemap', '--preserve-symlinks', '--log-level=error'];
    run(folder, join(packages, '.bin/esbuild'), [
      'src/server.ts',
      ...options,
      `--format=${format}`,
      ...(format === 'esm' ? [REQUIRE] : []),
      `--outfile=${main}`,
    ]);
    const report = run(folder, process.execPath, [main]);
    expect(report).toContain('at Orders.find (src/orders.ts:19:36)');
    expect(report).toContain('src/server.ts:5');
    expect(report).toContain('## What production sends');
    expect(report).toContain(`node ${process.versions.node}`);
    expect(report).not.toContain('halyard/dist');
  });
});
