// A step of `npm run build`: the files of dist/ are indented with tabs, so that the installed package is some 100 kB smaller. TypeScript prints four spaces.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from 'esbuild';
import { root } from './ensure-ready.mjs';

const dist = join(root, 'dist');

/** Replaces the indentation of each file. A file with a text of several lines stays as it is, because spaces of the text would change. */
export function indentWithTabs() {
  for (const path of readdirSync(dist, { recursive: true, encoding: 'utf8' })) {
    if (!/\.js$|\.d\.ts$/.test(path)) continue;
    const text = readFileSync(join(dist, path), 'utf8');
    const tabbed = text.replace(/^(?: {4})+/gm, (spaces) => '\t'.repeat(spaces.length / 4));
    if (path.endsWith('.d.ts') || minified(text) === minified(tabbed)) writeFileSync(join(dist, path), tabbed);
  }
}

function minified(text) {
  return transformSync(text, { minifyWhitespace: true }).code;
}
