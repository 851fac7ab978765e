// The last step of `npm run build`: writes dist/common-js/, which Jest and other tools load that evaluate CommonJS only.
// Each entry gets a small file and its declarations. The modules themselves are those of dist/: see decisions/0032-common-js.md.
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { root } from './ensure-ready.mjs';
import { entries } from './entries.mjs';

const folder = join(root, 'dist/common-js');
const LOADER = 'load-module.cjs';

/** Writes the files of every entry. It fails if an entry has other names as CommonJS than as an ES module. */
export async function writeCommonJs() {
  mkdirSync(folder, { recursive: true });
  copyFileSync(join(root, 'scripts/common-js', LOADER), join(folder, LOADER));
  const loadModule = createRequire(import.meta.url)(join(folder, LOADER));
  for (const { name, file } of entries()) {
    const readable = RUNNERS.includes(name) ? 'testing/index.js' : file;
    const module = await import(join(root, 'dist', readable));
    const [names, found] = [module, loadModule(readable)].map((exports) => Object.keys(exports).sort().join());
    if (names !== found) throw new Error(`halyard/${name} exports ${names}, and as CommonJS ${found}: the loader cannot read a module of it.`);
    const up = '../'.repeat(name.split('/').length - 1);
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, `${name}.cjs`), code(module, file, `${up || './'}${LOADER}`));
    writeFileSync(join(folder, `${name}.d.cts`), declarations(module, `${up}../${file}`));
  }
}

/** Entries that need the `expect` of a test runner. They export what `halyard/testing` exports. */
const RUNNERS = ['testing/jest', 'testing/vitest'];

/** The code of an entry. TypeScript and other tools that only read it see by `exports.default` that the entry has a default export. */
function code(module, file, loader) {
  const lines = ["Object.defineProperty(exports, '__esModule', { value: true });", `Object.assign(exports, require('${loader}')('${file}'));`];
  if ('default' in module) lines.push('exports.default = exports.halyard;');
  return `${lines.join('\n')}\n`;
}

/** The declarations of the ES module, for a CommonJS file. `import type` with a mode is the only way that TypeScript allows from one to the other. */
function declarations(module, file) {
  const types = `import('${file}', { with: { 'resolution-mode': 'import' } })`;
  const lines = [`export type * from '${file}' with { 'resolution-mode': 'import' };`];
  for (const [name, value] of Object.entries(module)) {
    const local = name === 'default' ? 'defaultExport' : name;
    lines.push(`${name === 'default' ? '' : 'export '}declare const ${local}: typeof ${types}.${name};`);
    if (name === 'default') lines.push(`export { ${local} as default };`);
    // A class is also a type, and so is every name that the declarations say is one.
    if (typeof value === 'function' && /^class\b/.test(Function.prototype.toString.call(value))) lines.push(`export type ${local} = ${types}.${name};`);
  }
  return `${lines.join('\n')}\n`;
}
