import type { RouteTable } from '../../core/ports/route-table.ts';
import { capturedVariables } from '../../hosting/shared/captured-variables.ts';
import { joined, RouteList } from '../../hosting/shared/route-list.ts';
import { appBehind, isTail, type Routed, type Router, routerOf } from './layers.ts';
import { pathOfExpression } from './path-of-expression.ts';

interface Layer {
  readonly name?: string;
  readonly handle?: unknown;
  readonly route?: { readonly path?: unknown; readonly methods?: Readonly<Record<string, boolean>> };
  /** Express 4: the path as a regular expression. */
  readonly regexp?: RegExp;
  readonly keys?: readonly { readonly name: string | number }[];
  /** Express 5: the path as the app wrote it, in newer releases, and a function for each path. */
  readonly rawPath?: unknown;
  readonly matchers?: readonly unknown[];
}

/** Routers may be mounted in one another, and a router even in itself. */
const MOST_ROUTERS = 16;

/** The routes of an app and of the routers and apps in it, and the folders of `express.static()`. */
export function routesOf(app: Routed, isGenerated?: (path: string) => boolean): RouteTable {
  const list = new RouteList();
  try {
    walk(list, routerOf(app), { prefix: '', depth: 0, isGenerated });
  } catch {
    // A router of the app's own may have other members. What was found stays.
  }
  return list;
}

interface Place {
  readonly prefix: string;
  readonly depth: number;
  readonly isGenerated: ((path: string) => boolean) | undefined;
}

function walk(list: RouteList, router: Router | undefined, place: Place): void {
  const { prefix, depth, isGenerated } = place;
  if (depth > MOST_ROUTERS) return;
  for (const layer of (router?.stack ?? []) as readonly Layer[]) {
    if (!list.visit()) return;
    const { route, handle } = layer;
    if (route !== undefined) {
      const generated = typeof route.path === 'string' && isGenerated?.(route.path);
      list.add(Object.keys(route.methods ?? {}), route.path, { prefix, ...(generated && { isGenerated: true }) });
    } else if (!isTail(layer)) {
      const inner = routerIn(layer);
      for (const path of mountPaths(layer)) {
        if (inner !== undefined) walk(list, inner, { ...place, prefix: joined(prefix, path), depth: depth + 1 });
        else if (layer.name === 'serveStatic') list.addFolderOf(handle, joined(prefix, path));
        else list.addHandler(handle, joined(prefix, path), 2);
      }
    }
  }
}

/** The router that a layer leads to. An app that was mounted by `app.use()` is the variable `fn` of Express' function `mounted_app`. */
function routerIn(layer: Layer): Router | undefined {
  const { handle, name } = layer;
  if (typeof handle !== 'function') return undefined;
  if (Array.isArray((handle as Router).stack)) return handle as Router;
  const app = appBehind(layer) ?? (name === 'mounted_app' ? capturedVariables(handle)['fn'] : undefined);
  return app === undefined ? undefined : routerOf(app as Routed);
}

/** The paths that a router, an app or a middleware is mounted at. Express 5 keeps the path of older releases in the variables of a function. */
function mountPaths({ regexp, keys = [], rawPath, matchers = [] }: Layer): readonly string[] {
  const raw = (Array.isArray(rawPath) ? rawPath : [rawPath]).filter((path) => path !== undefined);
  if (raw.length > 0) return raw.map(String);
  if (regexp !== undefined) return pathOfExpression(regexp, keys);
  return matchers.flatMap((matcher) => {
    const { regexp: own, keys: names } = capturedVariables(matcher) as Pick<Layer, 'regexp' | 'keys'>;
    return own instanceof RegExp ? pathOfExpression(own, names ?? []) : ['/'];
  });
}
