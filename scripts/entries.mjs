// The entries of the package: what package.json says about each, and what follows from it for consumers that read it in other ways.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './ensure-ready.mjs';

/** Every entry with code: its name (`express`, or `index` for the package itself) and its file in dist/. */
export function entries() {
  const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return Object.entries(exports)
    .filter(([, conditions]) => typeof conditions === 'object')
    .map(([path, conditions]) => ({ path, name: path === '.' ? 'index' : path.slice(2), file: conditions.default.slice('./dist/'.length) }));
}

/** What package.json says about one entry. The order of the conditions counts: Node and bundlers never come to `require`. */
export function conditionsOf(name, file) {
  const code = `./dist/${file}`;
  return {
    types: { require: `./dist/common-js/${name}.d.cts`, default: code.replace(/\.js$/, '.d.ts') },
    'module-sync': code,
    module: code,
    require: `./dist/common-js/${name}.cjs`,
    default: code,
  };
}
