import type { Request } from '@hapi/hapi';
import type { ReportSettings } from '../../core/report/report.ts';
import { logHint } from '../../hosting/node/hint.ts';
import { answersEveryBoom, answersWithCode404 } from '../../hosting/shared/handler-text.ts';
import type { HapiExchange } from './exchange.ts';
import { type AnyFunction, extensionsOf, type HapiResponse } from './internals.ts';

/**
 * In development, logs once that an extension of the app has answered an error before Halyard's extension, and once that a route for every path answers what
 * no other route matches. It is called for a response that Halyard has not made.
 */
export function hintOfAnswers(exchange: HapiExchange, response: HapiResponse, ours: AnyFunction, report: ReportSettings): void {
  const { request, failedWith, unmatched } = exchange;
  if (report.environment.mode !== 'development' || response.statusCode < 400) return;
  const extension = failedWith === undefined ? undefined : extensionBefore(request, ours);
  if (extension !== undefined) {
    const kind = 'onPreResponse extension';
    const isForAll = answersEveryBoom(extension);
    if (unmatched !== undefined && (isForAll || String(extension).includes('404'))) {
      logHint(report, { kind, handler: extension, answers: 'unmatched routes', todo: 'return h.continue in it' });
    } else if (unmatched === undefined && failedWith === 500 && isForAll) {
      logHint(report, { kind, handler: extension, answers: 'errors', todo: 'return h.continue in it for a Boom' });
    }
    return;
  }
  const { method, path, settings } = request.route;
  const { handler } = settings as { readonly handler?: unknown };
  if (response.statusCode !== 404 || method !== '*' || !/^\/\{\w+\*\}$/.test(path) || !answersWithCode404(handler)) return;
  logHint(report, { kind: 'route', handler, answers: 'unmatched routes', todo: 'return h.notFound() in it' });
}

/** The extension of the app that runs before ours and reads errors. */
function extensionBefore(request: Request, ours: AnyFunction): AnyFunction | undefined {
  const all = extensionsOf(request.server);
  const before = all.slice(0, Math.max(all.indexOf(ours), 0));
  return before.findLast((extension) => /isBoom|instanceof Error/.test(String(extension)));
}
