import type { RouteTable } from '../../core/ports/route-table.ts';
import { capturedVariables } from '../../hosting/shared/captured-variables.ts';
import { joined, RouteList } from '../../hosting/shared/route-list.ts';
import type { KoaApp, KoaContext } from './app.ts';

/** A middleware function: of a router, of koa-mount, of koa-compose, or of the app. */
interface MiddlewareFunction {
  readonly name?: string;
  /** Set by @koa/router and koa-router. */
  readonly router?: { readonly stack?: readonly { readonly methods?: readonly string[]; readonly path?: unknown }[] };
}

/** koa-mount and koa-compose may be nested. */
const MOST_LEVELS = 16;

/** The routes of the routers in an app, and the folders of koa-static. koa-mount and koa-compose hide what is in them in variables of their functions. */
export function routesOf({ app }: Pick<KoaContext, 'app'>): RouteTable {
  const list = new RouteList();
  try {
    for (const middleware of (app as KoaApp).middleware) walk(list, middleware, { prefix: '', level: 0 });
  } catch {
    // What was found stays.
  }
  return list;
}

function walk(list: RouteList, middleware: unknown, { prefix, level }: { readonly prefix: string; readonly level: number }): void {
  if (typeof middleware !== 'function' || level > MOST_LEVELS || !list.visit()) return;
  const { router, name } = middleware as MiddlewareFunction;
  if (Array.isArray(router?.stack)) {
    for (const { methods = [], path } of router.stack) if (methods.length > 0 && list.visit()) list.add(methods, path, { prefix });
    return;
  }
  const { downstream, middleware: composed, prefix: mounted } = capturedVariables(middleware);
  // koa-mount: `downstream` is the composed app, and `prefix` its path.
  if (typeof downstream === 'function' && typeof mounted === 'string') walk(list, downstream, { prefix: joined(prefix, mounted), level: level + 1 });
  else if (Array.isArray(composed)) for (const one of composed) walk(list, one, { prefix, level: level + 1 });
  else if (name === 'serve') list.addFolderOf(middleware, prefix || '/');
  else list.addHandler(middleware, prefix || '/', 1);
}
