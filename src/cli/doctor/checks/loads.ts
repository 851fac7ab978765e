import { dirname, join, relative, resolve } from 'node:path';
import { unwrapped } from '../../source/app-index.ts';
import type { FileIndex } from '../../source/file-index.ts';
import { nameOf, textOf } from '../../source/imports-of.ts';
import type { SyntaxNode } from '../../source/parse-source.ts';
import type { ExaminedApp } from '../finding.ts';
import { member } from '../mounts.ts';

/** A call of `load()`, and the folders that it reads. `undefined` means that it reads none, or that the doctor cannot know which. */
export interface Load {
  readonly file: FileIndex;
  readonly node: SyntaxNode;
  readonly options: SyntaxNode | undefined;
  /** The option `root` when the app runs: for a compiled app it is seen from the compiled file. */
  readonly root: string;
  readonly views: Folder | undefined;
  readonly responses: Folder | undefined;
}

/** A folder that `load()` reads. */
export interface Folder {
  /** Where the app looks for it: `dist/views`. */
  readonly read: string;
  /** Where its source is: `src/views`. The same path, if no compiler writes it. */
  readonly source: string;
}

/** The calls of `load()` whose root the doctor can read. */
export function loadsOf(app: ExaminedApp): readonly Load[] {
  return app.index.order.flatMap((file) =>
    file.calls.flatMap((node) => {
      const value = app.index.packageValue(file, node['callee'] as SyntaxNode);
      if (value?.specifier !== 'halyard/load' || value.name !== 'load') return [];
      const [given] = node['arguments'] as readonly SyntaxNode[];
      const options = given === undefined ? undefined : app.index.value(file, given).node;
      const expression = member(options, 'root');
      const root = expression === undefined ? undefined : pathOf(app, file, expression, compiledFolder(app, dirname(file.source.file)));
      if (expression === undefined || root === undefined) return [];
      const below = (name: 'views' | 'responses', usual: string): Folder | undefined => {
        const option = member(options, name);
        const text = option === undefined ? usual : textOf(option);
        return text === undefined ? undefined : { read: resolve(root, text), source: sourceOf(app, resolve(root, text)) };
      };
      return [{ file, node, options, root, views: below('views', 'views'), responses: below('responses', 'api/responses') }];
    }),
  );
}

/** The path that an expression gives, if the file is in `folder`: `import.meta.dirname`, `join(__dirname, '..')`, `process.cwd()`. */
export function pathOf(app: ExaminedApp, file: FileIndex, expression: SyntaxNode, folder: string): string | undefined {
  const node = unwrapped(expression);
  const text = textOf(node);
  if (text !== undefined) return text;
  const source = file.source.text.slice(node.start, node.end).replace(/\s/g, '');
  if (source === 'import.meta.dirname' || source === '__dirname') return folder;
  if (source === 'import.meta.url' || source === 'import.meta.filename' || source === '__filename') return join(folder, 'file.js');
  if (source === 'process.cwd()') return app.root;
  const args = (node['arguments'] as readonly SyntaxNode[] | undefined) ?? [];
  if (node.type === 'NewExpression' && nameOf(node['callee']) === 'URL') {
    const [path, base] = args.map((one) => pathOf(app, file, one, folder));
    return path === undefined || base === undefined ? undefined : resolve(dirname(base), path);
  }
  if (node.type === 'MemberExpression' && nameOf(node['property']) === 'pathname') return pathOf(app, file, node['object'] as SyntaxNode, folder);
  const called = nameOf(node['callee']) ?? nameOf((node['callee'] as SyntaxNode | undefined)?.['property']);
  const paths = args.map((one) => pathOf(app, file, one, folder));
  if (called !== undefined && paths.length > 0 && paths.every((one) => one !== undefined)) {
    if (called === 'join' || called === 'resolve') return called === 'join' ? join(...(paths as string[])) : resolve(app.root, ...(paths as string[]));
    if (called === 'dirname') return dirname(paths[0] as string);
    if (called === 'fileURLToPath' || called === 'normalize') return paths[0];
  }
  if (nameOf(node) === undefined) return undefined;
  const found = app.index.value(file, node);
  return found.node === node || found.file !== file ? undefined : pathOf(app, file, found.node, folder);
}

/** The folder of a compiled file. The same folder, if the app runs from its sources. */
export function compiledFolder(app: ExaminedApp, folder: string): string {
  const output = outputOf(app);
  if (output === undefined) return folder;
  const path = relative(join(app.root, output.from), folder);
  return path.startsWith('..') ? folder : join(app.root, output.to, path);
}

/** The source of a path in the output of a compiler. Other paths are as they are. */
function sourceOf(app: ExaminedApp, path: string): string {
  const output = outputOf(app);
  const below = output === undefined ? '..' : relative(join(app.root, output.to), path);
  return output === undefined || below.startsWith('..') ? path : join(app.root, output.from, below);
}

/** From which folder a compiler writes into which: `src` into `dist`. */
export interface Output {
  readonly from: string;
  readonly to: string;
}

/** Compares the file that starts in production with the entry: `dist/main.js` with `src/main.ts`. */
export function outputOf({ root, entry, manifest }: ExaminedApp): Output | undefined {
  const { scripts = {}, main = '' } = manifest;
  const runs = [scripts['start:prod'], scripts['start'], main].filter((one) => one !== undefined).join(' ');
  if (/\bnest start\b/.test(runs)) return { from: 'src', to: 'dist' };
  const started = compiledFileIn(runs);
  if (started === undefined) return undefined;
  const target = started.split('/');
  const source = relative(root, entry.file)
    .replace(/\.[mc]?[jt]sx?$/, '')
    .split(/[\\/]/);
  if (relative(root, entry.file).startsWith(`${target[0]}/`)) return undefined;
  while (target.length > 1 && source.length > 0 && target.at(-1) === source.at(-1)) {
    target.pop();
    source.pop();
  }
  return { from: source.join('/'), to: target.join('/') };
}

const OUTPUTS = ['dist', 'build', 'out', 'lib'];

/** The first compiled file that a text names, without its extension: `dist/main` for `node ./dist/main.js`. */
function compiledFileIn(text: string): string | undefined {
  for (const word of text.split(/["'\s]/)) {
    const segments = word.slice(word.lastIndexOf('=') + 1).split('/');
    const from = segments.findIndex((segment, at) => OUTPUTS.includes(segment) && /^[\w./-]+$/.test(segments.slice(at + 1).join('/')));
    if (from !== -1)
      return segments
        .slice(from)
        .join('/')
        .replace(/\.[mc]?js$/, '');
  }
  return undefined;
}
