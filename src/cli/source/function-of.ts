import type { AppIndex, Found } from './app-index.ts';
import { type FileIndex, isFunction } from './file-index.ts';
import { nameOf } from './imports-of.ts';
import type { SyntaxNode } from './parse-source.ts';

const MOST_STEPS = 5;

/**
 * The function that an argument names, is or makes.
 *
 * `app.use(handler)`, `app.use(async () => …)`, `app.use(errors.handle)`, `app.use(errors.handle.bind(errors))`, and `app.use(makeHandler())`.
 */
export function functionOf(index: AppIndex, file: FileIndex, argument: SyntaxNode | undefined): Found | undefined {
  let at: Found | undefined = argument === undefined ? undefined : index.value(file, argument);
  for (let step = 0; step < MOST_STEPS && at !== undefined; step += 1) {
    if (isFunction(at.node)) return at;
    const next: Found | undefined = memberOf(index, at) ?? boundOf(at) ?? madeBy(index, at);
    at = next === undefined ? undefined : index.value(next.file, next.node);
  }
  return undefined;
}

/** The member of a class or an object: `new Errors().handle`, `Errors.handle`, `errors.handle`. */
function memberOf(index: AppIndex, { file, node }: Found): Found | undefined {
  if (node.type !== 'MemberExpression' || node['computed'] === true) return undefined;
  const owner = index.value(file, node['object'] as SyntaxNode);
  const home = owner.node.type === 'NewExpression' ? index.value(owner.file, owner.node['callee'] as SyntaxNode) : owner;
  const body = /^Class/.test(home.node.type) ? (home.node['body'] as SyntaxNode)['body'] : home.node['properties'];
  const found = ((body ?? []) as readonly SyntaxNode[]).find((one) => nameOf(one['key']) === nameOf(node['property']));
  const value = found !== undefined && isFunction(found) ? found : (found?.['value'] as SyntaxNode | null | undefined);
  return value == null ? undefined : { file: home.file, node: value };
}

/** `handle` of `handle.bind(this)`. */
function boundOf({ file, node }: Found): Found | undefined {
  const callee = node.type === 'CallExpression' ? (node['callee'] as SyntaxNode) : undefined;
  return nameOf(callee?.['property']) === 'bind' ? { file, node: callee?.['object'] as SyntaxNode } : undefined;
}

/** The function that a function of the app returns at its end, whatever its arguments are. */
function madeBy(index: AppIndex, { file, node }: Found): Found | undefined {
  if (node.type !== 'CallExpression') return undefined;
  const maker = functionOf(index, file, node['callee'] as SyntaxNode);
  const body = maker?.node['body'] as SyntaxNode | undefined;
  if (maker === undefined || body === undefined) return undefined;
  if (isFunction(body)) return { file: maker.file, node: body };
  const statements = body.type === 'BlockStatement' ? (body['body'] as readonly SyntaxNode[]) : [];
  const last = statements.at(-1);
  const isOnly = statements.every((one) => one === last || /^(?:Variable|Function)Declaration$/.test(one.type));
  const made = last?.type === 'ReturnStatement' && isOnly ? (last['argument'] as SyntaxNode | null) : null;
  return made === null ? undefined : { file: maker.file, node: made };
}
