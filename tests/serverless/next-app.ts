import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const PACKAGE = JSON.stringify({ name: 'orders', version: '0.0.0', private: true });

/** Files of this folder, copied into the app. */
const COPIED = ['next', 'orders-app.mjs', 'web-orders.mjs', 'child-options.mjs'];

/** The files that Next.js looks for. */
const ROUTES = {
  'pages/api/[[...path]].js': "export { default } from '../../next/pages-api.js';\n",
  'app/web/[[...path]]/route.js': "export { GET, HEAD, POST } from '../../../next/route-handlers.js';\n",
};

/** Writes an app of Next.js beside the packages of Next.js, installs the built Halyard in it, and builds it. Returns its folder. */
export function buildNextApp(packages: string): string {
  const folder = join(packages, `app-${process.pid}`);
  rmSync(folder, { recursive: true, force: true });
  for (const name of COPIED) cpSync(join(HERE, name), join(folder, name), { recursive: true });
  for (const [file, text] of Object.entries(ROUTES)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  writeFileSync(join(folder, 'package.json'), PACKAGE);
  writeFileSync(join(folder, 'next.config.mjs'), `export default { turbopack: { root: ${JSON.stringify(ROOT)} } };\n`);
  for (const part of ['dist', 'package.json']) cpSync(join(ROOT, part), join(folder, 'node_modules/halyard', part), { recursive: true });
  const { NODE_OPTIONS: _, ...inherited } = process.env;
  const env = { ...inherited, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' };
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(packages, 'node_modules/next/dist/bin/next'), 'build'], {
    cwd: folder,
    env,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`next build has failed:\n${stdout}\n${stderr}`);
  return folder;
}
