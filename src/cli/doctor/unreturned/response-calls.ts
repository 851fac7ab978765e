import type { AppIndex } from '../../source/app-index.ts';
import { type Declaration, type FileIndex, isFunction, plain } from '../../source/file-index.ts';
import { typeName } from '../../source/host-apps.ts';
import { nameOf, textOf } from '../../source/imports-of.ts';
import type { SyntaxNode } from '../../source/parse-source.ts';

/** A call of a response method: `res.notFound()`, `c.var.reply.ok(data)`. */
export interface ResponseCall {
  readonly node: SyntaxNode;
  /** The name of the method. */
  readonly name: string;
  /** The receiver as it is written: `res`, `c.var.reply`. */
  readonly receiver: string;
  /** The declaration that the receiver begins with: the parameter of the handler. `undefined` for `this.res`. */
  readonly root: Declaration | undefined;
}

/** Names that handlers give to the parameter with the response methods. */
const RECEIVER = /^(?:_?res|_?resp|_?response|_?reply|_?rep|_?ctx|_?context|_?c|_?h|_?toolkit)$/i;
/** Types of such a parameter. */
const TYPE = /^(?:.*\.)?(?:\w*Response|\w*Reply|\w*Context|ResponseToolkit|Res|Reply)$/;

/** Finds the calls of response methods in a file. */
export function responseCalls(index: AppIndex, file: FileIndex, names: ReadonlySet<string>): readonly ResponseCall[] {
  return file.calls.flatMap((node): readonly ResponseCall[] => {
    const callee = node['callee'] as SyntaxNode;
    if (!/^(?:Optional)?MemberExpression$/.test(callee.type) || callee['computed'] === true) return [];
    const name = nameOf(callee['property']);
    if (name === undefined || !names.has(name)) return [];
    const path = pathOf(callee['object'] as SyntaxNode);
    if (path === undefined) return [];
    const [first = '', ...members] = path;
    const receiver = path.join('.');
    if (first === 'this') return /^(?:req\.)?res$/.test(members.join('.')) ? [{ node, name, receiver, root: undefined }] : [];
    const root = index.declarationOf(file, first, node);
    if (root === undefined || !isReceiver(index, file, root, members)) return [];
    return [{ node, name, receiver, root }];
  });
}

/** `['c', 'var', 'reply']` of `c.var.reply`. */
function pathOf(node: SyntaxNode): readonly string[] | undefined {
  if (node.type === 'ThisExpression') return ['this'];
  const name = nameOf(node);
  if (name !== undefined) return [name];
  if (node.type === 'CallExpression') return pathOfGet(node) ?? pathOfChain(node);
  if (node.type === 'TSNonNullExpression' || node.type === 'TSAsExpression') return pathOf(node['expression'] as SyntaxNode);
  if (!/^(?:Optional)?MemberExpression$/.test(node.type) || node['computed'] === true) return undefined;
  const [object, property] = [pathOf(node['object'] as SyntaxNode), nameOf(node['property'])];
  return object === undefined || property === undefined ? undefined : [...object, property];
}

/** `c.get('reply')` of Hono is `c.var.reply`. */
function pathOfGet(node: SyntaxNode): readonly string[] | undefined {
  const callee = node['callee'] as SyntaxNode;
  const path =
    nameOf(callee['property']) === 'get' && textOf((node['arguments'] as readonly unknown[])[0]) === 'reply'
      ? pathOf(callee['object'] as SyntaxNode)
      : undefined;
  return path === undefined ? undefined : [...path, 'var', 'reply'];
}

/** Methods that set something and return the reply: `res.set('X-Boat', '1').notFound()`. */
const CHAINED = /^(?:set|header|headers|append|cookie|setCookie|clearCookie|vary|type|status|code|links)$/;

function pathOfChain(node: SyntaxNode): readonly string[] | undefined {
  const callee = node['callee'] as SyntaxNode;
  const isChained = CHAINED.test(nameOf(callee['property']) ?? '') && callee['computed'] !== true;
  return isChained ? pathOf(callee['object'] as SyntaxNode) : undefined;
}

/** Whether the value has response methods. It comes from a parameter of a handler, and has the name, the type or the place of one. */
function isReceiver(index: AppIndex, file: FileIndex, root: Declaration, members: readonly string[]): boolean {
  if (root.kind === 'variable') return members.length === 0 && comesFromHandler(index, file, root);
  if (root.kind !== 'parameter') return false;
  const last = members.at(-1);
  if (last !== undefined) return /^(?:res|response|reply|halyard|raw)$/.test(last) || (members.length === 1 && RECEIVER.test(root.name));
  const type = typeName(plain(root.node));
  if (type !== undefined && TYPE.test(type)) return true;
  return RECEIVER.test(root.name) || isInHandlerPlace(file, root);
}

/** `const { reply } = c.var`, `const reply = c.var.reply`, `const { res } = this`. */
function comesFromHandler(index: AppIndex, file: FileIndex, { node, name }: Declaration): boolean {
  const init = node['init'] as SyntaxNode | null | undefined;
  const path = init == null ? undefined : pathOf(init);
  if (path === undefined || !RECEIVER.test(name)) return false;
  const [first = ''] = path;
  return first === 'this' || index.declarationOf(file, first, node)?.kind === 'parameter';
}

const ROUTE =
  /^(?:get|post|put|patch|delete|del|head|options|all|use|route|on|param|addHook|ext|fetch|listener|http2Listener|createServer|setErrorHandler|setNotFoundHandler|onError|notFound)$/;

/** Whether the parameter is the one of a route that answers: `app.get('/', (request, answer) => …)`. */
function isInHandlerPlace(file: FileIndex, { of, position = -1 }: Declaration): boolean {
  const call = of === undefined ? undefined : file.parents.get(of);
  if (of === undefined || call?.type !== 'CallExpression' || !isFunction(of)) return false;
  const method = nameOf((call['callee'] as SyntaxNode)['property']);
  if (method === undefined || !ROUTE.test(method)) return false;
  const { length } = of['params'] as readonly SyntaxNode[];
  return position === (length === 4 ? 2 : length === 1 ? 0 : 1);
}
