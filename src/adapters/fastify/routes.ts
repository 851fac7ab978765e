import type { FastifyInstance, FastifyReply, RouteOptions } from 'fastify';
import type { RouteTable } from '../../core/ports/route-table.ts';
import { drillDoor } from '../../hosting/shared/drill-door.ts';
import { RouteList } from '../../hosting/shared/route-list.ts';

type Listed = Pick<RouteOptions, 'method' | 'url' | 'handler'>;

/** The routes by the app's server, which all contexts of an app share. */
const ROUTES = new WeakMap<object, Listed[]>();
const MOST_ROUTES = 2_000;

/** Remembers each route that the app defines from now on. It is for the development report and the drill, so nothing is kept in production. */
export function collectRoutes(instance: FastifyInstance, mode: 'development' | 'production'): void {
  if (mode !== 'development' && drillDoor.session === undefined) return;
  const routes: Listed[] = [];
  ROUTES.set(instance.server, routes);
  instance.addHook('onRoute', ({ method, url, handler }) => {
    if (routes.length < MOST_ROUTES) routes.push({ method, url, handler });
  });
}

/** The routes of the app, with the prefixes of its plugins, and the folders of @fastify/static. */
export function routesOf({ server }: Pick<FastifyReply, 'server'>): RouteTable | undefined {
  const routes = ROUTES.get(server.server);
  if (routes === undefined) return undefined;
  const list = new RouteList();
  for (const { method, url, handler } of routes) {
    // Fastify adds a HEAD of its own to each GET.
    const isOwnHead = method === 'HEAD' && routes.some((one) => one.method === 'GET' && withSlash(one.url) === withSlash(url));
    if (!isOwnHead) list.add(method, url);
    if (url.endsWith('*')) list.addFolderOf(handler, url.slice(0, -1).replace(/(?<=.)\/$/, '') || '/');
  }
  return list;
}

function withSlash(url: string): string {
  return url.endsWith('/') ? url : `${url}/`;
}
