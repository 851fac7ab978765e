import { dirname, extname, relative } from 'node:path';
import type { AppRoot } from '../project/app-root.ts';
import { compilerOptions } from '../project/tsconfig.ts';
import type { FileIndex } from '../source/file-index.ts';
import type { SyntaxNode } from '../source/parse-source.ts';
import { canAwait, type MountPoint } from './mount-point.ts';

/** Lines that a person adds to a file. */
export interface Addition {
  readonly file: string;
  /** The line of the file, from 1. 0: the lines belong at the top. */
  readonly line: number;
  /** Where the lines belong, in words. */
  readonly where: string;
  readonly lines: readonly string[];
}

/** What has to be added, and what else a person has to know about it. */
export interface MountLines {
  readonly additions: readonly Addition[];
  readonly notes: readonly string[];
}

/** How a file loads modules, and whether it is one: TypeScript may write `import` and compile to CommonJS. */
interface Style {
  readonly usesImport: boolean;
  readonly isModule: boolean;
}

/** The lines that mount Halyard at a point, in the style of its file. Nothing is edited. */
export function mountLines(point: MountPoint, app: AppRoot): MountLines {
  const { file, host, node } = point;
  const style = styleOf(file, app);
  const name = host === 'nest' ? 'HalyardModule' : 'halyard';
  const path = file.source.file;
  const top: Addition = {
    file: path,
    ...afterImports(file, node),
    lines: [importLine(host === 'fastify' ? `fastifyOptions, ${name}` : name, `halyard/${host}`, style), importLine('load', 'halyard/load', style)],
  };
  const root = rootText(path, app.root, style);
  const mount: Addition = { file: path, line: host === 'nest' || host === 'node-http' ? node.loc.start.line : node.loc.end.line, ...mountOf(point, root) };
  const needsAsync = host !== 'nest' && !canAwait(file, node, style.isModule);
  return { additions: [top, mount], notes: [...(host === 'fastify' ? [FASTIFY_OPTIONS] : []), ...(needsAsync ? [ASYNC] : [])] };
}

const FASTIFY_OPTIONS =
  'Then pass the options of Fastify through fastifyOptions(): Fastify(fastifyOptions({ logger: true })). So Halyard also answers what Fastify refuses before its routes, such as the address /%zz.';

const ASYNC =
  'The line has an `await`. So it belongs into an async function, together with the lines that make the app, add its routes and let it listen: async function main() { … }';

function mountOf({ host, variable }: MountPoint, root: string): Pick<Addition, 'where' | 'lines'> {
  const options = `{ ...(await load({ root: ${root} })), flash: { secret: process.env.FLASH_SECRET } }`;
  const where = `after \`${variable}\` is made, and before its routes`;
  switch (host) {
    case 'nest':
      return { where: `into the imports of the module ${variable}`, lines: [`HalyardModule.forRoot(load({ root: ${root} })),`] };
    case 'fastify':
      return { where, lines: [`await ${variable}.register(halyard, ${options});`] };
    case 'hapi':
      return { where, lines: [`await ${variable}.register({ plugin: halyard, options: ${options} });`] };
    case 'node-http':
      return { where: 'before the server is made. Then make it with app.createServer(…)', lines: [`const app = halyard(${options});`] };
    default:
      return { where, lines: [`halyard(${variable}, ${options});`] };
  }
}

function importLine(name: string, specifier: string, { usesImport }: Style): string {
  return usesImport ? `import { ${name} } from '${specifier}';` : `const { ${name} } = require('${specifier}');`;
}

/** The folder of the app, as seen from a file. */
function rootText(file: string, root: string, { isModule }: Style): string {
  const folder = isModule ? 'import.meta.dirname' : '__dirname';
  const path = relative(dirname(file), root).replaceAll('\\', '/');
  return path === '' ? folder : `\`\${${folder}}/${path}\``;
}

function styleOf({ source, imports }: FileIndex, app: AppRoot): Style {
  const extension = extname(source.file);
  const { type } = app.package.manifest;
  const hasImport = source.body.some((statement) => /^(?:Import|Export(?:Named|All|Default))Declaration$/.test(statement.type));
  const usesImport = hasImport || (imports.length === 0 && (type === 'module' || /^\.m[jt]s$/.test(extension)));
  if (/^\.[mc][jt]s$/.test(extension)) return { usesImport, isModule: extension.startsWith('.m') };
  if (type === 'module') return { usesImport, isModule: true };
  const module = extension === '.ts' ? String(compilerOptions(app.package.folder)?.['module'] ?? '') : '';
  return { usesImport, isModule: hasImport && !/^(?:commonjs|node\w+)$/i.test(module) };
}

/** The last import that stands before the app is made. */
function afterImports({ source, imports }: FileIndex, made: SyntaxNode): Pick<Addition, 'line' | 'where'> {
  const statements = source.body.filter(
    (statement) =>
      /^(?:ImportDeclaration|VariableDeclaration|TSImportEqualsDeclaration)$/.test(statement.type) &&
      statement.end <= made.start &&
      (statement.type === 'ImportDeclaration' || imports.some(({ node }) => node.start >= statement.start && node.end <= statement.end)),
  );
  const last = statements.at(-1);
  return last === undefined ? { line: 0, where: 'at the top of the file' } : { line: last.loc.end.line, where: 'after the imports' };
}
