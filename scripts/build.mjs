// `npm run build`: compiles src/ to dist/. Arguments are passed to the compiler.
// Comments stay in the declarations, where an editor shows them. In the code, every user of the package would download them a second time.
import { spawnSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { writeCommonJs } from './common-js.mjs';
import { root } from './ensure-ready.mjs';
import { indentWithTabs } from './indent-with-tabs.mjs';
import { removeUnnamedDeclarations, removeUnreachedDeclarations } from './prune-declarations.mjs';
import './prune-dist.mjs';

const tsc = join(root, 'node_modules/typescript/bin/tsc');
const args = ['-p', 'tsconfig.build.json', ...process.argv.slice(2)];
for (const more of [['--emitDeclarationOnly'], ['--declaration', 'false', '--removeComments']]) {
  const { status } = spawnSync(process.execPath, [tsc, ...args, ...more], { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
removeUnreachedDeclarations();
removeUnnamedDeclarations();
indentWithTabs();
await writeCommonJs();
// npm does the same when it installs the package. In this folder, `npx halyard` needs it as well.
chmodSync(join(root, 'dist/cli/halyard.js'), 0o755);
