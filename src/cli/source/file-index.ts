import { type ImportedModule, importsOf, nameOf, textOf } from './imports-of.ts';
import type { ParsedSource, SyntaxNode } from './parse-source.ts';
import { walk } from './walk.ts';

/** What a name stands for in a file. */
export interface Declaration {
  readonly kind: 'variable' | 'parameter' | 'function' | 'class' | 'import';
  readonly file: string;
  readonly name: string;
  /** The declarator, the parameter, the function, the class or the import. */
  readonly node: SyntaxNode;
  /** The function of a parameter. */
  readonly of?: SyntaxNode;
  /** The position of a parameter, or -1 for a part of one. */
  readonly position?: number;
  /** The module of an import, and the name in it. */
  readonly specifier?: string;
  readonly imported?: string;
}

/** A file with what is needed to look names up. */
export interface FileIndex {
  readonly source: ParsedSource;
  readonly imports: readonly ImportedModule[];
  readonly parents: ReadonlyMap<SyntaxNode, SyntaxNode>;
  /** The names of each function, and of the file under `undefined`. */
  readonly scopes: ReadonlyMap<SyntaxNode | undefined, ReadonlyMap<string, Declaration>>;
  /** What the file exports, by name. An expression or a declaration. */
  readonly exports: ReadonlyMap<string, SyntaxNode>;
  readonly calls: readonly SyntaxNode[];
}

const FUNCTION = /^(?:FunctionDeclaration|FunctionExpression|ArrowFunctionExpression|ObjectMethod|ClassMethod|ClassPrivateMethod)$/;

export function isFunction(node: SyntaxNode | undefined): boolean {
  return node !== undefined && FUNCTION.test(node.type);
}

/** Indexes a file: its names, its exports, its calls, and the node around each node. */
export function indexFile(source: ParsedSource): FileIndex {
  const parents = new Map<SyntaxNode, SyntaxNode>();
  const scopes = new Map<SyntaxNode | undefined, Map<string, Declaration>>([[undefined, new Map()]]);
  const exports = new Map<string, SyntaxNode>();
  const calls: SyntaxNode[] = [];
  const { file } = source;
  const declare = (scope: SyntaxNode | undefined, declaration: Declaration): void => {
    const names = scopes.get(scope) ?? new Map<string, Declaration>();
    scopes.set(scope, names);
    if (!names.has(declaration.name)) names.set(declaration.name, declaration);
  };
  walk(source.body, (node, around) => {
    const parent = around.at(-1);
    if (parent !== undefined) parents.set(node, parent);
    const scope = around.findLast(isFunction);
    if (node.type === 'VariableDeclarator') for (const name of namesIn(node['id'])) declare(scope, { kind: 'variable', file, name, node });
    if (node.type === 'FunctionDeclaration' || node.type === 'ClassDeclaration') {
      const name = nameOf(node['id']);
      const kind = node.type === 'ClassDeclaration' ? 'class' : 'function';
      if (name !== undefined) declare(scope, { kind, file, name, node });
    }
    if (isFunction(node)) {
      for (const [position, parameter] of (node['params'] as readonly SyntaxNode[]).entries()) {
        const direct = nameOf(plain(parameter));
        for (const name of namesIn(parameter)) {
          declare(node, { kind: 'parameter', file, name, node: parameter, of: node, position: name === direct ? position : -1 });
        }
      }
    }
    if (node.type === 'CallExpression' || node.type === 'OptionalCallExpression' || node.type === 'NewExpression') calls.push(node);
    addExports(node, exports);
  });
  const imports = importsOf(source);
  for (const { names, specifier, node } of imports) {
    for (const { local, imported } of names) {
      const scope = ancestors(node, parents).find(isFunction);
      scopes.get(scope)?.delete(local);
      declare(scope, { kind: 'import', file, name: local, node, specifier, imported });
    }
  }
  return { source, imports, parents, scopes, exports, calls };
}

function ancestors(node: SyntaxNode, parents: ReadonlyMap<SyntaxNode, SyntaxNode>): readonly SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let at = parents.get(node); at !== undefined; at = parents.get(at)) found.push(at);
  return found;
}

/** The parameter or target without its default value, its type and its modifiers. */
export function plain(node: SyntaxNode): SyntaxNode {
  if (node.type === 'AssignmentPattern') return plain(node['left'] as SyntaxNode);
  if (node.type === 'RestElement') return plain(node['argument'] as SyntaxNode);
  return node.type === 'TSParameterProperty' ? plain(node['parameter'] as SyntaxNode) : node;
}

/** The names that a pattern declares. */
function namesIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  const node = plain(value as SyntaxNode);
  const name = nameOf(node);
  if (name !== undefined) return [name];
  if (node.type === 'ArrayPattern') return (node['elements'] as readonly unknown[]).flatMap(namesIn);
  if (node.type !== 'ObjectPattern') return [];
  return (node['properties'] as readonly SyntaxNode[]).flatMap((property) => namesIn(property.type === 'RestElement' ? property : property['value']));
}

function addExports(node: SyntaxNode, exports: Map<string, SyntaxNode>): void {
  if (node.type === 'ExportDefaultDeclaration') exports.set('default', node['declaration'] as SyntaxNode);
  if (node.type === 'TSExportAssignment') exports.set('default', node['expression'] as SyntaxNode);
  if (node.type === 'ExportNamedDeclaration' && node['source'] == null) {
    const declaration = node['declaration'] as SyntaxNode | null;
    for (const one of (declaration?.['declarations'] as readonly SyntaxNode[] | undefined) ?? (declaration == null ? [] : [declaration])) {
      for (const name of namesIn(one['id'])) exports.set(name, one);
    }
    for (const one of node['specifiers'] as readonly SyntaxNode[]) {
      exports.set(nameOf(one['exported']) ?? textOf(one['exported']) ?? '', one['local'] as SyntaxNode);
    }
  }
  if (node.type === 'AssignmentExpression') addCommonJs(node['left'] as SyntaxNode, node['right'] as SyntaxNode, exports);
}

/** `module.exports = app`, `module.exports = { app }`, `exports.app = app`. */
function addCommonJs(left: SyntaxNode, right: SyntaxNode, exports: Map<string, SyntaxNode>): void {
  if (left.type !== 'MemberExpression') return;
  const object = left['object'] as SyntaxNode;
  const name = nameOf(left['property']) ?? '';
  if (nameOf(object) === 'module' && name === 'exports') {
    exports.set('default', right);
    if (right.type !== 'ObjectExpression') return;
    for (const property of right['properties'] as readonly SyntaxNode[]) {
      const key = nameOf(property['key']) ?? textOf(property['key']);
      if (key !== undefined) exports.set(key, property.type === 'ObjectMethod' ? property : (property['value'] as SyntaxNode));
    }
  }
  const isExports =
    nameOf(object) === 'exports' || (object.type === 'MemberExpression' && nameOf(object['object']) === 'module' && nameOf(object['property']) === 'exports');
  if (isExports) exports.set(name, right);
}
