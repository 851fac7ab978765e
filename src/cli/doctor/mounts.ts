import { positionOf } from '../source/app-events.ts';
import { type AppIndex, unwrapped } from '../source/app-index.ts';
import type { Declaration, FileIndex } from '../source/file-index.ts';
import { HOSTS, type HostName } from '../source/host-apps.ts';
import { nameOf, textOf } from '../source/imports-of.ts';
import type { SyntaxNode } from '../source/parse-source.ts';

/** A call that mounts Halyard. */
export interface Mount {
  readonly host: HostName;
  readonly file: FileIndex;
  /** The call: `halyard(app)`, `app.register(halyard)`, `HalyardModule.forRoot()`. */
  readonly node: SyntaxNode;
  /** The variable of the app that Halyard is mounted on, if it is an argument or the object of `register`. */
  readonly app: Declaration | undefined;
  /** The options, as an object literal or as another expression. */
  readonly options: SyntaxNode | undefined;
  readonly isAwaited: boolean;
}

const ENTRY = /^halyard\/([\w-]+)$/;

/** The host of an import: `express` of `halyard/express`. */
export function hostOfSpecifier(specifier: string): HostName | undefined {
  const name = ENTRY.exec(specifier)?.[1];
  return HOSTS.find((host) => host === name);
}

/** Finds the places where Halyard is mounted, in the order in which the files run. */
export function mountsOf(index: AppIndex): readonly Mount[] {
  return index.order.flatMap((file) => [
    ...[...file.calls].sort((a, b) => positionOf(a) - positionOf(b)).flatMap((node) => mountBy(index, file, node)),
    ...modulesIn(file),
  ]);
}

function mountBy(index: AppIndex, file: FileIndex, node: SyntaxNode): readonly Mount[] {
  const args = node['arguments'] as readonly SyntaxNode[];
  const callee = node['callee'] as SyntaxNode;
  const isAwaited = file.parents.get(node)?.type === 'AwaitExpression';
  const host = mountingHost(index, file, callee);
  if (host === 'nest') {
    const isModule = nameOf((callee['object'] as SyntaxNode | undefined) ?? callee) === 'HalyardModule' || /^forRoot/.test(nameOf(callee['property']) ?? '');
    return isModule ? [{ host, file, node, app: undefined, options: args[0], isAwaited }] : [];
  }
  if (host !== undefined) {
    const onItself = host === 'fetch' || host === 'node-http';
    const [app, options] = onItself ? [undefined, args[0]] : args;
    return [{ host, file, node, app: app === undefined || nameOf(app) === undefined ? undefined : index.follow(file, app), options, isAwaited }];
  }
  if (nameOf(callee['property']) !== 'register' || args[0] === undefined) return [];
  const object = unwrapped(callee['object'] as SyntaxNode);
  const app = nameOf(object) === undefined ? undefined : index.follow(file, object);
  return registered(index, file, args).map((one) => ({ ...one, file, node, app, isAwaited }));
}

/** The plugins of `register(halyard, options)`, `register({ plugin: halyard, options })` and `register([ … ])`. */
function registered(index: AppIndex, file: FileIndex, [first, second]: readonly SyntaxNode[]): readonly { host: HostName; options: SyntaxNode | undefined }[] {
  if (first === undefined) return [];
  const plugin = unwrapped(first);
  if (plugin.type === 'ArrayExpression') return (plugin['elements'] as readonly SyntaxNode[]).flatMap((one) => registered(index, file, [one]));
  if (plugin.type === 'ObjectExpression') {
    const inner = member(plugin, 'plugin');
    const host = inner === undefined ? undefined : mountingHost(index, file, inner);
    return host === undefined ? [] : [{ host, options: member(plugin, 'options') }];
  }
  const specifier =
    plugin.type === 'CallExpression' && (plugin['callee'] as SyntaxNode).type === 'Import' ? textOf((plugin['arguments'] as SyntaxNode[])[0]) : undefined;
  const host = specifier === undefined ? mountingHost(index, file, plugin) : hostOfSpecifier(specifier);
  return host === undefined ? [] : [{ host, options: second }];
}

/** The host whose `halyard` (or `HalyardModule`) an expression names. */
function mountingHost(index: AppIndex, file: FileIndex, expression: SyntaxNode): HostName | undefined {
  const value = index.packageValue(file, expression);
  if (value === undefined || !/^(?:halyard|default|HalyardModule|forRoot|forRootAsync|createServer)$/.test(value.name)) return undefined;
  if (value.name === 'createServer') return undefined;
  return hostOfSpecifier(value.specifier);
}

/** `imports: [HalyardModule]` of a module of Nest, without a call. */
function modulesIn(file: FileIndex): readonly Mount[] {
  return file.imports.flatMap(({ specifier, names }) => {
    if (specifier !== 'halyard/nest') return [];
    return names.flatMap(({ local }) => {
      const node = [...file.parents.keys()].find((one) => nameOf(one) === local && file.parents.get(one)?.type === 'ArrayExpression');
      return node === undefined ? [] : [{ host: 'nest' as const, file, node, app: undefined, options: undefined, isAwaited: false }];
    });
  });
}

/** The value of a member of an object literal. */
export function member(object: SyntaxNode | undefined, name: string): SyntaxNode | undefined {
  if (object?.type !== 'ObjectExpression') return undefined;
  const property = (object['properties'] as readonly SyntaxNode[]).find(
    (one) => (nameOf(one['key']) ?? textOf(one['key'])) === name && one['computed'] !== true,
  );
  return property?.type === 'ObjectMethod' ? property : (property?.['value'] as SyntaxNode | undefined);
}
