import type { ReportSettings } from '../../core/report/report.ts';
import { logHint } from '../../hosting/node/hint.ts';
import { answersWhatIsLeft, catchesEveryError } from '../../hosting/shared/handler-text.ts';
import type { KoaApp, KoaContext } from './app.ts';

/**
 * In development, logs once that middleware of the app catches every error and answers it, and once that middleware answers every unmatched route. It is
 * called after a request that Halyard has not answered.
 */
export function hintOfMiddleware({ middleware }: KoaApp, context: KoaContext, report: ReportSettings): void {
  if (report.environment.mode !== 'development' || context.status < 400) return;
  const catching = middleware.find(catchesEveryError);
  if (catching !== undefined) logHint(report, { kind: 'middleware', handler: catching, answers: 'errors', todo: 'throw the error again in its catch block' });
  if (context.status !== 404 || context._matchedRoute !== undefined) return;
  const handler = middleware.find(answersWhatIsLeft);
  if (handler !== undefined) logHint(report, { kind: 'middleware', handler, answers: 'unmatched routes', todo: 'call ctx.notFound() in it' });
}
