import { type FileIndex, isFunction } from '../../source/file-index.ts';
import { nameOf } from '../../source/imports-of.ts';
import type { SyntaxNode } from '../../source/parse-source.ts';

/** What runs after a statement, up to the end of its function. */
export interface Following {
  /** The statements in the same branch: after `res.notFound();` and before the end of its block. */
  readonly near: readonly SyntaxNode[];
  /** The statements behind the branch, which also run in the other case. Empty if the branch leaves before. */
  readonly behind: readonly SyntaxNode[];
  /** Whether the branch is a guard: an `if` without an `else`, or a `&&`. */
  readonly isGuarded: boolean;
  /** Whether the statement may run again, because a loop is around it. */
  readonly isRepeated: boolean;
}

const LEAVES = /^(?:ReturnStatement|ThrowStatement)$/;
const LOOP = /^(?:For|ForIn|ForOf|While|DoWhile)Statement$/;

/** Reads what runs after a statement. A `finally` block is left out, because it is there to run in every case. */
export function whatFollows(file: FileIndex, statement: SyntaxNode, isConditional: boolean): Following {
  const near: SyntaxNode[] = [];
  const behind: SyntaxNode[] = [];
  let isGuarded = isConditional;
  let isRepeated = false;
  let isBehind = isConditional;
  let toSwitch = false;
  let label: string | undefined;
  const guards = isConditional ? [conditionOf(statement['expression'] as SyntaxNode | undefined, file)] : [];
  let node = statement;
  for (let parent = file.parents.get(node); ; node = parent, parent = file.parents.get(node)) {
    const rest = statementsAfter(parent, node, file);
    if (!toSwitch) {
      for (const one of rest) {
        if (one.type === 'BreakStatement' || one.type === 'ContinueStatement') {
          toSwitch = true;
          label = nameOf(one['label']);
          if (one.type === 'ContinueStatement') isRepeated = true;
          break;
        }
        if (isBehind && isOtherCase(one, guards, file)) continue;
        (isBehind ? behind : near).push(one);
        if (LEAVES.test(one.type)) return { near, behind, isGuarded, isRepeated };
      }
    }
    if (parent === undefined || isFunction(parent)) return { near, behind, isGuarded, isRepeated };
    if (parent.type === 'IfStatement') {
      isBehind = true;
      if (parent['consequent'] === node) guards.push(textIn(file, parent['test'] as SyntaxNode));
      if (parent['alternate'] == null || !endsInAnswer(parent, node)) isGuarded = true;
    }
    if (parent.type === 'SwitchCase' || parent.type === 'CatchClause') isBehind = true;
    if (LOOP.test(parent.type)) {
      if (!toSwitch) isRepeated = true;
      isBehind = true;
    }
    // A `break` leaves the nearest loop or switch, or the statement that its label names.
    if (label === undefined ? LOOP.test(parent.type) || parent.type === 'SwitchStatement' : nameOf(parent['label']) === label)
      [isBehind, toSwitch, label] = [true, false, undefined];
  }
}

/** Whether a statement runs only if one of the guards is false: `if (user) …` behind `if (!user) …`. */
function isOtherCase(statement: SyntaxNode, guards: readonly (string | undefined)[], file: FileIndex): boolean {
  const isIf = statement.type === 'IfStatement' && statement['alternate'] == null;
  const condition = isIf ? textIn(file, statement['test'] as SyntaxNode) : conditionOf(statement['expression'] as SyntaxNode | undefined, file);
  if (condition === undefined) return false;
  return guards.some((guard) => guard !== undefined && (opposite(guard) === condition || opposite(condition) === guard));
}

/** `user` of `user && res.ok(user)`. */
function conditionOf(expression: SyntaxNode | undefined, file: FileIndex): string | undefined {
  return expression?.type === 'LogicalExpression' && expression['operator'] === '&&' ? textIn(file, expression['left'] as SyntaxNode) : undefined;
}

/** The opposite of a plain condition: `a` for `!a`, `a!==b` for `a===b`. */
function opposite(condition: string): string | undefined {
  if (/&&|\|\||\?\?|\?[^.]|=>/.test(condition)) return undefined;
  if (/[!=]==?/.test(condition)) return condition.replace(/([!=])(==?)/, (_, sign: string, rest: string) => `${sign === '!' ? '=' : '!'}${rest}`);
  return condition.startsWith('!') ? condition.slice(1) : `!${condition}`;
}

function textIn(file: FileIndex, node: SyntaxNode): string {
  return file.source.text.slice(node.start, node.end).replaceAll(/\s/g, '');
}

/** An `else` answers the other case. An `else if` without an `else` leaves a case without an answer. */
function endsInAnswer(statement: SyntaxNode, from: SyntaxNode): boolean {
  if (statement['alternate'] === from) return true;
  let other = statement['alternate'] as SyntaxNode | null | undefined;
  while (other?.type === 'IfStatement') other = other['alternate'] as SyntaxNode | null | undefined;
  return other != null;
}

/** The statements that run after one of them in a block, in a case of a `switch`, or in a file. */
function statementsAfter(parent: SyntaxNode | undefined, node: SyntaxNode, file: FileIndex): readonly SyntaxNode[] {
  if (parent === undefined) return after(file.source.body, node);
  if (parent.type === 'BlockStatement' || parent.type === 'StaticBlock') return after(parent['body'] as readonly SyntaxNode[], node);
  if (parent.type === 'SwitchCase') return after(parent['consequent'] as readonly SyntaxNode[], node);
  if (parent.type !== 'SwitchStatement') return [];
  // Without `break`, the next case runs.
  return after(parent['cases'] as readonly SyntaxNode[], node).flatMap((one) => one['consequent'] as readonly SyntaxNode[]);
}

function after(list: readonly SyntaxNode[], node: SyntaxNode): readonly SyntaxNode[] {
  const at = list.indexOf(node);
  return at === -1 ? [] : list.slice(at + 1);
}
