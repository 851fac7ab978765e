import type { AppEvent, HostApp } from '../../source/app-events.ts';
import { kindOf } from '../../source/host-apps.ts';
import { nameOf, textOf } from '../../source/imports-of.ts';
import type { SyntaxNode } from '../../source/parse-source.ts';
import type { ExaminedApp } from '../finding.ts';

const VERB = /^(?:get|post|put|patch|delete|del|head|options|all|on|route|mount)$/;

/** Whether an event adds a route: `app.get('/orders', …)`, `app.route(…)`, or `app.use(router)`. */
export function isAnyRoute(app: ExaminedApp, { kind }: HostApp, event: AppEvent): boolean {
  const { method, args, file } = event;
  if (kind === 'hapi') return method === 'route';
  // `app.on('error', …)` of Koa and Express listens to an event. Only Hono has routes by that name.
  if (VERB.test(method) && (method !== 'on' || kind === 'hono')) {
    // `app.get('env')` of Express reads a setting.
    const isSetting = kind === 'express' && method === 'get' && args.length === 1;
    return !isSetting && (args.length > 1 || method === 'route');
  }
  return method === 'use' && args.some((arg) => isRouter(app, file, arg));
}

/** A route other than one that monitors ask for. Such a route is often before all middleware on purpose. */
export function isRoute(app: ExaminedApp, host: HostApp, event: AppEvent): boolean {
  return isAnyRoute(app, host, event) && !isHealth(event.args[0]);
}

/** A router of the app: a variable with a router, what `router.routes()` returns, or a file that exports one. */
function isRouter(app: ExaminedApp, file: AppEvent['file'], arg: SyntaxNode): boolean {
  const callee = arg.type === 'CallExpression' ? (arg['callee'] as SyntaxNode) : undefined;
  const object =
    callee?.type === 'MemberExpression' && /^(?:routes|middleware)$/.test(nameOf(callee['property']) ?? '') ? (callee['object'] as SyntaxNode) : arg;
  const declaration = nameOf(object) === undefined ? undefined : app.index.follow(file, object);
  if (declaration !== undefined && /^(?:router|express|koa|hono)$/.test(kindOf(app.index, declaration) ?? '')) return true;
  const { file: home, node } = app.index.value(file, object);
  const name = nameOf(node) ?? nameOf((node['callee'] as SyntaxNode | undefined)?.['property']);
  const value = node.type === 'CallExpression' || node.type === 'NewExpression' ? app.index.packageValue(home, node['callee'] as SyntaxNode) : undefined;
  return name === 'Router' || value?.name === 'Router' || (value !== undefined && /^(?:@koa\/router|koa-router)$/.test(value.specifier));
}

function isHealth(path: SyntaxNode | undefined): boolean {
  return /^\/(?:[\w-]+\/)?(?:health\w*|ready\w*|live\w*|ping|status|metrics|favicon\.ico|robots\.txt|version)$/i.test((path && textOf(path)) ?? '');
}
