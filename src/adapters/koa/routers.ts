import type { KoaApp, KoaContext, KoaRouter } from './app.ts';

/** An app may create a router for each request. Only the first ones are kept. */
const MOST_ROUTERS = 64;

/**
 * The routers that have answered a request of an app, each with the part of the path that was removed before it. koa-mount and koa-compose return functions
 * that hide their routers.
 */
const SEEN = new WeakMap<KoaApp, Map<KoaRouter, string>>();

/** Remembers the router that has answered this request. */
export function noteRouter(context: KoaContext): void {
  const { router, app } = context;
  if (router === undefined) return;
  const seen = seenBy(app);
  if (seen.has(router) || seen.size >= MOST_ROUTERS) return;
  const prefix = prefixesOf(context).find((candidate) => hasMatched(router, context, candidate));
  if (prefix !== undefined) seen.set(router, prefix);
}

/**
 * Does a router of the app answer GET for the path of this request? It may be a router that the request has not reached, because middleware before it has
 * failed. A router behind koa-mount or koa-compose is known after its first request.
 */
export function answersGet(context: KoaContext): true | undefined {
  noteRouter(context);
  const { app, path, router } = context;
  const seen = seenBy(app);
  if (router !== undefined && !seen.has(router) && hasPage(router, context, path)) return true;
  const address = outerPath(context);
  const visible = app.middleware.some((middleware) => hasPage((middleware as { readonly router?: KoaRouter }).router, context, address));
  const isFound = visible || [...seen].some(([one, prefix]) => hasPage(one, context, withoutPrefix(address, prefix)));
  return isFound ? true : undefined;
}

function seenBy(app: KoaApp): Map<KoaRouter, string> {
  const known = SEEN.get(app);
  if (known !== undefined) return known;
  const seen = new Map<KoaRouter, string>();
  SEEN.set(app, seen);
  return seen;
}

/** The path before koa-mount removes its part. Middleware that rewrites `ctx.url` changes it for all methods. */
function outerPath({ mountPath, path, originalUrl }: KoaContext): string {
  if (mountPath === undefined) return path;
  const original = originalUrl.split('?', 1)[0] as string;
  return original.endsWith(path) ? original : path;
}

/** The parts of the path that may have been removed: up to the innermost mount, or nothing. */
function prefixesOf(context: KoaContext): readonly string[] {
  const { mountPath } = context;
  if (mountPath === undefined) return [''];
  const address = outerPath(context);
  const at = address.indexOf(mountPath);
  return at === -1 ? [''] : [address.slice(0, at + mountPath.length), ''];
}

function withoutPrefix(address: string, prefix: string): string | undefined {
  const rest = address.slice(prefix.length) || '/';
  return address.startsWith(prefix) && rest.startsWith('/') ? rest : undefined;
}

/** Has this router answered the request at the rest of the path? */
function hasMatched(router: KoaRouter, context: KoaContext, prefix: string): boolean {
  const { route, pathAndMethod = [] } = matched(router, withoutPrefix(outerPath(context), prefix), context.method) ?? {};
  return route === true && pathAndMethod.some(({ path }) => path === context._matchedRoute);
}

function hasPage(router: KoaRouter | undefined, { host }: KoaContext, path: string | undefined): boolean {
  return matched(router, path, 'GET')?.route === true && router?.matchHost?.(host) !== false;
}

/** `ctx.router`, or the property `router` of a function, may be something else than a router. */
function matched(router: KoaRouter | undefined, path: string | undefined, method: string): ReturnType<KoaRouter['match']> {
  try {
    return path === undefined ? undefined : router?.match(path, method);
  } catch {
    return undefined;
  }
}
