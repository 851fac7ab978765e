// Before a build: removes files from dist/ that no source file produces any more, so that a renamed file does not stay in the package.
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './ensure-ready.mjs';
import { entries } from './entries.mjs';

const dist = join(root, 'dist');
/** Of a later step of the build: see common-js.mjs. */
const ofCommonJs = ['', '/load-module.cjs', ...entries().flatMap(({ name }) => [`/${name}.cjs`, `/${name}.d.cts`])].map((path) => `common-js${path}`);
for (const path of existsSync(dist) ? readdirSync(dist, { recursive: true }) : []) {
  const source = join(root, 'src', path.replace(/(\.d\.ts|\.js)$/, '.ts'));
  if (!existsSync(source) && !ofCommonJs.includes(path.replaceAll('\\', '/'))) rmSync(join(dist, path), { recursive: true, force: true });
}
