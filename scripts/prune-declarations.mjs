// A step of `npm run build`: removes the declarations that no entry reaches. An editor and a compiler never read them, and they are a tenth of the package.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { root } from './ensure-ready.mjs';
import { entries } from './entries.mjs';

const dist = join(root, 'dist');

export function removeUnreachedDeclarations() {
  const reached = reachedDeclarations(dist);
  for (const path of declarationFiles()) if (!reached.has(path.replaceAll('\\', '/'))) rmSync(join(dist, path));
}

/**
 * Removes what a file of `dist/` declares, and no other declaration names. Only the code of Halyard itself calls it. The entries keep all of theirs. A name
 * that stands anywhere else, also for another thing, keeps its declaration.
 */
export function removeUnnamedDeclarations() {
  const kept = new Set(entries().map(({ file }) => declarationOf(join(dist, file))));
  const texts = new Map(declarationFiles().map((path) => [join(dist, path), readFileSync(join(dist, path), 'utf8')]));
  for (let removed = true; removed; ) {
    removed = false;
    const words = countedWords([...texts.values()]);
    for (const [path, text] of texts) {
      if (kept.has(path)) continue;
      const left = text.replace(DECLARATION, (declaration, name) => (words.get(name) === 1 ? '' : declaration));
      removed ||= left !== text;
      texts.set(path, left);
    }
  }
  for (const [path, text] of texts) writeFileSync(path, /^(?:import|export) /m.test(text) ? text : `${text}export {};\n`);
}

/** A declaration of a file, with its doc comment. TypeScript indents all lines between its first and its last. */
const DECLARATION =
  /(?:^\/\*\*(?:(?!\*\/)[\s\S])*\*\/\n)?^export (?:declare )?(?:abstract )?(?:function|const|class|interface|type) (\w+)[^\n]*\n(?:[\t }][^\n]*\n)*/gm;

/** How often each word stands in the code of these declarations. */
function countedWords(texts) {
  const words = new Map();
  for (const [word] of withoutComments(texts.join('\n')).matchAll(/\w+/g)) words.set(word, (words.get(word) ?? 0) + 1);
  return words;
}

function declarationFiles() {
  return readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.d.ts'));
}

function withoutComments(code) {
  return code.replace(/\/\*[\s\S]*?\*\//g, '');
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
    const code = withoutComments(readFileSync(file, 'utf8'));
    const imported = code.matchAll(/(?:\bfrom |\bimport |\bimport\()["'](\.[^"']+)["']/g);
    for (const [, name] of imported) waiting.push(join(dirname(file), declarationOf(name)));
  }
  return reached;
}

function declarationOf(name) {
  return name.replace(/\.[jt]s$/, '.d.ts');
}
