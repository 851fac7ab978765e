import { type Declaration, type FileIndex, indexFile, isFunction } from './file-index.ts';
import { nameOf } from './imports-of.ts';
import type { SyntaxNode } from './parse-source.ts';
import type { AppFiles } from './read-app.ts';
import { resolveImport } from './resolve-import.ts';

/** A value of a package: `express`, or `Router` of `express`. */
export interface PackageValue {
  readonly specifier: string;
  /** The name in the package: `default` for the package itself. */
  readonly name: string;
}

/** The expression or declaration that a name leads to, and the file that it is in. */
export interface Found {
  readonly file: FileIndex;
  readonly node: SyntaxNode;
}

const MOST_STEPS = 20;

/** The files of an app with their names, so that a name can be followed from file to file. */
export class AppIndex {
  readonly files: ReadonlyMap<string, FileIndex>;
  /** The files in the order in which Node runs them: what a file imports comes before it. */
  readonly order: readonly FileIndex[];

  constructor({ files, entry }: AppFiles) {
    this.files = new Map(files.map((source) => [source.file, indexFile(source)]));
    this.order = this.#inOrder(entry);
  }

  #inOrder(entry: string): readonly FileIndex[] {
    const ordered: FileIndex[] = [];
    const seen = new Set<string>();
    const waiting: { readonly path: string; readonly done: boolean }[] = [...this.files.keys(), entry].map((path) => ({ path, done: false }));
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const { path, done } = next;
      const file = this.files.get(path);
      if (file === undefined) continue;
      if (done) ordered.push(file);
      if (seen.has(path)) continue;
      seen.add(path);
      const imported = file.imports.map(({ specifier }) => resolveImport(specifier, path)).filter((one) => one !== undefined);
      waiting.push({ path, done: true }, ...imported.reverse().map((one) => ({ path: one, done: false })));
    }
    return ordered;
  }

  /** What a name stands for at a place in a file. */
  declarationOf(file: FileIndex, name: string, at: SyntaxNode): Declaration | undefined {
    for (let scope: SyntaxNode | undefined = at; scope !== undefined; scope = file.parents.get(scope)) {
      const found = isFunction(scope) ? file.scopes.get(scope)?.get(name) : undefined;
      if (found !== undefined) return found;
    }
    return file.scopes.get(undefined)?.get(name);
  }

  /** The declaration that an identifier leads to, in this file or in the one that exports it. An import of a package is its own declaration. */
  follow(file: FileIndex, node: SyntaxNode): Declaration | undefined {
    return this.#followed(file, node).declaration;
  }

  /** The last declaration on the way, and the place where the way ends: an exported expression has no declaration of its own. */
  #followed(file: FileIndex, node: SyntaxNode): { readonly declaration: Declaration | undefined; readonly end: Found } {
    let end: Found = { file, node };
    let declaration: Declaration | undefined;
    for (let step = 0; step < MOST_STEPS; step += 1) {
      const name = nameOf(end.node);
      if (name === undefined) return { declaration: declared(end.node, end.file) ?? declaration, end };
      const found = this.declarationOf(end.file, name, end.node);
      declaration = found ?? declaration;
      const next = found?.kind === 'import' ? this.#exported(end.file, found) : undefined;
      if (next === undefined) break;
      end = next;
    }
    return { declaration, end };
  }

  /** The node that an expression leads to: a function, a class, an object, or the expression itself. */
  value(file: FileIndex, node: SyntaxNode): Found {
    let at: Found = { file, node: unwrapped(node) };
    for (let step = 0; step < MOST_STEPS; step += 1) {
      const required = this.#required(at);
      if (required !== undefined) {
        at = { ...required, node: unwrapped(required.node) };
        continue;
      }
      if (nameOf(at.node) === undefined) break;
      const { declaration, end } = this.#followed(at.file, at.node);
      if (declaration?.kind === 'import' && nameOf(end.node) === undefined) {
        at = { file: end.file, node: unwrapped(end.node) };
        continue;
      }
      const home = declaration === undefined ? undefined : this.files.get(declaration.file);
      if (declaration === undefined || home === undefined || declaration.kind === 'parameter' || declaration.kind === 'import') break;
      if (declaration.kind !== 'variable') return { file: home, node: declaration.node };
      const { id, init } = declaration.node as unknown as { readonly id: SyntaxNode; readonly init?: SyntaxNode | null };
      if (init == null || id.type !== 'Identifier') break;
      at = { file: home, node: unwrapped(init) };
    }
    return at;
  }

  /** `require('./routes')`, which is the default export of that file. */
  #required({ file, node }: Found): Found | undefined {
    if (node.type !== 'CallExpression' || nameOf(node['callee']) !== 'require') return undefined;
    const entry = file.imports.find((one) => one.node === node);
    const path = entry === undefined ? undefined : resolveImport(entry.specifier, file.source.file);
    const target = path === undefined ? undefined : this.files.get(path);
    const exported = target?.exports.get('default');
    return target === undefined || exported === undefined ? undefined : { file: target, node: exported };
  }

  #exported(file: FileIndex, { specifier = '', imported = '' }: Declaration): Found | undefined {
    const path = resolveImport(specifier, file.source.file);
    const target = path === undefined ? undefined : this.files.get(path);
    const node = target?.exports.get(imported);
    return target === undefined || node === undefined ? undefined : { file: target, node };
  }

  /** The value of a package that an expression names: `Router` of `express` for `express.Router`. */
  packageValue(file: FileIndex, expression: SyntaxNode): PackageValue | undefined {
    const node = unwrapped(expression);
    if (node.type === 'MemberExpression' && !node['computed']) {
      const outer = this.packageValue(file, node['object'] as SyntaxNode);
      const name = nameOf(node['property']);
      return outer === undefined || name === undefined ? undefined : { specifier: outer.specifier, name };
    }
    if (node.type === 'CallExpression' && nameOf(node['callee']) === 'require') {
      const specifier = file.imports.find((one) => one.node === node)?.specifier;
      return specifier === undefined || /^[./]/.test(specifier) ? undefined : { specifier, name: 'default' };
    }
    const declaration = nameOf(node) === undefined ? undefined : this.follow(file, node);
    if (declaration?.kind !== 'import' || declaration.specifier === undefined || /^\.{0,2}\//.test(declaration.specifier)) return undefined;
    return { specifier: declaration.specifier, name: declaration.imported === '*' ? 'default' : (declaration.imported ?? 'default') };
  }
}

/** An exported declarator or function is its own declaration. */
function declared(node: SyntaxNode, file: FileIndex): Declaration | undefined {
  const name = nameOf(node['id']);
  if (name === undefined) return undefined;
  return [...file.scopes.values()].map((names) => names.get(name)).find((one) => one?.node === node);
}

/** The expression without `await`, without parentheses and without what TypeScript adds. */
export function unwrapped(node: SyntaxNode): SyntaxNode {
  if (/^(?:TSAsExpression|TSSatisfiesExpression|TSNonNullExpression|TSTypeAssertion|ParenthesizedExpression)$/.test(node.type)) {
    return unwrapped(node['expression'] as SyntaxNode);
  }
  return node.type === 'AwaitExpression' ? unwrapped(node['argument'] as SyntaxNode) : node;
}
