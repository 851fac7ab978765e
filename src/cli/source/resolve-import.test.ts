import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { expect, it } from 'vitest';
import { resolveImport } from './resolve-import.ts';

/** Resolves an import of src/main.ts in a folder with these files. */
function resolved(specifier: string, files: Readonly<Record<string, string>>): string | undefined {
  const root = mkdtempSync(join(tmpdir(), 'halyard-imports-'));
  for (const [path, text] of Object.entries({ 'package.json': '{}', 'src/a/b.ts': '', 'src/a/index.ts': '', ...files })) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const found = resolveImport(specifier, join(root, 'src/main.ts'));
  return found === undefined ? undefined : relative(root, found);
}

const typescript = (options: string): Readonly<Record<string, string>> => ({ 'tsconfig.json': `{ "compilerOptions": ${options} /* ours */ }` });

it.each<[string, string, Readonly<Record<string, string>>, string | undefined]>([
  ['a relative path', './a/b.js', {}, 'src/a/b.ts'],
  ['paths of TypeScript', '@/a/b', typescript('{ "paths": { "@/*": ["./src/*"] } }'), 'src/a/b.ts'],
  ['paths with the extension of the output', '@/a/b.js', typescript('{ "paths": { "@/*": ["src/*"] } }'), 'src/a/b.ts'],
  ['paths below baseUrl', '~a/b', typescript('{ "baseUrl": "src", "paths": { "~*": ["none/*", "*"] } }'), 'src/a/b.ts'],
  ['a whole name', 'shared', typescript('{ "paths": { "shared": ["src/a"] } }'), 'src/a/index.ts'],
  ['the longest name', '@/x/b', typescript('{ "paths": { "@/*": ["none/*"], "@/x/*": ["src/a/*"] } }'), 'src/a/b.ts'],
  ['baseUrl', 'src/a/b', typescript('{ "baseUrl": "./" }'), 'src/a/b.ts'],
  ['imports of package.json', '#a/b.js', { 'package.json': '{ "imports": { "#*": "./src/*" } }' }, 'src/a/b.ts'],
  ['imports with conditions', '#b', { 'package.json': '{ "imports": { "#b": { "types": "./none.d.ts", "default": "./src/a/b.js" } } }' }, 'src/a/b.ts'],
  ['a package', 'express', typescript('{ "baseUrl": "./", "paths": { "@/*": ["src/*"] } }'), undefined],
  ['a package of Node', 'node:fs', typescript('{ "baseUrl": "./" }'), undefined],
  ['broken files', '@/a/b', { 'package.json': '{', 'tsconfig.json': '{ "compilerOptions": ' }, undefined],
  ['wrong types', '@/a/b', { 'package.json': '{ "imports": [1, null] }', ...typescript('{ "paths": { "@/*": 3 }, "baseUrl": true }') }, undefined],
])('%s', (_name, specifier, files, expected) => {
  expect(resolved(specifier, files)).toBe(expected);
});
