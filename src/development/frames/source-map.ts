import { findSourceMap, SourceMap } from 'node:module';
import { dirname, extname, isAbsolute, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isArray, readProperty } from '../../core/values/guarded-read.ts';
import { type AppFolders, fileOfApp } from './app-folders.ts';
import { FileCache } from './file-cache.ts';

/** A place in the source, before it was compiled or bundled. */
export interface Original {
  /** The path of the source. `undefined` if the map names something that is no file. */
  readonly path: string | undefined;
  /** The source as the map names it. */
  readonly name: string;
  readonly line: number;
  readonly column: number;
  /** The text of the source, if the map has it. */
  readonly content: string | undefined;
}

interface LoadedMap {
  readonly map: SourceMap;
  readonly sources: ReadonlyMap<string, { readonly path: string | undefined; readonly content: string | undefined }>;
}

/** The address of a map in the last lines of a file. */
const ADDRESS = /\/[/*][#@] sourceMappingURL=([^\s*'"`]+)/g;
const INLINE = /^data:application\/json[^,]{0,64}?(;base64)?,/;
const MAX_MAP = 10 * 1_024 * 1_024;
/** Compiled files. Node, tsx and other loaders name a source file itself in the stack. */
const COMPILED: ReadonlySet<string> = new Set(['.js', '.mjs', '.cjs', '.jsx']);

/** The maps that Node has read already, each with its sources. */
const LOADED = new WeakMap<SourceMap, LoadedMap>();
/** The address of the map of a compiled file: a path, or a `data:` URL. */
const addresses = new FileCache((text) => [...text.slice(-MAX_MAP).matchAll(ADDRESS)].at(-1)?.[1], { most: 64, maxBytes: 2 * MAX_MAP });
const files = new FileCache((text, path) => loaded(JSON.parse(text.replace(/^\)\]\}'[^\n]*\n/, '')), path), { most: 16, maxBytes: MAX_MAP });
const inline = new FileCache((text, path) => inlineMap([...text.matchAll(ADDRESS)].at(-1)?.[1] ?? '', path), { most: 16, maxBytes: 2 * MAX_MAP });

/** The place in the source of a place in a compiled file. `undefined` if there is no map, or if it has nothing for this place. */
export function originalOf(path: string, line: number, column: number, folders: AppFolders): Original | undefined {
  try {
    const found = mapOf(path, folders);
    // A loader such as tsx compiles a file in memory and keeps its name. Then Node has mapped the stack already.
    if (found === undefined || [...found.sources.values()].some((source) => source.path === path)) return undefined;
    const entry = found.map.findEntry(line - 1, column - 1) as Partial<ReturnType<SourceMap['findEntry']>>;
    const {
      originalSource: name,
      originalLine,
      originalColumn,
      generatedLine,
    } = entry as {
      readonly originalSource?: string;
      readonly originalLine?: number;
      readonly originalColumn?: number;
      readonly generatedLine?: number;
    };
    // Without a mapping on its line, Node returns the last one of a line above.
    if (name === undefined || originalLine === undefined || originalColumn === undefined || generatedLine !== line - 1) return undefined;
    const source = found.sources.get(name);
    return { path: source?.path, name, line: originalLine + 1, column: originalColumn + 1, content: source?.content };
  } catch {
    return undefined;
  }
}

function mapOf(path: string, folders: AppFolders): LoadedMap | undefined {
  const known = findSourceMap(path);
  if (known !== undefined) {
    const kept = LOADED.get(known) ?? withSources(known, path);
    if (kept !== undefined) LOADED.set(known, kept);
    return kept;
  }
  const real = COMPILED.has(extname(path)) ? fileOfApp(path, folders) : undefined;
  const address = real === undefined ? undefined : addresses.get(real);
  if (real === undefined || address === undefined) return undefined;
  if (address.startsWith('data:')) return inline.get(real);
  const file = fileOfApp(resolve(dirname(real), decodeURIComponent(address.split(/[?#]/, 1)[0] as string)), folders, (name) => /\.(?:map|json)$/.test(name));
  return file === undefined ? undefined : files.get(file);
}

function inlineMap(address: string, path: string): LoadedMap | undefined {
  const head = INLINE.exec(address);
  if (head === null) return undefined;
  const data = address.slice(head[0].length);
  return loaded(JSON.parse(head[1] === undefined ? decodeURIComponent(data) : Buffer.from(data, 'base64').toString('utf8')), path);
}

function loaded(payload: unknown, path: string): LoadedMap | undefined {
  return withSources(new SourceMap(payload as ConstructorParameters<typeof SourceMap>[0]), path);
}

function withSources(map: SourceMap, path: string): LoadedMap | undefined {
  const { payload } = map;
  const sections = readProperty(payload, 'sections');
  const parts = isArray(sections) ? sections.map((section) => readProperty(section, 'map')) : [payload];
  const sources = new Map<string, { path: string | undefined; content: string | undefined }>();
  for (const part of parts) {
    const { sources: names, sourcesContent, sourceRoot = '' } = part as { sources: string[]; sourcesContent?: (string | null)[]; sourceRoot?: string };
    names.forEach((name, i) => {
      const content = sourcesContent?.[i];
      sources.set(name, { path: pathOfSource(name, sourceRoot, path), content: typeof content === 'string' ? content : undefined });
    });
  }
  return { map, sources };
}

/** The path of a source: relative to the map, and behind `sourceRoot`. */
function pathOfSource(name: string, sourceRoot: string, path: string): string | undefined {
  try {
    const rooted = sourceRoot === '' || isAbsolute(name) || /^[a-z][\w+.-]+:/i.test(name) ? name : `${sourceRoot.replace(/\/?$/, '/')}${name}`;
    if (isAbsolute(rooted)) return resolve(rooted);
    const url = new URL(rooted, pathToFileURL(path));
    return url.protocol === 'file:' ? fileURLToPath(url) : undefined;
  } catch {
    return undefined;
  }
}
