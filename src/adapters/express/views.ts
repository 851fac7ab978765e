import type { ViewEngine } from '../../core/ports/view-engine.ts';

/** The members of an Express app that render views. */
export interface ViewApp {
  get(setting: string): unknown;
  render(view: string, locals: object, callback: (error: unknown, html?: unknown) => void): void;
  readonly engines?: object;
}

/** The app's own `views` folder and view engine. The `views` option comes first. */
export function expressViews(app: ViewApp): ViewEngine {
  const missing = new Set<string>();
  return {
    render(view, locals) {
      if (missing.has(view)) return undefined;
      if (!exists(app, view)) {
        // In development, views are not cached, so a file that is added later is found.
        if (app.get('view cache') === true) missing.add(view);
        return undefined;
      }
      return new Promise((resolve, reject) => {
        app.render(view, { ...locals }, (error, page) => (error ? reject(error) : resolve(page as string)));
      });
    },
  };
}

function exists(app: ViewApp, name: string): boolean {
  const defaultEngine = app.get('view engine');
  // Without a default engine, Express cannot find a view by a name without extension.
  if (defaultEngine === undefined) return false;
  const View = app.get('view') as new (name: string, options: object) => { readonly path?: string };
  return new View(name, { defaultEngine, root: app.get('views'), engines: app.engines }).path !== undefined;
}
