import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { parseSource, type SyntaxNode } from '../source/parse-source.ts';

/** The compiler options that decide about the kind of a file. */
export type CompilerOptions = Readonly<Record<string, unknown>>;

/**
 * The compiler options of the tsconfig.json of a folder, with those of the files that it extends. Nothing of them runs.
 *
 * @returns `undefined` if the folder has no tsconfig.json. A file that cannot be read counts as empty.
 */
export function compilerOptions(folder: string): CompilerOptions | undefined {
  const file = join(folder, 'tsconfig.json');
  return existsSync(file) ? optionsOf(file, new Set()) : undefined;
}

function optionsOf(file: string, seen: Set<string>): CompilerOptions {
  if (seen.has(file) || !existsSync(file)) return {};
  seen.add(file);
  const config = readObject(file);
  const bases = [config['extends']].flat().filter((one): one is string => typeof one === 'string');
  const inherited = bases.map((base) => optionsOf(resolveBase(base, file), seen));
  return Object.assign({}, ...inherited, config['compilerOptions'] as object | undefined);
}

function resolveBase(base: string, file: string): string {
  if (base.startsWith('.') || isAbsolute(base)) {
    const path = resolve(dirname(file), base);
    return existsSync(path) || path.endsWith('.json') ? path : `${path}.json`;
  }
  for (const name of [base, `${base}.json`, `${base}/tsconfig.json`]) {
    try {
      return createRequire(file).resolve(name);
    } catch {
      // The next form of the name may exist.
    }
  }
  return base;
}

/** A tsconfig.json may have comments and trailing commas. So it is read as an object of JavaScript. */
function readObject(file: string): Readonly<Record<string, unknown>> {
  const source = parseSource(`${file}.js`, `(${textOf(file).replace(/^\uFEFF/, '')}\n)`);
  const value = 'body' in source ? literal(source.body[0]?.['expression'] as SyntaxNode | undefined) : undefined;
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

function literal(node: SyntaxNode | undefined): unknown {
  if (node === undefined) return undefined;
  if (/^(?:String|Boolean|Numeric)Literal$/.test(node.type)) return node['value'];
  if (node.type === 'ArrayExpression') return (node['elements'] as readonly SyntaxNode[]).map(literal);
  if (node.type !== 'ObjectExpression') return undefined;
  const members = (node['properties'] as readonly SyntaxNode[]).map((property) => {
    const key = property['key'] as SyntaxNode;
    return [String(key['value'] ?? key['name']), literal(property['value'] as SyntaxNode)] as const;
  });
  return Object.fromEntries(members);
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
