import type { ViewEngine } from '../../core/ports/view-engine.ts';
import type { SailsReply } from './app.ts';
import { isVirtual } from './host.ts';

/** The app's own views, engine, layout and locals, by `res.view()`; by Express' `res.render()` as long as Sails has not put it there. */
export function sailsViews(development: boolean): ViewEngine {
  const missing = new Set<string>();
  return {
    render(view, locals, request) {
      const reply = request?.reply as SailsReply | undefined;
      // Sails has no pages for virtual requests, and none with its views hook off.
      if (reply === undefined || isVirtual(reply) || missing.has(view)) return undefined;
      const { app } = reply as unknown as { readonly app?: { get(setting: string): unknown } };
      if (app?.get('view engine') === undefined) return undefined;
      return new Promise((resolve, reject) => {
        rendered(reply, view, { ...locals }, (error, page) => {
          if (error === undefined || error === null) resolve(page);
          else if (!isMissing(error, view)) reject(error);
          else {
            // A file that appears later is found in development, where views are not cached.
            if (!development) missing.add(view);
            resolve(undefined);
          }
        });
      });
    },
  };
}

/** `res.view()` answers a second failure of a request by itself, with the error, and makes an API client of a browser: neither is for us. */
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

/** Of this view, and not of a layout or a part that it includes. */
function isMissing(error: unknown, view: string): boolean {
  const { code, view: found, message } = error as { code?: unknown; view?: { name?: unknown }; message?: unknown };
  return (code === 'E_VIEW_FAILED' || String(message).startsWith('Failed to lookup view')) && (found?.name === undefined || found.name === view);
}
