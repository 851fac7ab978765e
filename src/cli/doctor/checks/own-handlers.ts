import type { AppEvent, HostApp } from '../../source/app-events.ts';
import { functionOf } from '../../source/function-of.ts';
import type { AppKind } from '../../source/host-apps.ts';
import { textOf } from '../../source/imports-of.ts';
import type { SyntaxNode } from '../../source/parse-source.ts';
import { type Check, type ExaminedApp, type Finding, findingAt } from '../finding.ts';
import { member } from '../mounts.ts';
import { answersAll404, answersAllErrors, asksForSome, catchesAll, setsBodyOf404, writesTo } from './handler-shapes.ts';
import { filterFindings } from './nest-filters.ts';

export const ownHandlers: Check = {
  title: 'error handlers and handlers of unmatched routes that answer before Halyard',
  run(app) {
    // Without a mount there is nothing that a handler could come before.
    if (app.mounts.length === 0) return [];
    return [...app.apps.flatMap((host) => host.events.flatMap((event) => (BY_HOST[host.kind] ?? NONE)(app, event, host))), ...filterFindings(app)];
  },
};

type HandlerCheck = (app: ExaminedApp, event: AppEvent, host: HostApp) => readonly Finding[];

const NONE: HandlerCheck = () => [];

const BY_HOST: Partial<Record<AppKind, HandlerCheck>> = { express, nest: express, koa, fastify, hono, hapi, fetch: handlers, 'node-http': handlers };

function errors(event: AppEvent, node: SyntaxNode, what: string, todo: string): Finding {
  return findingAt(event.file, node, 'own-error-handler', `${what} answers every error before Halyard, so Halyard neither answers nor logs them.`, todo);
}

function unmatched(event: AppEvent, node: SyntaxNode, what: string, todo: string): Finding {
  return findingAt(event.file, node, 'own-404-handler', `${what} answers every unmatched route before Halyard.`, todo);
}

/** Packages whose middleware answers errors. */
const ERROR_PACKAGES = new Set([
  'errorhandler',
  'express-error-handler',
  'koa-onerror',
  'koa-json-error',
  'koa-error',
  'koa-better-error-handler',
  'strong-error-handler',
  'fastify-error-page',
]);

function packaged(app: ExaminedApp, event: AppEvent): readonly Finding[] {
  const calls = event.method === '()' ? [event.node] : event.args;
  const name = calls
    .map((one) => app.index.packageValue(event.file, one.type === 'CallExpression' ? (one['callee'] as SyntaxNode) : one)?.specifier)
    .find((one) => one !== undefined && ERROR_PACKAGES.has(one));
  return name === undefined ? [] : [errors(event, event.node, `The package ${name}`, 'Remove it. Halyard answers errors.')];
}

function isEveryPath(path: SyntaxNode | undefined): boolean {
  if (path?.type === 'RegExpLiteral') return path['pattern'] === '.*';
  const text = path === undefined ? undefined : textOf(path);
  return text !== undefined && /^(?:\/?\*\w*|\/?\{\*\w+\}|\/|\(\.\*\)|\/\(\.\*\)|\/:\w+\*|\/?\{\w+\*\})$/.test(text);
}

/** The handlers of `app.use(handler)` and `app.all('*', handler)`, if they are for every path. */
function handlersForAll({ method, args }: AppEvent): readonly SyntaxNode[] {
  const hasPath = args[0] !== undefined && (textOf(args[0]) !== undefined || args[0].type === 'RegExpLiteral');
  if (method === 'use') return hasPath && !isEveryPath(args[0]) ? [] : args.slice(hasPath ? 1 : 0);
  return /^(?:all|get)$/.test(method) && hasPath && isEveryPath(args[0]) && textOf(args[0] as SyntaxNode) !== '/' ? args.slice(1) : [];
}

function express(app: ExaminedApp, event: AppEvent): readonly Finding[] {
  const own = handlersForAll(event).flatMap((arg) => {
    const handler = functionOf(app.index, event.file, arg);
    if (handler === undefined) return [];
    const { length } = handler.node['params'] as readonly SyntaxNode[];
    const place = placeIn(event, handler);
    if (length === 4 && answersAllErrors(app, handler, 2, 3))
      return [errors(place, handler.node, 'This error handler', 'Remove it, or call next(err) for the errors that it has no answer for.')];
    if (length < 4 && answersAll404(app, handler, 1, 2))
      return [
        unmatched(
          place,
          handler.node,
          'This middleware',
          'Remove it, or call next() in it. To change the page, write views/404.ejs or api/responses/notFound.js.',
        ),
      ];
    return [];
  });
  return [...own, ...packaged(app, event)];
}

/** A handler of another file is shown where it is written. */
function placeIn(event: AppEvent, { file }: { readonly file: AppEvent['file'] }): AppEvent {
  return { ...event, file };
}

function koa(app: ExaminedApp, event: AppEvent): readonly Finding[] {
  if (event.method === 'on') {
    const listener = textOf(event.args[0]) === 'error' ? functionOf(app.index, event.file, event.args[1]) : undefined;
    if (listener === undefined || !writesTo(listener, 1)) return [];
    return [
      errors(
        placeIn(event, listener),
        listener.node,
        "This listener of app.on('error')",
        'Remove the answer from it. Halyard answers the error; the listener may still count it.',
      ),
    ];
  }
  if (event.method !== 'use') return packaged(app, event);
  const own = event.args.flatMap((arg) => {
    const handler = functionOf(app.index, event.file, arg);
    if (handler === undefined) return [];
    const place = placeIn(event, handler);
    const caught = catchesAll(app, handler, 0);
    if (caught !== undefined) return [errors(place, caught, 'This catch', 'Remove the try, or throw the error again for those that it has no answer for.')];
    if (setsBodyOf404(app, handler)) return [unmatched(place, handler.node, 'This middleware', 'Remove it, or call ctx.notFound() in it.')];
    return [];
  });
  return [...own, ...packaged(app, event)];
}

