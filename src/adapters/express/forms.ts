import type { Form } from '../../forms/page/form.ts';
import { appBehind, type Routed, type Router, routerOf } from './layers.ts';

interface RenderingReply {
  readonly locals: Record<string, unknown>;
  readonly app: { readonly locals: Readonly<Record<string, unknown>> };
}

type Render = (this: RenderingReply, view: string, options?: unknown, callback?: unknown) => unknown;

/**
 * Adds the locals `errors`, `old`, `flash` and `form` to every view that `res.render()` renders, unless the app has a local of that name. `add` adds
 * them to `res.locals`.
 */
export function defineFormLocals(response: object, add: (locals: Record<string, unknown>, added: object) => void = Object.assign): void {
  const { render } = response as { readonly render: Render };
  const formOf = Object.getOwnPropertyDescriptor(response, 'form')?.get;
  const value: Render = function (view, options, callback) {
    // The getter is called directly, because middleware may have replaced `res.form`.
    const form = formOf?.call(this) as Form;
    add(this.locals, Object.fromEntries(Object.entries(form.locals).filter(([name]) => !(name in this.locals || name in this.app.locals))));
    return render.call(this, view, options, callback);
  };
  Object.defineProperty(response, 'render', { value, writable: true, configurable: true, enumerable: false });
}

interface Layer {
  readonly route?: { readonly methods?: Readonly<Record<string, boolean>> };
  readonly handle?: unknown;
  /** The part of the path that the layer has matched last. */
  readonly path?: string;
  /** Express 5.3 returns the part that it has matched, and older releases return `true`. */
  match(path: string): boolean | { readonly path?: string };
}

/** Routers may be mounted in one another, and a router even in itself. */
const MOST_ROUTERS = 16;

/** Does a route of the app, or of a router or an app in it, answer GET for this path? `undefined`: no visible route does, but middleware may. */
export function answersGet(app: Routed, path: string): boolean | undefined {
  return hasPage(routerOf(app), path, 0) ? true : undefined;
}

function hasPage(router: Router | undefined, path: string, depth: number): boolean {
  if (depth > MOST_ROUTERS) return false;
  return ((router?.stack ?? []) as readonly Layer[]).some((layer) => {
    const { methods } = layer.route ?? {};
    if (methods !== undefined) return (methods['get'] || methods['_all']) === true && matched(layer, path) !== undefined;
    const inner = routerIn(layer);
    const part = inner === undefined ? undefined : matched(layer, path);
    if (part === undefined) return false;
    const rest = path.slice(part.length);
    return hasPage(inner, rest.startsWith('/') ? rest : `/${rest}`, depth + 1);
  });
}

/** The router that a layer leads to. An app that was mounted by `app.use()` is known after its first request. */
function routerIn(layer: Layer): Router | undefined {
  const { handle } = layer;
  if (typeof handle !== 'function') return undefined;
  if (Array.isArray((handle as Router).stack)) return handle as Router;
  const app = appBehind(layer);
  return app === undefined ? undefined : routerOf(app);
}

/** Returns the part of the path that the layer matches. A layer decodes the parameters of a path, and throws if they are malformed. */
function matched(layer: Layer, path: string): string | undefined {
  try {
    const match = layer.match(path);
    if (match === false) return undefined;
    return (typeof match === 'object' ? match.path : layer.path) ?? '';
  } catch {
    return undefined;
  }
}
