import { isFunction } from '../../source/file-index.ts';
import type { HostName } from '../../source/host-apps.ts';
import { nameOf } from '../../source/imports-of.ts';
import type { SyntaxNode } from '../../source/parse-source.ts';
import { walk } from '../../source/walk.ts';
import type { ResponseCall } from './response-calls.ts';

/** On these hosts a handler answers with the value that it returns. */
const BY_VALUE = new Set<HostName | undefined>(['fastify', 'nest', 'hapi', 'hono', 'fetch']);

/** Members of a reply that set a header or read something. They are no second answer. */
const NO_ANSWER =
  /^(?:set|header|headers|setHeader|append|appendHeader|removeHeader|vary|cookie|setCookie|clearCookie|on|once|off|locals|state|var|get|getHeader|headersSent|headerSent|sent|log|writableEnded|statusCode|form|flash|app|req|request|cookies|session)$/;

/** Whether a statement answers the request again, or hands it on. */
export function answersAgain(statement: SyntaxNode, { receiver }: ResponseCall, host: HostName | undefined): boolean {
  const [root = ''] = receiver.split('.');
  if (statement.type === 'ReturnStatement' && returnsAnAnswer(statement, root, host)) return true;
  let found = false;
  walk([statement], (node, around) => {
    if (found) return false;
    const parent = around.at(-1);
    if (node.type === 'CallExpression' && nameOf(node['callee']) === 'next') found = true;
    if (node.type === 'CallExpression' && (node['arguments'] as readonly SyntaxNode[]).some((one) => nameOf(one) === root)) found = true;
    if (nameOf(node) === root && /^(?:Optional)?MemberExpression$/.test(parent?.type ?? '') && parent?.['object'] === node) {
      const member = nameOf(parent['property']) ?? '';
      const isRead = !/^(?:Assignment|Call|OptionalCall|OptionalMember|Member)Expression$/.test(around.at(-2)?.type ?? '');
      if (!NO_ANSWER.test(member) && !isRead) found = true;
      if (member === 'var' && receiver.includes('.var.') && textEndsInCall(around)) found = true;
    }
    // A function that is only declared here runs later, or never.
    return !(node.type === 'FunctionDeclaration' || (isFunction(node) && parent?.type === 'VariableDeclarator'));
  });
  return found;
}

/** `c.var.reply.ok()`: the member of `c.var` is called. */
function textEndsInCall(around: readonly SyntaxNode[]): boolean {
  return around.slice(-5).some((node) => /^(?:Optional)?CallExpression$/.test(node.type));
}

function returnsAnAnswer(statement: SyntaxNode, root: string, host: HostName | undefined): boolean {
  const argument = statement['argument'] as SyntaxNode | null;
  if (argument == null || nameOf(argument) === root || nameOf(argument) === 'undefined') return false;
  if (argument.type === 'NullLiteral' || argument.type === 'BooleanLiteral' || (argument.type === 'UnaryExpression' && argument['operator'] === 'void'))
    return false;
  return BY_VALUE.has(host);
}

/** Names of what writes a log, counts, or cleans up. */
const BESIDE =
  /^(?:console|log|logs|logger|logging|debug|metrics|stats|statsd|counter|histogram|timer|span|tracer|trace|sentry|winston|pino|performance|audit|analytics|telemetry|events?|emitter)$/i;
const CLEANS =
  /^(?:log|info|warn|error|debug|trace|inc|increment|observe|timing|captureException|captureMessage|end|endTimer|release|close|destroy|unref|clearTimeout|clearInterval|clearImmediate|rollback|abort|stop|recordException|setStatus|emit|setImmediate|queueMicrotask|nextTick)$/;

/** Whether a statement may run after the answer: it declares something, leaves the function, writes a log or cleans up. */
export function isHarmless(statement: SyntaxNode, call: ResponseCall): boolean {
  const [root = ''] = call.receiver.split('.');
  if (/^(?:EmptyStatement|FunctionDeclaration|ClassDeclaration|ThrowStatement|TS\w+)$/.test(statement.type)) return true;
  if (statement.type === 'ReturnStatement') return isNothing(statement['argument'] as SyntaxNode | null, root);
  if (statement.type === 'BlockStatement') return (statement['body'] as readonly SyntaxNode[]).every((one) => isHarmless(one, call));
  if (statement.type === 'IfStatement') {
    const branches = [statement['consequent'], statement['alternate']].filter((one) => one != null) as unknown as readonly SyntaxNode[];
    return branches.every((one) => isHarmless(one, call));
  }
  if (statement.type !== 'ExpressionStatement') return false;
  let expression = statement['expression'] as SyntaxNode;
  while (expression.type === 'AwaitExpression' || expression.type === 'UnaryExpression') expression = expression['argument'] as SyntaxNode;
  if (expression.type === 'UpdateExpression' || isCount(expression)) return true;
  if (!/^(?:Optional)?CallExpression$/.test(expression.type)) return false;
  const callee = expression['callee'] as SyntaxNode;
  const called = nameOf(callee) ?? nameOf(callee['property']) ?? '';
  return CLEANS.test(called) || BESIDE.test(called) || namesOn(callee).some((name) => BESIDE.test(name) || (name === root && NO_ANSWER.test(called)));
}

/** `misses += 1`, `done = true`, `process.exitCode = 1`. */
function isCount(expression: SyntaxNode): boolean {
  return (
    expression.type === 'AssignmentExpression' && /^(?:Numeric|Boolean|Null)Literal$/.test((expression['right'] as SyntaxNode).type) && !onMember(expression)
  );
}

/** Whether an assignment changes a member of an object of the app, such as `user.isSeen`. */
function onMember(expression: SyntaxNode): boolean {
  const left = expression['left'] as SyntaxNode;
  return nameOf(left) === undefined && nameOf(left['object']) !== 'process';
}

function isNothing(argument: SyntaxNode | null, root: string): boolean {
  return (
    argument == null ||
    /^(?:NullLiteral|BooleanLiteral)$/.test(argument.type) ||
    [root, 'undefined'].includes(nameOf(argument) ?? '') ||
    argument['operator'] === 'void'
  );
}

/** The names of a callee: `['request', 'log', 'info']`. */
function namesOn(node: SyntaxNode): readonly string[] {
  const name = nameOf(node);
  if (name !== undefined) return [name];
  if (!/^(?:Optional)?MemberExpression$/.test(node.type)) return node.type === 'ThisExpression' ? ['this'] : [];
  return [...namesOn(node['object'] as SyntaxNode), nameOf(node['property']) ?? ''];
}
