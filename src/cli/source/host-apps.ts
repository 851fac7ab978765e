import { type AppIndex, unwrapped } from './app-index.ts';
import type { Declaration, FileIndex } from './file-index.ts';
import { nameOf } from './imports-of.ts';
import type { SyntaxNode } from './parse-source.ts';

/** The hosts by the entry of Halyard that an app imports. */
export const HOSTS = ['express', 'fastify', 'koa', 'hono', 'nest', 'hapi', 'fetch', 'node-http', 'sails', 'socket-io', 'ws'] as const;
export type HostName = (typeof HOSTS)[number];

/** What a variable holds: the app of a host, or a router of one. */
export type AppKind = 'express' | 'fastify' | 'koa' | 'hono' | 'nest' | 'hapi' | 'fetch' | 'node-http' | 'router';

/** The functions and classes of packages that make an app: `package name`. */
const FACTORIES: Readonly<Record<string, AppKind>> = {
  'express default': 'express',
  'express express': 'express',
  'express Router': 'router',
  'express4 default': 'express',
  'fastify default': 'fastify',
  'fastify fastify': 'fastify',
  'fastify Fastify': 'fastify',
  'koa default': 'koa',
  'koa Application': 'koa',
  '@koa/router default': 'router',
  '@koa/router Router': 'router',
  'koa-router default': 'router',
  'hono Hono': 'hono',
  'hono/tiny Hono': 'hono',
  'hono/quick Hono': 'hono',
  '@hono/zod-openapi OpenAPIHono': 'hono',
  '@hapi/hapi server': 'hapi',
  '@hapi/hapi Server': 'hapi',
  '@nestjs/core create': 'nest',
  'halyard/fetch halyard': 'fetch',
  'halyard/node-http halyard': 'node-http',
};

/** What an expression makes: `express()`, `new Koa()`, `await NestFactory.create(AppModule)`, also with calls behind it. */
function kindOfExpression(index: AppIndex, file: FileIndex, expression: SyntaxNode): AppKind | undefined {
  const made = madeBy(expression);
  if (made === undefined) return undefined;
  const value = index.packageValue(file, made['callee'] as SyntaxNode);
  return value === undefined ? undefined : FACTORIES[`${value.specifier} ${value.name}`];
}

/** The first call of a chain: `express()` of `express().disable('etag')`. */
function madeBy(expression: SyntaxNode): SyntaxNode | undefined {
  let node = unwrapped(expression);
  while (/^(?:Optional)?CallExpression$/.test(node.type)) {
    const callee = node['callee'] as SyntaxNode;
    if (callee.type !== 'MemberExpression') return node;
    const inner = unwrapped(callee['object'] as SyntaxNode);
    if (!/^(?:CallExpression|NewExpression)$/.test(inner.type) || nameOf(inner['callee']) === 'require') return node;
    node = inner;
  }
  return node.type === 'NewExpression' ? node : undefined;
}

/** What a variable holds. A parameter is known by its type in TypeScript. */
export function kindOf(index: AppIndex, declaration: Declaration): AppKind | undefined {
  const file = index.files.get(declaration.file);
  const init = declaration.node['init'] as SyntaxNode | null | undefined;
  if (file === undefined) return undefined;
  if (declaration.kind === 'variable' && init != null && nameOf(declaration.node['id']) !== undefined) return kindOfExpression(index, file, init);
  return declaration.kind === 'parameter' ? TYPES[typeName(declaration.node) ?? ''] : undefined;
}

const TYPES: Readonly<Record<string, AppKind>> = {
  Express: 'express',
  Application: 'express',
  'express.Express': 'express',
  'express.Application': 'express',
  FastifyInstance: 'fastify',
  Koa: 'koa',
  Hono: 'hono',
  INestApplication: 'nest',
  NestExpressApplication: 'nest',
  NestFastifyApplication: 'nest',
};

/** The name of the type that a parameter is declared with, without its arguments. */
export function typeName(parameter: SyntaxNode): string | undefined {
  const annotation = (parameter['typeAnnotation'] as SyntaxNode | undefined)?.['typeAnnotation'] as SyntaxNode | undefined;
  const name = annotation?.type === 'TSTypeReference' ? (annotation['typeName'] as SyntaxNode) : undefined;
  if (name?.type === 'TSQualifiedName') return `${nameOf(name['left'])}.${nameOf(name['right'])}`;
  return nameOf(name);
}
