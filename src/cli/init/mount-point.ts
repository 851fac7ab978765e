import type { ExaminedApp } from '../doctor/finding.ts';
import { type FileIndex, isFunction } from '../source/file-index.ts';
import { HOSTS, type HostName } from '../source/host-apps.ts';
import type { SyntaxNode } from '../source/parse-source.ts';

/** A place where Halyard can be mounted. */
export interface MountPoint {
  readonly host: HostName;
  /** The variable that holds the app. For Nest it is the class of the module; for node:http it is ''. */
  readonly variable: string;
  /** The file that gets the lines. */
  readonly file: FileIndex;
  /** The statement after which the mount belongs. For Nest and node:http it is what has to be changed. */
  readonly node: SyntaxNode;
}

/** The apps that the source makes: `express()`, `new Koa()`, `NestFactory.create(AppModule)`, `http.createServer(…)`. */
export function mountPoints({ apps, index }: ExaminedApp): readonly MountPoint[] {
  const points = apps.flatMap(({ kind, declaration }): readonly MountPoint[] => {
    const file = index.files.get(declaration.file);
    const host = HOSTS.find((one) => one === kind);
    // A parameter is an app that another function has made.
    if (file === undefined || host === undefined || declaration.kind !== 'variable') return [];
    const node = statementOf(file, declaration.node);
    return host === 'nest' ? nestModule(index, file, declaration.node) : [{ host, variable: declaration.name, file, node }];
  });
  return points.length > 0 ? points : index.order.flatMap((file) => plainServers(index, file));
}

/** The module of `NestFactory.create(AppModule)`. */
function nestModule(index: ExaminedApp['index'], file: FileIndex, made: SyntaxNode): readonly MountPoint[] {
  const [module] = (callIn(made['init'] as SyntaxNode)?.['arguments'] as readonly SyntaxNode[] | undefined) ?? [];
  const found = module === undefined ? undefined : index.follow(file, module);
  const inFile = found?.kind === 'class' ? index.files.get(found.file) : undefined;
  return found === undefined || inFile === undefined ? [] : [{ host: 'nest', variable: found.name, file: inFile, node: found.node }];
}

function callIn(init: SyntaxNode | undefined): SyntaxNode | undefined {
  if (init?.type === 'AwaitExpression') return callIn(init['argument'] as SyntaxNode);
  return init?.type === 'CallExpression' ? init : undefined;
}

function plainServers(index: ExaminedApp['index'], file: FileIndex): readonly MountPoint[] {
  const [node] = file.calls.filter((call) => {
    const value = index.packageValue(file, call['callee'] as SyntaxNode);
    return value?.name === 'createServer' && /^(?:node:)?https?$/.test(value.specifier);
  });
  return node === undefined ? [] : [{ host: 'node-http', variable: '', file, node }];
}

/** The declaration that a node is a part of: `export const app = express();`. */
function statementOf({ parents }: FileIndex, node: SyntaxNode): SyntaxNode {
  let at = node;
  for (let parent = parents.get(at); parent !== undefined && /^(?:VariableDeclaration|ExportNamedDeclaration)$/.test(parent.type); parent = parents.get(at))
    at = parent;
  return at;
}

/** Whether the code at a node may use `await`: it is in an async function, or at the top of an ES module. */
export function canAwait({ parents }: FileIndex, node: SyntaxNode, isModule: boolean): boolean {
  for (let at = parents.get(node); at !== undefined; at = parents.get(at)) if (isFunction(at)) return at['async'] === true;
  return isModule;
}
