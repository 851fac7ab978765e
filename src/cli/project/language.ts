import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { findEntry } from '../source/find-entry.ts';
import { parseSource } from '../source/parse-source.ts';
import type { AppRoot } from './app-root.ts';
import { isFolder } from './is-folder.ts';
import { compilerOptions } from './tsconfig.ts';

/** The language in which files of a project are written: TypeScript, a JavaScript module, or a CommonJS module; and their extension. */
export interface FileKind {
  readonly language: 'ts' | 'esm' | 'cjs';
  readonly extension: string;
}

/**
 * The kind of file that a project has: that of most files in its folder of responses, if one kind has the most; else TypeScript, if there is a tsconfig.json or the entry is
 * TypeScript; else JavaScript as the `type` of its package.json and its entry say.
 *
 * @param folder the folder of the responses, which may be missing
 */
export function fileKind(app: AppRoot, folder: string): FileKind {
  return ofFiles(folder, app) ?? ofProject(app);
}

const KINDS: Readonly<Record<string, FileKind>> = {
  '.ts': { language: 'ts', extension: 'ts' },
  '.mts': { language: 'ts', extension: 'mts' },
  // A file .cts cannot have a default export as an ES module has it. The new file stands beside it as a module.
  '.cts': { language: 'ts', extension: 'mts' },
  '.mjs': { language: 'esm', extension: 'mjs' },
  '.cjs': { language: 'cjs', extension: 'cjs' },
};

function ofFiles(folder: string, app: AppRoot): FileKind | undefined {
  if (!isFolder(folder)) return undefined;
  const files = readdirSync(folder).filter((name) => /^[^.].*\.[mc]?[jt]s$/.test(name) && !/\.d\.[mc]?ts$|\.(?:test|spec)\.[mc]?[jt]s$/.test(name));
  const counts = new Map<string, readonly string[]>();
  for (const file of files) counts.set(extname(file), [...(counts.get(extname(file)) ?? []), join(folder, file)]);
  const [most, next] = [...counts].sort(([, a], [, b]) => b.length - a.length);
  if (most === undefined || most[1].length === next?.[1].length) return undefined;
  const [extension, [first = '']] = most;
  return KINDS[extension] ?? script(first, app);
}

function ofProject(app: AppRoot): FileKind {
  const { folder, manifest } = app.package;
  const entry = findEntry(folder)?.file;
  const options = compilerOptions(folder);
  const isScript = entry !== undefined && /\.[mc]?jsx?$/.test(entry);
  // A project of JavaScript may have a tsconfig.json, which only checks it.
  const onlyChecks = isScript && (options?.['allowJs'] === true || options?.['checkJs'] === true);
  if ((options !== undefined && !onlyChecks) || (entry !== undefined && !isScript)) return typeScript(options ?? {}, manifest.type);
  return script(entry, app);
}

/** With `verbatimModuleSyntax`, a `.ts` file that the compiler takes for CommonJS cannot have imports. A `.mts` file is always a module. */
function typeScript(options: Readonly<Record<string, unknown>>, type: string | undefined): FileKind {
  const isCommonJs = type !== 'module' && /^(?:commonjs|node\w+)$/i.test(String(options['module'] ?? ''));
  return { language: 'ts', extension: options['verbatimModuleSyntax'] === true && isCommonJs ? 'mts' : 'ts' };
}

/** A `.js` file is a module if its package.json says so. Without a `type`, Node looks at its syntax. */
function script(file: string | undefined, { package: { manifest } }: AppRoot): FileKind {
  if (manifest.type === 'module') return { language: 'esm', extension: 'js' };
  if (manifest.type === 'commonjs' || file === undefined || !isModule(file)) return { language: 'cjs', extension: 'js' };
  // The entry is a module of its own kind, and the type of the package is not set: the extension says what the file is.
  return { language: 'esm', extension: extname(file) === '.mjs' ? 'mjs' : 'js' };
}

function isModule(file: string): boolean {
  if (extname(file) !== '.js') return extname(file) === '.mjs';
  const source = parseSource(file, readFileSync(file, 'utf8'));
  return 'body' in source && source.body.some(({ type }) => /^(?:Import|Export(?:Named|All|Default))Declaration$/.test(type));
}
