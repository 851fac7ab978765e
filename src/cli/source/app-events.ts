import { type AppIndex, unwrapped } from './app-index.ts';
import { type Declaration, type FileIndex, isFunction } from './file-index.ts';
import { type AppKind, kindOf } from './host-apps.ts';
import { nameOf } from './imports-of.ts';
import type { SyntaxNode } from './parse-source.ts';

/** Something that happens to an app: a call of its method, or a call that gets the app, such as `halyard(app)`. */
export interface AppEvent {
  /** The name of the method: `use`, `get`, `listen`. For a function that gets the app: `()`. */
  readonly method: string;
  readonly file: FileIndex;
  /** The call. */
  readonly node: SyntaxNode;
  readonly args: readonly SyntaxNode[];
  /** The function that the call is in. `undefined`: the call runs when its file is loaded. */
  readonly inside: SyntaxNode | undefined;
}

/** An app of a host, and what happens to it in the order of the source. */
export interface HostApp {
  readonly kind: AppKind;
  readonly declaration: Declaration;
  readonly events: readonly AppEvent[];
}

/** Finds the apps and routers of the hosts, and what happens to each one, also in functions of other files that get the app. */
export function hostApps(index: AppIndex): readonly HostApp[] {
  const direct = eventsByDeclaration(index);
  const apps: HostApp[] = [];
  for (const file of index.order) {
    for (const names of file.scopes.values()) {
      for (const declaration of names.values()) {
        const kind = kindOf(index, declaration);
        if (kind !== undefined) apps.push({ kind, declaration, events: withInner(index, direct, declaration, []) });
      }
    }
  }
  return apps;
}

type Events = ReadonlyMap<SyntaxNode, readonly AppEvent[]>;

/** The events of an app. A function of the app that gets it as an argument is replaced by what it does. */
function withInner(index: AppIndex, direct: Events, declaration: Declaration, open: readonly SyntaxNode[]): readonly AppEvent[] {
  return (direct.get(declaration.node) ?? []).flatMap((event) => {
    const inner = event.method === '()' ? parameterOf(index, event, declaration) : undefined;
    if (inner === undefined || open.includes(inner.node)) return [event];
    const inside = withInner(index, direct, inner, [...open, inner.node]);
    return inside.length === 0 ? [event] : inside.map((one) => ({ ...one, inside: one.inside === inner.of ? event.inside : one.inside }));
  });
}

/** The parameter that gets the app in a call such as `addRoutes(app)`. */
function parameterOf(index: AppIndex, { file, node, args }: AppEvent, declaration: Declaration): Declaration | undefined {
  const position = args.findIndex((arg) => nameOf(arg) !== undefined && index.follow(file, arg)?.node === declaration.node);
  const { file: home, node: called } = index.value(file, node['callee'] as SyntaxNode);
  if (!isFunction(called) || position === -1) return undefined;
  return [...(home.scopes.get(called)?.values() ?? [])].find((one) => one.position === position);
}

function eventsByDeclaration(index: AppIndex): Events {
  const events = new Map<SyntaxNode, AppEvent[]>();
  const add = (declaration: Declaration | undefined, event: AppEvent): void => {
    if (declaration === undefined) return;
    const list = events.get(declaration.node) ?? [];
    events.set(declaration.node, list);
    list.push(event);
  };
  for (const file of index.order) {
    for (const node of [...file.calls].sort((a, b) => positionOf(a) - positionOf(b))) {
      const callee = node['callee'] as SyntaxNode;
      const args = node['arguments'] as readonly SyntaxNode[];
      const inside = enclosing(file, node);
      const root = callee.type === 'MemberExpression' ? rootOf(callee['object'] as SyntaxNode) : undefined;
      if (root !== undefined) add(declarationAt(index, file, root, node), { method: nameOf(callee['property']) ?? '', file, node, args, inside });
      for (const arg of args) if (nameOf(arg) !== undefined) add(index.follow(file, arg), { method: '()', file, node, args, inside });
    }
  }
  return events;
}

/** `app` of `app.use(a).use(b)`. A chain that begins with `express()` belongs to the variable that it is assigned to. */
function declarationAt(index: AppIndex, file: FileIndex, root: SyntaxNode, call: SyntaxNode): Declaration | undefined {
  if (nameOf(root) !== undefined) return index.follow(file, root);
  for (let at: SyntaxNode | undefined = call; at !== undefined; at = file.parents.get(at)) {
    if (at.type === 'VariableDeclarator') return index.declarationOf(file, nameOf(at['id']) ?? '', at);
    if (isFunction(at)) return undefined;
  }
  return undefined;
}

/** A chain `app.use(a).use(b)` is one expression, so the place of a call is that of its name. */
export function positionOf(call: SyntaxNode): number {
  const callee = call['callee'] as SyntaxNode | undefined;
  return ((callee?.['property'] as SyntaxNode | undefined) ?? call).start;
}

function rootOf(object: SyntaxNode): SyntaxNode | undefined {
  let node = unwrapped(object);
  while (/^(?:Optional)?CallExpression$/.test(node.type) && (node['callee'] as SyntaxNode).type === 'MemberExpression') {
    node = unwrapped((node['callee'] as SyntaxNode)['object'] as SyntaxNode);
  }
  return /^(?:Identifier|CallExpression|NewExpression)$/.test(node.type) ? node : undefined;
}

/** The function around a node. */
function enclosing(file: FileIndex, node: SyntaxNode): SyntaxNode | undefined {
  for (let at = file.parents.get(node); at !== undefined; at = file.parents.get(at)) if (isFunction(at)) return at;
  return undefined;
}
