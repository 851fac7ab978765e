import type { ViewEngine } from '../../core/ports/view-engine.ts';
import { readOwn } from '../../core/values/guarded-read.ts';
import type { Form } from '../../forms/page/form.ts';
import type { KoaContext } from './app.ts';

export type Render = (this: KoaContext, view: string, locals?: unknown, ...others: readonly unknown[]) => unknown;
type FormOf = (context: KoaContext) => Form;

/** The app's own `ctx.render`, which ours wraps. */
const ENGINE = Symbol('halyard.engine');

/** Wraps `ctx.render()`: its views have `errors`, `old`, `flash` and `form`, unless `ctx.state` or the call has a local of that name. */
function withForm(engine: Render, formOf: FormOf): Render {
  const render: Render = function (view, locals, ...others) {
    if (locals !== undefined && (typeof locals !== 'object' || locals === null)) return engine.call(this, view, locals, ...others);
    const own: Record<string, unknown> = {};
    for (const [name, local] of Object.entries(formOf(this).locals)) if (!(name in this.state)) own[name] = local;
    return engine.call(this, view, Object.assign(own, locals), ...others);
  };
  return Object.assign(render, { [ENGINE]: engine });
}

/** Wraps each `render` that the app sets on all contexts, or that middleware sets on one context, before or after Halyard is mounted. */
export function watchRender(contexts: object, formOf: FormOf): void {
  const before = (contexts as { readonly render?: Render }).render;
  let render = before === undefined ? undefined : withForm(before, formOf);
  Object.defineProperty(contexts, 'render', {
    configurable: true,
    get: () => render,
    set(this: object, value: unknown) {
      const wrapped = typeof value === 'function' ? withForm(value as Render, formOf) : value;
      if (this === contexts) render = wrapped as Render | undefined;
      else Object.defineProperty(this, 'render', { value: wrapped, writable: true, configurable: true, enumerable: true });
    },
  });
}

/** The app's own views, rendered with its `ctx.render` (@koa/ejs, koa-views). The `views` option comes first. */
export function koaViews(isCached: boolean): ViewEngine {
  const missing = new Set<string>();
  return {
    render(view, locals, request) {
      const context = request?.reply as (KoaContext & { readonly render?: Render & { readonly [ENGINE]?: Render } }) | undefined;
      const engine = context?.render?.[ENGINE];
      if (context === undefined || engine === undefined || missing.has(view)) return undefined;
      return pageOf(engine, context, view, locals).catch((error: unknown) => {
        if (readOwn(error, 'code') !== 'ENOENT') throw error;
        // In development, a file that is added later is found.
        if (isCached) missing.add(view);
        return undefined;
      });
    },
  };
}

/** View engines set the page as `ctx.body`, and some return it too. A separate context keeps the page from becoming the response. */
async function pageOf(engine: Render, context: KoaContext, view: string, locals: object): Promise<string> {
  const own = (value: unknown): PropertyDescriptor => ({ value, writable: true });
  const aside = Object.create(context, { body: own(undefined), type: own(''), status: own(200) }) as KoaContext;
  const before = context.body;
  const page = await engine.call(aside, view, { ...locals });
  if (typeof page === 'string') return page;
  // An engine that was made for this context sets the page here and not on the separate context.
  const set = aside.body ?? (context.body === before ? undefined : context.body);
  return set as string;
}
