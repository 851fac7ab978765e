import type { ViewEngine } from '../../core/ports/view-engine.ts';
import type { SailsReply } from './app.ts';
import { isVirtual } from './host.ts';

/**
 * The app's own views, engine, layout and locals, rendered with `res.view()`. Before Sails has added that method, Express' `res.render()` is used.
 *
 * The locals are inherited. Express 4, on which Sails stands, gives inherited locals to a view, and Sails' helper `exposeLocalsToBrowser()` writes only own
 * ones into the page.
 */
export function sailsViews(development: boolean): ViewEngine {
  const missing = new Set<string>();
  return {
    render(view, locals, request) {
      const reply = request?.reply as SailsReply | undefined;
      // Sails renders no views for virtual requests, or if its views hook is off.
      if (reply === undefined || isVirtual(reply) || missing.has(view)) return undefined;
      const { app } = reply as unknown as { readonly app?: { get(setting: string): unknown } };
      if (app?.get('view engine') === undefined) return undefined;
      return new Promise((resolve, reject) => {
        rendered(reply, view, Object.create(ownLocals(reply, locals)), (error, page) => {
          if (error === undefined || error === null) resolve(page);
          else if (!isMissing(error, view)) reject(error);
          else {
            // In development, views are not cached, so a file that is added later is found.
            if (!development) missing.add(view);
            resolve(undefined);
          }
        });
      });
    },
  };
}

/**
 * The locals without those of `res.locals`, which `res.view()` adds itself. It keeps the path from a view to the layout there, so the path of an earlier
 * view must not come back as a local of this one.
 */
function ownLocals({ locals: ofReply }: SailsReply, locals: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(locals).filter(([name, value]) => ofReply?.[name] !== value));
}

/** Renders without two effects of `res.view()`: it answers a second error of a request itself, and it sets `req.wantsJSON` for a browser. */
function rendered(reply: SailsReply, view: string, locals: object, callback: (error: unknown, page?: string) => void): void {
  const { req } = reply as { req: { wantsJSON?: unknown; _errorInResView?: unknown } };
  if (reply.view === undefined) {
    reply.render?.(view, locals, callback);
    return;
  }
  const { wantsJSON, _errorInResView } = req;
  req._errorInResView = undefined;
  reply.view(view, locals, (error, page) => {
    Object.assign(req, { wantsJSON, _errorInResView });
    callback(error, page);
  });
}

/** Is this view missing, and not a layout or a partial that it includes? */
function isMissing(error: unknown, view: string): boolean {
  const { code, view: found, message } = error as { code?: unknown; view?: { name?: unknown }; message?: unknown };
  return (code === 'E_VIEW_FAILED' || String(message).startsWith('Failed to lookup view')) && (found?.name === undefined || found.name === view);
}
