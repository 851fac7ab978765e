import type { RouteTable } from '../../core/ports/route-table.ts';
import { RouteList } from '../../hosting/shared/route-list.ts';

/** A route of `app.routes`. Middleware has the method `ALL`, too. */
export interface HonoRoute {
  readonly method: string;
  readonly path: string;
  readonly handler?: unknown;
}

/** The routes of an app and of the apps in it, and the folders of `serveStatic()`. Middleware takes `next`, so a handler has fewer arguments. */
export function routesOf(routes: readonly HonoRoute[]): RouteTable {
  const list = new RouteList();
  for (const { method, path, handler } of routes) {
    if (!list.visit()) break;
    const isWild = path.endsWith('*');
    const isMiddleware = method === 'ALL' && (isWild || (typeof handler === 'function' && handler.length > 1));
    if (!isMiddleware) list.add(method, path);
    else list.addHandler(handler, path.slice(0, path.lastIndexOf('/')) || '/', 1);
    if (isWild) list.addFolderOf(handler, path.slice(0, -1).replace(/(?<=.)\/$/, '') || '/');
  }
  return list;
}
