import type { Found } from '../../source/app-index.ts';
import { isFunction, plain } from '../../source/file-index.ts';
import { nameOf } from '../../source/imports-of.ts';
import type { SyntaxNode } from '../../source/parse-source.ts';
import { walk } from '../../source/walk.ts';
import type { ExaminedApp } from '../finding.ts';
import { placesOf } from './words.ts';

/** The name of a parameter of a function. */
function parameter({ node }: Found, position: number | undefined): string | undefined {
  const given = position === undefined ? undefined : (node['params'] as readonly SyntaxNode[])[position];
  return given === undefined ? undefined : nameOf(plain(given));
}

/** Whether a node of the tree fulfils a condition. Functions that are only declared there count too. */
function some(roots: readonly SyntaxNode[], test: (node: SyntaxNode, around: readonly SyntaxNode[]) => boolean): boolean {
  let found = false;
  walk(roots, (node, around) => {
    if (!found && test(node, around)) found = true;
    return !found;
  });
  return found;
}

const bodyOf = ({ node }: Found): readonly SyntaxNode[] => [node['body'] as SyntaxNode];

/** Whether code calls a response method, Halyard's `negotiate` or `super.catch()`: then Halyard answers. */
function callsHalyard(app: ExaminedApp, roots: readonly SyntaxNode[]): boolean {
  return some(roots, (node) => {
    const callee = node['callee'] as SyntaxNode | undefined;
    if (!/^(?:Optional)?CallExpression$/.test(node.type) || !/^(?:Optional)?MemberExpression$/.test(callee?.type ?? '')) return false;
    const name = nameOf(callee?.['property']) ?? '';
    return app.responses.has(name) || name === 'onerror' || (name === 'catch' && (callee?.['object'] as SyntaxNode | undefined)?.type === 'Super');
  });
}

const throws = (roots: readonly SyntaxNode[]): boolean => some(roots, ({ type }) => type === 'ThrowStatement');

function uses(roots: readonly SyntaxNode[], name: string | undefined): boolean {
  return name !== undefined && some(roots, (node) => nameOf(node) === name);
}

/** Whether an error handler answers every error itself: it uses the reply, and it hands nothing over. In doubt it does not. */
export function answersAllErrors(app: ExaminedApp, handler: Found, reply: number, next: number | undefined): boolean {
  const body = bodyOf(handler);
  if (!uses(body, parameter(handler, reply)) || callsHalyard(app, body) || throws(body)) return false;
  const name = parameter(handler, next);
  if (name === undefined) return !handsBack(handler);
  // Handing over after the head was sent is what Express asks for.
  return !some(
    body,
    (node, around) =>
      nameOf(node) === name && !around.some((one) => one.type === 'IfStatement' && /headersSent/.test(textIn(handler, one['test'] as SyntaxNode))),
  );
}

/** `return h.continue` and `return error` hand the error over. */
function handsBack(handler: Found): boolean {
  const error = parameter(handler, 0);
  return some(bodyOf(handler), (node) => {
    const argument = node.type === 'ReturnStatement' ? (node['argument'] as SyntaxNode | null) : undefined;
    return argument != null && (nameOf(argument) === error || nameOf(argument['property']) === 'continue');
  });
}

/** Whether an extension of hapi asks for one class or one status of errors only. */
export function asksForSome({ file, node }: Found): boolean {
  return /instanceof (?!Error\b)|\.statusCode\s*===/.test(file.source.text.slice(node.start, node.end));
}

const NOT_FOUND = /\b(?:status|code|sendStatus|writeHead)\(\s*(?:404|\w+\.NOT_FOUND)|\.status(?:Code)?\s*=\s*404\b|,\s*404\s*\)|status:\s*404/;

/** Whether a handler answers each request with a 404, whatever the request is. In doubt it does not. */
export function answersAll404(app: ExaminedApp, handler: Found, reply: number, next: number | undefined): boolean {
  const body = bodyOf(handler);
  if (uses(body, parameter(handler, next)) || callsHalyard(app, body) || throws(body) || !uses(body, parameter(handler, reply))) return false;
  const statement = firstWith404(handler);
  return (
    statement !== undefined && !some([statement], ({ type }) => /^(?:If|Switch|For|While|Try)\w*Statement$|^(?:Conditional|Logical)Expression$/.test(type))
  );
}

/** The statement at the top of the function that sets the 404. What is before it has no way out. */
function firstWith404(handler: Found): SyntaxNode | undefined {
  const [body] = bodyOf(handler) as [SyntaxNode];
  const statements = body.type === 'BlockStatement' ? (body['body'] as readonly SyntaxNode[]) : [body];
  for (const one of statements) {
    if (NOT_FOUND.test(textIn(handler, one))) return one;
    if (some([one], ({ type }) => type === 'ReturnStatement')) return undefined;
  }
  return undefined;
}

