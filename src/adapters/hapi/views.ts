import type { Request, ResponseToolkit } from '@hapi/hapi';
import type { ViewEngine } from '../../core/ports/view-engine.ts';
import { readOwn } from '../../core/values/guarded-read.ts';
import type { Form } from '../../forms/page/form.ts';

/** What @hapi/vision adds to a request. */
interface ViewRequest {
  render?(view: string, context: object): Promise<string>;
  getViewsManager?(): object | null;
}

/** The engine and the folder of @hapi/vision, where the app has them: asked after the views that were given to us. */
export function hapiViews(isProduction: () => boolean): ViewEngine {
  const missing = new WeakMap<object, Set<string>>();
  return {
    render(view, locals, request) {
      const native = request?.native as (Request & ViewRequest) | undefined;
      const manager = native?.getViewsManager?.();
      if (native?.render === undefined || !manager || missing.get(manager)?.has(view)) return undefined;
      return native.render(view, { ...locals }).catch((error: unknown) => {
        if (!isMissing(error, view)) throw error;
        // A file that appears later is found in development.
        if (isProduction()) missing.set(manager, (missing.get(manager) ?? new Set()).add(view));
        return undefined;
      }) as Promise<string>;
    },
  };
}

/** The view itself, and not a layout or a part of it. Vision has no code for it, only a message. */
function isMissing(error: unknown, view: string): boolean {
  const message = readOwn(error, 'message');
  return typeof message === 'string' && message.startsWith(`View file not found: \`${view}.`);
}

type View = (this: ResponseToolkit, template: string, context?: unknown, ...others: readonly unknown[]) => unknown;

/** Every view that `h.view()` shows has `errors`, `old`, `flash` and `form`, unless the call has something of that name; whether Vision comes before or after us. */
export function watchView(toolkit: object, formOf: (h: ResponseToolkit) => Form): void {
  const withForm = (view: View): View =>
    function (template, context, ...others) {
      const own = context === undefined || context === null ? {} : context;
      return view.call(this, template, typeof own === 'object' ? { ...formOf(this).locals, ...own } : own, ...others);
    };
  const before = (toolkit as { readonly view?: View }).view;
  let view = before === undefined ? undefined : withForm(before);
  Object.defineProperty(toolkit, 'view', {
    configurable: true,
    get: () => view,
    set(this: object, value: unknown) {
      if (this === toolkit) view = typeof value === 'function' ? withForm(value as View) : (value as undefined);
      else Object.defineProperty(this, 'view', { value, writable: true, configurable: true, enumerable: true });
    },
  });
}
