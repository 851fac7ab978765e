import type { ReportSettings } from '../../core/report/report.ts';
import { logHint } from '../../hosting/node/hint.ts';
import { catchesEveryError } from '../../hosting/shared/handler-text.ts';
import type { KoaApp } from './app.ts';

/** In development, logs once that middleware of the app catches every error and answers it. Halyard never sees such an error. */
export function hintOfCatch(app: KoaApp, report: ReportSettings): void {
  if (report.environment.mode !== 'development') return;
  const handler = app.middleware.find(catchesEveryError);
  if (handler !== undefined) logHint(report, { kind: 'middleware', handler, answers: 'errors', todo: 'throw the error again in its catch block' });
}
