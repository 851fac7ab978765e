import type { ParsedSource, SyntaxNode } from './parse-source.ts';
import { walk } from './walk.ts';

/** A module that a file imports, by `import`, `export … from`, `require()` or `import()`. */
export interface ImportedModule {
  /** The text between the quotes: `express`, `./routes.js`. */
  readonly specifier: string;
  /** The names that the import makes. `imported` is the name in the module, `default`, or `*` for the whole module. */
  readonly names: readonly ImportedName[];
  readonly node: SyntaxNode;
}

interface ImportedName {
  readonly imported: string;
  readonly local: string;
}

/**
 * Reads the imports of a file, in the order of the source. Imports of types only are left out, because nothing of them runs.
 *
 * @example
 * // import express, { Router as makeRouter } from 'express';
 * importsOf(source)[0]; // { specifier: 'express', names: [{ imported: 'default', local: 'express' }, { imported: 'Router', local: 'makeRouter' }] }
 */
export function importsOf({ body }: ParsedSource): readonly ImportedModule[] {
  const found: ImportedModule[] = [];
  walk(body, (node, around) => {
    const read = declared(node) ?? called(node, around);
    if (read !== undefined) found.push(read);
  });
  return found;
}

/** `import`, `export … from` and TypeScript's `import a = require('a')`. */
function declared(node: SyntaxNode): ImportedModule | undefined {
  if (node.type === 'TSImportEqualsDeclaration') {
    const specifier = textOf((node['moduleReference'] as SyntaxNode)['expression']);
    return specifier === undefined ? undefined : { specifier, names: [{ imported: 'default', local: nameOf(node['id']) ?? '' }], node };
  }
  if (!/^(?:Import|ExportNamed|ExportAll)Declaration$/.test(node.type)) return undefined;
  const specifier = textOf(node['source']);
  if (specifier === undefined || node['importKind'] === 'type' || node['exportKind'] === 'type') return undefined;
  if (node.type !== 'ImportDeclaration') return { specifier, names: [], node };
  const specifiers = node['specifiers'] as readonly SyntaxNode[];
  const values = specifiers.filter((one) => one['importKind'] !== 'type');
  if (specifiers.length > 0 && values.length === 0) return undefined;
  return { specifier, names: values.map(nameOfSpecifier), node };
}

function nameOfSpecifier(node: SyntaxNode): ImportedName {
  const local = nameOf(node['local']) ?? '';
  if (node.type === 'ImportDefaultSpecifier') return { imported: 'default', local };
  if (node.type === 'ImportNamespaceSpecifier') return { imported: '*', local };
  return { imported: nameOf(node['imported']) ?? textOf(node['imported']) ?? '', local };
}

/** `require('a')` and `import('a')`, also with a member behind them, and the variables that they are assigned to. */
function called(node: SyntaxNode, around: readonly SyntaxNode[]): ImportedModule | undefined {
  if (node.type !== 'CallExpression' && node.type !== 'ImportExpression') return undefined;
  const callee = node['callee'] as SyntaxNode | undefined;
  if (node.type === 'CallExpression' && callee?.type !== 'Import' && nameOf(callee) !== 'require') return undefined;
  const specifier = textOf(node['source'] ?? (node['arguments'] as readonly unknown[])[0]);
  if (specifier === undefined) return undefined;
  let depth = around.length - 1;
  while (around[depth]?.type === 'AwaitExpression' || around[depth]?.type === 'TSAsExpression') depth -= 1;
  const outer = around[depth];
  if (outer?.type === 'MemberExpression' && !outer['computed']) {
    return { specifier, names: namesOf(around[depth - 1], nameOf(outer['property']) ?? '*'), node };
  }
  return { specifier, names: namesOf(outer, callee?.type === 'Import' ? '*' : 'default'), node };
}

/** The names of `const a = …` and `const { a, b: c } = …`. `whole` is what the right side is. */
function namesOf(node: SyntaxNode | undefined, whole: string): readonly ImportedName[] {
  if (node?.type !== 'VariableDeclarator') return [];
  const id = node['id'] as SyntaxNode;
  const local = nameOf(id);
  if (local !== undefined) return [{ imported: whole, local }];
  if (id.type !== 'ObjectPattern') return [];
  return (id['properties'] as readonly SyntaxNode[]).flatMap((property) => {
    const value = property['value'] as SyntaxNode | undefined;
    const bound = nameOf(value?.type === 'AssignmentPattern' ? value['left'] : value);
    const imported = nameOf(property['key']) ?? textOf(property['key']);
    return bound === undefined || imported === undefined ? [] : [{ imported, local: bound }];
  });
}

/** The name of an identifier. */
export function nameOf(value: unknown): string | undefined {
  const node = value as SyntaxNode | null | undefined;
  return node?.type === 'Identifier' ? (node['name'] as string) : undefined;
}

/** The text of a string, also of a template without an expression. */
export function textOf(value: unknown): string | undefined {
  const node = value as SyntaxNode | null | undefined;
  if (node?.type === 'StringLiteral') return node['value'] as string;
  if (node?.type !== 'TemplateLiteral') return undefined;
  const quasis = node['quasis'] as readonly SyntaxNode[];
  return quasis.length === 1 ? ((quasis[0] as SyntaxNode)['value'] as { readonly cooked: string }).cooked : undefined;
}
