import { type ReportSettings, writeLog } from '../../core/report/report.ts';
import { answersUnmatched, repliesToEveryError } from '../../hosting/shared/handler-text.ts';

/** In development, logs once that the app's own `app.onError()` answers every error. Hono has one error handler, so it has replaced Halyard's. */
export function hintOfHandlers({ errorHandler }: { readonly errorHandler: unknown }, ours: unknown, report: ReportSettings): void {
  if (report.environment.mode !== 'development' || errorHandler === ours || report.loggedOnce.has('before:errors')) return;
  if (!repliesToEveryError(errorHandler, 1)) return;
  report.loggedOnce.add('before:errors');
  writeLog(report, 'warn', {}, 'halyard: your app.onError() answers errors before Halyard. Delete it, or return c.var.reply.negotiate(error) in it.');
}

/** An app on which a handler for unmatched routes can be set. */
interface Unmatching<Handler> {
  notFound(handler: Handler): unknown;
}

/**
 * In development, watches `app.notFound()`, because Hono keeps the handler private. Returns the function that logs once that the app's own handler answers
 * every unmatched route.
 */
export function watchNotFound<Handler>(app: Unmatching<Handler>, report: ReportSettings): () => void {
  if (report.environment.mode !== 'development') return () => undefined;
  const { notFound } = app;
  let own: unknown;
  app.notFound = function (handler) {
    own = handler;
    return notFound.call(this, handler);
  };
  return () => {
    if (own === undefined || report.loggedOnce.has('before:unmatched') || !answersUnmatched(own)) return;
    report.loggedOnce.add('before:unmatched');
    writeLog(report, 'warn', {}, 'halyard: your app.notFound() answers unmatched routes before Halyard. Delete it, or return c.var.reply.notFound() in it.');
  };
}
