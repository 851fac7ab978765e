import type { Route, RouteTable, StaticFolder } from '../../core/ports/route-table.ts';
import { capturedVariables } from './captured-variables.ts';

/** An app may have more routes. The report does not list them, and searches only these. */
const MOST_ROUTES = 2_000;
const MOST_FOLDERS = 32;
/** The layers and handlers that are looked at. Routers may be mounted in one another, and a router even in itself. */
const MOST_VISITS = 20_000;
/** A host's "all methods" is a list of each method that Node knows. */
const ALL_METHODS = 20;

type Paths = string | RegExp | readonly Paths[];

/** Collects the routes of a host. It has limits, so a router that contains itself ends, too. */
export class RouteList implements RouteTable {
  readonly routes: Route[] = [];
  readonly folders: StaticFolder[] = [];
  handlers: string[] | undefined;
  readonly #known = new Set<string>();
  #visits = 0;

  /** May another layer be looked at? */
  visit(): boolean {
    this.#visits += 1;
    return this.#visits <= MOST_VISITS && this.routes.length < MOST_ROUTES;
  }

  /** Adds a route. A HEAD that belongs to a GET is left out, as is a route that is known already. */
  add(methods: string | readonly string[], path: unknown, more: Pick<Route, 'isGenerated'> & { readonly prefix?: string } = {}): void {
    const { prefix = '', ...marks } = more;
    const upper = (typeof methods === 'string' ? [methods] : methods).map((method) => method.toUpperCase());
    const wanted = upper.length >= ALL_METHODS || upper.some((method) => method === '_ALL' || method === '*') ? ['ALL'] : upper;
    for (const one of flat(path as Paths)) {
      const isExpression = one instanceof RegExp;
      const text = isExpression ? `${prefix}${one}` : joined(prefix, String(one));
      for (const method of wanted) {
        const key = `${method} ${text}`;
        if ((method === 'HEAD' && wanted.includes('GET')) || this.#known.has(key) || this.routes.length >= MOST_ROUTES) continue;
        this.#known.add(key);
        this.routes.push({ method, path: text, ...(isExpression && { isExpression }), ...marks });
      }
    }
  }

  /** Adds a function that is mounted as middleware, if it has exactly as many parameters as a handler. Middleware also takes `next`. */
  addHandler(handler: unknown, path: string, parameters: number): void {
    if (typeof handler !== 'function' || handler.length !== parameters) return;
    this.handlers ??= [];
    if (this.handlers.length < MOST_FOLDERS) this.handlers.push(path);
  }

  addFolder(path: string, folder: string): void {
    if (!this.folders.some((one) => one.path === path && one.folder === folder) && this.folders.length < MOST_FOLDERS) this.folders.push({ path, folder });
  }

  /** Adds the folder of a static middleware, if the handler is one. */
  addFolderOf(handler: unknown, path: string): void {
    for (const folder of foldersOf(handler)) this.addFolder(path, folder);
  }
}

/** The path behind a prefix: `/api` and `/` are `/api`. */
export function joined(prefix: string, path: string): string {
  const start = prefix.endsWith('/') && path.startsWith('/') ? prefix.slice(0, -1) : prefix;
  return start !== '' && path === '/' ? start : `${start}${path}` || '/';
}

function flat(paths: Paths): readonly (string | RegExp)[] {
  if (paths instanceof RegExp || typeof paths === 'string') return [paths];
  return Array.isArray(paths) ? paths.flat(8).filter((path) => path instanceof RegExp || typeof path === 'string') : [];
}

/** The names that static middleware has for its own handlers: of Express, Koa, Hono, and @fastify/static. */
const OPTION_NAMES = ['opts', 'options', 'sendOptions'];

/**
 * The folders of a static middleware. It keeps them in a variable: `serve-static` and `koa-static` in `opts.root`, @fastify/static in
 * `sendOptions.root`, Hono's `serveStatic` in `options.root`.
 */
function foldersOf(handler: unknown): readonly string[] {
  const variables = capturedVariables(handler);
  for (const name of OPTION_NAMES) {
    const { root } = (variables[name] ?? {}) as { readonly root?: unknown };
    const roots = (Array.isArray(root) ? root : [root]).filter((one): one is string => typeof one === 'string' && one !== '');
    if (roots.length > 0) return roots;
  }
  return [];
}
