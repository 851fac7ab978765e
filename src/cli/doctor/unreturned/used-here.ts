import { type FileIndex, isFunction } from '../../source/file-index.ts';
import type { SyntaxNode } from '../../source/parse-source.ts';

/** The statement of a call whose value nobody uses. */
export interface Unused {
  readonly statement: SyntaxNode;
  /** `user ?? res.notFound();`: the call is made only in one case. */
  readonly isConditional: boolean;
}

/** Expressions that pass the value of a part of them on. */
const PASSES = /^(?:AwaitExpression|UnaryExpression|TS\w+Expression|ParenthesizedExpression|ChainExpression)$/;

/** The statement of a call, if the value of the call is thrown away. `undefined`: it is returned, passed on or kept. */
export function usedHere(file: FileIndex, call: SyntaxNode): Unused | undefined {
  let isConditional = false;
  let node = call;
  for (let parent = file.parents.get(node); parent !== undefined; node = parent, parent = file.parents.get(node)) {
    if (parent.type === 'ExpressionStatement') return { statement: parent, isConditional };
    if (PASSES.test(parent.type)) {
      if (parent.type === 'UnaryExpression' && parent['operator'] !== 'void') return undefined;
      continue;
    }
    if (parent.type === 'ConditionalExpression' && parent['test'] !== node) continue;
    if (parent.type === 'LogicalExpression' && parent['right'] === node) isConditional = true;
    else if (parent.type === 'VariableDeclarator' && isConditional) return { statement: file.parents.get(parent) ?? parent, isConditional };
    else if (isFunction(parent) || parent.type !== 'SequenceExpression') return undefined;
  }
  return undefined;
}
