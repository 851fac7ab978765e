import type { Request, ResponseToolkit } from '@hapi/hapi';
import type { ViewEngine } from '../../core/ports/view-engine.ts';
import { readOwn } from '../../core/values/guarded-read.ts';
import type { Form } from '../../forms/page/form.ts';

/** The members that @hapi/vision adds to a request. */
interface ViewRequest {
  render?(view: string, context: object): Promise<string>;
  getViewsManager?(): object | null;
}

/** The views of @hapi/vision, if the app uses it. The `views` option comes first. */
export function hapiViews(isProduction: () => boolean): ViewEngine {
  const missing = new WeakMap<object, Set<string>>();
  return {
    render(view, locals, request) {
      const native = request?.native as (Request & ViewRequest) | undefined;
      const manager = native?.getViewsManager?.();
      if (native?.render === undefined || !manager || missing.get(manager)?.has(view)) return undefined;
      return native.render(view, { ...locals }).catch((error: unknown) => {
        if (!isMissing(error, view)) throw error;
        // In development, a file that is added later is found.
        if (isProduction()) missing.set(manager, (missing.get(manager) ?? new Set()).add(view));
        return undefined;
      }) as Promise<string>;
    },
  };
}

/** Is the view itself missing, and not a layout or a partial? Vision's error has no code for it, only a message. */
function isMissing(error: unknown, view: string): boolean {
  const message = readOwn(error, 'message');
  return typeof message === 'string' && message.startsWith(`View file not found: \`${view}.`);
}

type View = (this: ResponseToolkit, template: string, context?: unknown, ...others: readonly unknown[]) => unknown;

/** Adds `errors`, `old`, `flash` and `form` to every view that `h.view()` renders, unless the call has a local of that name. Vision may be registered before or after Halyard. */
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
