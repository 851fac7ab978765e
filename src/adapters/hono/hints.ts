import { type ReportSettings, writeLog } from '../../core/report/report.ts';
import { repliesToEveryError } from '../../hosting/shared/handler-text.ts';

/** In development, logs once that the app's own `app.onError()` answers every error. Hono has one error handler, so it has replaced Halyard's. */
export function hintOfHandlers({ errorHandler }: { readonly errorHandler: unknown }, ours: unknown, report: ReportSettings): void {
  if (report.environment.mode !== 'development' || errorHandler === ours || report.loggedOnce.has('before:errors')) return;
  if (!repliesToEveryError(errorHandler, 1)) return;
  report.loggedOnce.add('before:errors');
  writeLog(report, 'warn', {}, 'halyard: your app.onError() answers errors before Halyard. Delete it, or return c.var.reply.negotiate(error) in it.');
}
