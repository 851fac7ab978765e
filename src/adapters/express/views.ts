import type { ViewEngine } from '../../core/ports/view-engine.ts';

/** What we ask of an app for its views. */
export interface ViewApp {
  get(setting: string): unknown;
  render(view: string, locals: object, callback: (error: unknown, html?: unknown) => void): void;
  readonly engines?: object;
}

/** The app's own `views` folder and engine, asked after the views that were given to us. */
export function expressViews(app: ViewApp): ViewEngine {
  const missing = new Set<string>();
  return {
    render(view, locals) {
      if (missing.has(view)) return undefined;
      if (!exists(app, view)) {
        // A file that appears later is found in development, where views are not cached.
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
  // Without a default engine Express can find no view by a bare name.
  if (defaultEngine === undefined) return false;
  const View = app.get('view') as new (name: string, options: object) => { readonly path?: string };
  return new View(name, { defaultEngine, root: app.get('views'), engines: app.engines }).path !== undefined;
}