function fastify(app: ExaminedApp, event: AppEvent, host: HostApp): readonly Finding[] {
  if (event.method === 'setNotFoundHandler') {
    if (host.declaration.kind === 'parameter') return [];
    const what = 'app.setNotFoundHandler() takes the place of Halyard. Fastify allows one handler of unmatched routes, so the app does not start.';
    return [
      findingAt(
        event.file,
        event.node,
        'own-404-handler',
        what,
        'Remove it. A response of your own goes into api/responses/notFound.js, a hook into the option notFound: { preHandler }.',
      ),
    ];
  }
  if (event.method === 'setErrorHandler') {
    const handler = functionOf(app.index, event.file, event.args[0]);
    if (handler === undefined || !answersAllErrors(app, handler, 2, undefined)) return [];
    return [errors(event, event.node, 'app.setErrorHandler()', 'Remove it, or throw the errors in it that it has no answer for.')];
  }
  return catchAll(app, event, 1, 'reply.notFound()');
}

function hono(app: ExaminedApp, event: AppEvent): readonly Finding[] {
  const handler = functionOf(app.index, event.file, event.args[0]);
  if (event.method === 'onError' && handler !== undefined && answersAllErrors(app, handler, 1, undefined)) {
    return [errors(event, event.node, 'app.onError()', 'Remove it, or return c.var.reply.negotiate(error) in it for the errors that it has no answer for.')];
  }
  if (event.method === 'notFound' && handler !== undefined && answersAllErrors(app, handler, 0, undefined)) {
    return [unmatched(event, event.node, 'app.notFound()', 'Remove it, or return c.var.reply.notFound() in it.')];
  }
  if (event.method === 'use') {
    const caught = event.args.map((arg) => functionOf(app.index, event.file, arg)).flatMap((one) => (one === undefined ? [] : (catchesAll(app, one, 0) ?? [])));
    if (caught[0] !== undefined)
      return [errors(event, caught[0], 'This catch', 'Remove the try, or throw the error again for those that it has no answer for.')];
  }
  return catchAll(app, event, 0, 'c.var.reply.notFound()');
}

/** A route for every path that answers with a 404: `app.all('*', …)`. */
function catchAll(app: ExaminedApp, event: AppEvent, reply: number, call: string): readonly Finding[] {
  if (event.method === 'use') return [];
  return handlersForAll(event).flatMap((arg) => {
    const handler = functionOf(app.index, event.file, arg);
    if (handler === undefined || !answersAll404(app, handler, reply, reply + 1)) return [];
    return [unmatched(placeIn(event, handler), handler.node, 'This route', `Remove it, or return ${call} in it.`)];
  });
}

function hapi(app: ExaminedApp, event: AppEvent, host: HostApp): readonly Finding[] {
  const [first, second = member(first, 'method'), third = member(first, 'options')] = event.args;
  if (event.method === 'ext' && textOf(member(first, 'type') ?? first) === 'onPreResponse') {
    const handler = functionOf(app.index, event.file, second);
    const mount = host.events.findIndex((one) => app.mounts.some(({ node }) => node === one.node));
    const isBefore = host.events.indexOf(event) < mount || (third !== undefined && /before/.test(event.file.source.text.slice(third.start, third.end)));
    if (handler === undefined || !isBefore || asksForSome(handler) || !answersAllErrors(app, handler, 1, undefined)) return [];
    return [errors(event, event.node, 'This onPreResponse extension', 'Remove it, or return h.continue in it for a Boom.')];
  }
  if (event.method !== 'route' || first === undefined) return [];
  const routes = first.type === 'ArrayExpression' ? (first['elements'] as readonly SyntaxNode[]) : [first];
  return routes.flatMap((route) => {
    const properties = (route['properties'] as readonly SyntaxNode[] | undefined) ?? [];
    const find = (name: string): SyntaxNode | undefined => properties.find((one) => (one['key'] as SyntaxNode | undefined)?.['name'] === name);
    const [method, path, handle] = ['method', 'path', 'handler'].map(find);
    const handler = handle?.type === 'ObjectMethod' ? { file: event.file, node: handle } : functionOf(app.index, event.file, handle?.['value'] as SyntaxNode);
    const isAll = textOf(method?.['value']) === '*' && isEveryPath(path?.['value'] as SyntaxNode | undefined);
    if (!isAll || handler === undefined || !answersAll404(app, handler, 1, undefined)) return [];
    return [unmatched(placeIn(event, handler), handler.node, 'This route', 'Remove it, or return h.notFound() in it.')];
  });
}

/** The handler of a server without routes: a `try` around all of it. */
function handlers(app: ExaminedApp, event: AppEvent): readonly Finding[] {
  if (!/^(?:fetch|createServer|listener|http2Listener)$/.test(event.method)) return [];
  const handler = event.args.map((arg) => functionOf(app.index, event.file, arg)).find((one) => one !== undefined);
  const caught = handler === undefined ? undefined : catchesAll(app, handler, 1);
  if (handler === undefined || caught === undefined) return [];
  return [errors(placeIn(event, handler), caught, 'This catch', 'Remove the try, or throw the error again for those that it has no answer for.')];
}