function textIn({ file }: Found, node: SyntaxNode): string {
  return file.source.text.slice(node.start, node.end);
}

/** The `catch` around all that a handler or the next middleware does, if it answers each error. `reply` is the position of the reply or context. */
export function catchesAll(app: ExaminedApp, handler: Found, reply: number): SyntaxNode | undefined {
  const name = parameter(handler, reply);
  const next = parameter(handler, reply === 0 ? 1 : undefined);
  let found: SyntaxNode | undefined;
  walk(bodyOf(handler), (node) => {
    if (found === undefined && isCatchOfNext(node, next) && answersIn(handler, node, name) && !throws([node]) && !callsHalyard(app, [node])) found = node;
    if (isFunction(node)) return false;
    const clause = node.type === 'TryStatement' ? (node['handler'] as SyntaxNode | null) : undefined;
    if (found !== undefined || clause == null) return found === undefined;
    const guarded = node['block'] as SyntaxNode;
    const isWhole = reply === 0 ? some([guarded], (one) => one.type === 'CallExpression' && nameOf(one['callee']) === next) : isLast(handler, node);
    const body = [clause['body'] as SyntaxNode];
    const answers = answersIn(handler, clause, name);
    if (isWhole && answers && !throws(body) && !callsHalyard(app, body)) found = clause;
    return true;
  });
  return found;
}

/** `next().catch((error) => …)`, and `next().then(undefined, (error) => …)`. */
function isCatchOfNext(node: SyntaxNode, next: string | undefined): boolean {
  const callee = node['callee'] as SyntaxNode | undefined;
  const object = callee?.['object'] as SyntaxNode | undefined;
  if (node.type !== 'CallExpression' || next === undefined || nameOf(object?.['callee']) !== next) return false;
  const { length } = node['arguments'] as readonly SyntaxNode[];
  return nameOf(callee?.['property']) === 'catch' || (nameOf(callee?.['property']) === 'then' && length === 2);
}

/** Whether a `try` is the last statement of its function. */
function isLast(handler: Found, node: SyntaxNode): boolean {
  const [body] = bodyOf(handler) as [SyntaxNode];
  return body.type === 'BlockStatement' && (body['body'] as readonly SyntaxNode[]).at(-1) === node && (body['body'] as readonly SyntaxNode[]).length <= 2;
}

/** What follows the name of a context or a response that is answered. */
const ANSWER = /^\.(?:response\.)?(?:body\s*=|status\s*=|status\(|json\(|text\(|html\(|end\(|writeHead\(|send\()/;
const MAX_ANSWER = 64;

function answersIn(handler: Found, clause: SyntaxNode, name: string | undefined): boolean {
  const text = textIn(handler, clause);
  if (/\bnew Response\(|\bResponse\.json\(/.test(text)) return true;
  if (name === undefined) return false;
  return placesOf(text, `${name}.`).some((at) => !/\w/.test(text[at - 1] ?? '') && ANSWER.test(text.slice(at + name.length, at + name.length + MAX_ANSWER)));
}

/** Whether a Koa middleware answers what is left at 404: after `next()`, or without it. */
export function setsBodyOf404(app: ExaminedApp, handler: Found): boolean {
  const [context, next] = [parameter(handler, 0), parameter(handler, 1)];
  const body = bodyOf(handler);
  if (context === undefined || callsHalyard(app, body) || throws(body) || !sets(body, context, 'body')) return false;
  if (next === undefined || !uses(body, next)) return answersAll404(app, handler, 0, undefined);
  return some(body, (node) => {
    if (node.type !== 'IfStatement') return false;
    const test = textIn(handler, node['test'] as SyntaxNode).replace(/\s/g, '');
    const inside = [node['consequent'] as SyntaxNode];
    if (/status!==?404|404!==?/.test(test)) return some(inside, ({ type }) => type === 'ReturnStatement');
    return /^(?:\w+\.)?(?:response\.)?status===?404|^404===?/.test(test) && !/path|url|method|\|\|/.test(test) && sets(inside, context, 'body');
  });
}

function sets(roots: readonly SyntaxNode[], context: string, member: string): boolean {
  return some(roots, (node) => {
    const left = node.type === 'AssignmentExpression' ? (node['left'] as SyntaxNode) : undefined;
    if (left === undefined || nameOf(left['property']) !== member) return false;
    const object = left['object'] as SyntaxNode;
    return nameOf(object) === context || nameOf(object['object']) === context;
  });
}

/** Whether a listener writes an answer to one of its parameters: `ctx.body = …`, `ctx.res.end()`. */
export function writesTo(handler: Found, position: number): boolean {
  const name = parameter(handler, position);
  return (
    name !== undefined &&
    (sets(bodyOf(handler), name, 'body') || sets(bodyOf(handler), name, 'status') || /\.res\.(?:end|write|writeHead)\(/.test(textIn(handler, handler.node)))
  );
}
