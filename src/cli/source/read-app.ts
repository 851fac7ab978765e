import { readFileSync, statSync } from 'node:fs';
import { importsOf } from './imports-of.ts';
import { type ParsedSource, parseSource, type SyntaxProblem } from './parse-source.ts';
import { resolveImport } from './resolve-import.ts';

/** The files of an app: the entry, and every file of the app that it imports. */
export interface AppFiles {
  readonly entry: string;
  readonly files: readonly ParsedSource[];
  /** The files that could not be parsed. */
  readonly problems: readonly SyntaxProblem[];
  /** Files that were not read, because the app has too many, because they are too long, or because they cannot be read. */
  readonly left: readonly string[];
}

const MOST_FILES = 2_000;
const MOST_BYTES = 1_000_000;

/**
 * Reads the entry of an app and follows its relative imports. Files in `node_modules` are not read. Nothing of the app runs.
 *
 * @param entry the path of the entry
 * @param more paths of further files that the app loads in another way, such as its responses
 * @param progress gets the number of files that have been read
 */
export function readApp(entry: string, more: readonly string[] = [], progress: (count: number) => void = () => {}): AppFiles {
  const waiting = [entry, ...more];
  const seen = new Set(waiting);
  const files: ParsedSource[] = [];
  const problems: SyntaxProblem[] = [];
  const left: string[] = [];
  for (const file of waiting) {
    if (files.length + problems.length >= MOST_FILES || (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > MOST_BYTES) {
      left.push(file);
      continue;
    }
    const text = textOf(file);
    if (text === undefined) {
      left.push(file);
      continue;
    }
    const source = parseSource(file, text);
    progress(files.length + problems.length + 1);
    if (!('body' in source)) {
      problems.push(source);
      continue;
    }
    files.push(source);
    for (const { specifier } of importsOf(source)) {
      const target = resolveImport(specifier, file);
      if (target === undefined || seen.has(target) || /[\\/]node_modules[\\/]/.test(target)) continue;
      seen.add(target);
      waiting.push(target);
    }
  }
  return { entry, files, problems, left };
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
