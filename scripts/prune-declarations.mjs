// A step of `npm run build`: removes the declarations that no entry reaches. An editor and a compiler never read them, and they are a tenth of the package.
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { root } from './ensure-ready.mjs';
import { entries } from './entries.mjs';

const dist = join(root, 'dist');

export function removeUnreachedDeclarations() {
  const reached = reachedDeclarations(dist);
  for (const path of readdirSync(dist, { recursive: true, encoding: 'utf8' })) {
    if (path.endsWith('.d.ts') && !reached.has(path.replaceAll('\\', '/'))) rmSync(join(dist, path));
  }
}

/** The declarations of every entry, and those that they import, as paths inside the folder. */
function reachedDeclarations(folder) {
  const reached = new Set();
  const waiting = entries().map(({ file }) => join(folder, declarationOf(file)));
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    const path = relative(folder, file).replaceAll('\\', '/');
    if (reached.has(path)) continue;
    reached.add(path);
    // An example in a doc comment may import a file of an app.
    const code = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
    const imported = code.matchAll(/(?:\bfrom |\bimport |\bimport\()["'](\.[^"']+)["']/g);
    for (const [, name] of imported) waiting.push(join(dirname(file), declarationOf(name)));
  }
  return reached;
}

function declarationOf(name) {
  return name.replace(/\.[jt]s$/, '.d.ts');
}
