import type { AppEvent, HostApp } from '../../source/app-events.ts';
import { textOf } from '../../source/imports-of.ts';
import type { SyntaxNode } from '../../source/parse-source.ts';
import { walk } from '../../source/walk.ts';
import { type Check, type ExaminedApp, type Finding, findingAt } from '../finding.ts';
import { isMount } from './mounting.ts';
import { isRoute } from './routes.ts';

/** Middleware by package, and what is missing in an answer that comes before it. */
const MIDDLEWARE: Readonly<Record<string, string>> = {
  helmet: 'the security headers',
  'koa-helmet': 'the security headers',
  'hono/secure-headers': 'the security headers',
  cors: 'the headers of CORS',
  '@koa/cors': 'the headers of CORS',
  'hono/cors': 'the headers of CORS',
  compression: 'compression',
  'koa-compress': 'compression',
  'hono/compress': 'compression',
  '@fastify/compress': 'compression',
  '@fastify/rate-limit': 'the rate limit',
  'express-session': 'the session',
  'cookie-session': 'the session',
  'koa-session': 'the session',
  'koa-generic-session': 'the session',
  'connect-flash': 'the flash',
  'express-rate-limit': 'the rate limit',
  'body-parser': 'the body',
  '@koa/bodyparser': 'the body',
  'koa-bodyparser': 'the body',
  'koa-body': 'the body',
  'cookie-parser': 'the cookies',
};

export const order: Check = {
  title: 'the order of helmet, CORS, compression, sessions, body parsers and routes',
  run: (app) => app.apps.flatMap((one) => [...late(app, one), ...viewsBefore(app, one), ...afterListen(app, one)]),
};

/** Middleware behind the last route. Routes that stand before it answer without it. Some routes before it may be there on purpose, such as a health check. */
function late(app: ExaminedApp, host: HostApp): readonly Finding[] {
  return host.events.flatMap((event, at) => {
    const name = packageOf(app, event);
    if (name === undefined || isOfRoute(event)) return [];
    const same = host.events.filter(({ inside }) => inside === event.inside);
    const place = same.indexOf(event);
    const routes = (list: readonly AppEvent[]): readonly AppEvent[] => list.filter((one) => isRoute(app, host, one));
    const [before, behind] = [routes(same.slice(0, place)), routes(same.slice(place + 1))];
    if (before.length === 0 || behind.length > 0 || at === 0) return [];
    const first = before[0]?.node.loc.start.line;
    const what = `${name} comes after the routes, the first of which is at line ${first}. So ${MIDDLEWARE[name]} ${name === 'helmet' || /headers/.test(MIDDLEWARE[name] ?? '') ? 'are' : 'is'} missing in what they answer, errors included.`;
    return [findingAt(event.file, event.node, 'middleware-after-routes', what, 'Move it above the first route.')];
  });
}

/** @fastify/view gives its own locals to a page, unless Halyard is registered before. */
function viewsBefore(app: ExaminedApp, { kind, events }: HostApp): readonly Finding[] {
  const mount = events.findIndex((event) => isMount(app, event));
  const view = events.findIndex((event) => event.method === 'register' && isPackage(app, event, '@fastify/view'));
  const event = events[view];
  if (kind !== 'fastify' || mount === -1 || event === undefined || view > mount || event.inside !== events[mount]?.inside) return [];
  const what = '@fastify/view is registered before Halyard, so reply.view() does not give the locals errors, old, flash and form to a page.';
  return [findingAt(event.file, event.node, 'views-before-halyard', what, 'Register Halyard first.')];
}

/** Nest builds its routes when it listens. Middleware and filters that come later are not used. */
function afterListen(app: ExaminedApp, { kind, events }: HostApp): readonly Finding[] {
  const at = events.findIndex(({ method }) => method === 'listen' || method === 'init');
  const listen = events[at];
  if (kind !== 'nest' || listen === undefined || app.index.files.size === 0) return [];
  return events.slice(at + 1).flatMap((event) => {
    if (!/^use/.test(event.method) || event.inside !== listen.inside) return [];
    const what = `app.${event.method}() comes after app.${listen.method}() at line ${listen.node.loc.start.line}, so Nest does not use it.`;
    return [findingAt(event.file, event.node, 'middleware-after-listen', what, `Move it above app.${listen.method}().`)];
  });
}

/** The package whose middleware an event adds: `app.use(helmet())`, `app.register(compress)`. */
function packageOf(app: ExaminedApp, event: AppEvent): string | undefined {
  if (event.method !== 'use' && event.method !== 'register') return undefined;
  return Object.keys(MIDDLEWARE).find((name) => isPackage(app, event, name));
}

function isPackage(app: ExaminedApp, { file, args }: AppEvent, name: string): boolean {
  return args.some((arg) => {
    const { file: home, node } = app.index.value(file, arg);
    const callee = node.type === 'CallExpression' && textOf((node['arguments'] as SyntaxNode[])[0]) !== name ? (node['callee'] as SyntaxNode) : node;
    if (app.index.packageValue(home, callee)?.specifier === name || app.index.packageValue(home, node)?.specifier === name) return true;
    let isImported = false;
    if (node.type === 'CallExpression' && (node['callee'] as SyntaxNode).type === 'Import') {
      walk([node], (one) => {
        if (textOf(one) === name) isImported = true;
      });
    }
    return isImported;
  });
}

/** Middleware of one path: `app.use('/admin', session())`. */
function isOfRoute({ args }: AppEvent): boolean {
  const path = args[0] === undefined ? undefined : textOf(args[0]);
  return path !== undefined && path !== '*' && path !== '/*' && path !== '/';
}
