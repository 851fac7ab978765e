import type { Form } from '../../forms/page/form.ts';
import { type Routed, routerOf } from './layers.ts';

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
  match(path: string): boolean;
}

/** Does a route of the app answer GET for this path? `undefined`: no visible route does, but middleware or a router may. */
export function answersGet(app: Routed, path: string): boolean | undefined {
  const router = routerOf(app);
  for (const layer of (router?.stack ?? []) as readonly Layer[]) {
    const { methods } = layer.route ?? {};
    if (methods !== undefined && (methods['get'] || methods['_all']) && matches(layer, path)) return true;
  }
  return undefined;
}

/** A layer decodes the parameters of a path, and throws if they are malformed. */
function matches(layer: Layer, path: string): boolean {
  try {
    return layer.match(path);
  } catch {
    return false;
  }
}
