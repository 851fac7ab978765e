import type { SyntaxNode } from './parse-source.ts';

/** Whether a value is a node of a syntax tree. */
function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && typeof (value as { readonly type?: unknown }).type === 'string' && 'start' in value;
}

/** Members of a node that are no part of the tree. */
const BESIDE = new Set(['loc', 'extra', 'leadingComments', 'trailingComments', 'innerComments', 'errors']);

/** The nodes directly below a node, in the order of the source. */
function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (const key in node) {
    if (BESIDE.has(key)) continue;
    const member = node[key];
    if (Array.isArray(member)) children.push(...member.filter(isNode));
    else if (isNode(member)) children.push(member);
  }
  return children.sort((a, b) => a.start - b.start);
}

/**
 * Visits each node of a tree, the outer ones first. It does not call itself, so that a deep tree does not end the process.
 *
 * @param roots the nodes to begin with
 * @param visit gets each node and the nodes around it, the nearest last. `false`: the nodes inside of this one are not visited
 */
export function walk(roots: readonly SyntaxNode[], visit: (node: SyntaxNode, around: readonly SyntaxNode[]) => unknown): void {
  const waiting: { readonly node: SyntaxNode; readonly depth: number }[] = roots.map((node) => ({ node, depth: 0 })).reverse();
  const around: SyntaxNode[] = [];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node, depth } = next;
    around.length = depth;
    if (visit(node, around) === false) continue;
    around.push(node);
    const children = childrenOf(node);
    for (let index = children.length - 1; index >= 0; index -= 1) waiting.push({ node: children[index] as SyntaxNode, depth: depth + 1 });
  }
}
