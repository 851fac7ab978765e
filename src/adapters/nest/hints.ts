import type { ReportSettings } from '../../core/report/report.ts';
import { logHint } from '../../hosting/node/hint.ts';
import { repliesToEveryError } from '../../hosting/shared/handler-text.ts';

/** What `@Catch()` leaves on the class of a filter: the classes of exceptions that it catches. */
const CATCHES = '__filterCatchExceptions__';

/** In development, logs once that a global filter of the app catches every exception and answers it. Such a filter runs before Halyard's. */
export function hintOfFilters(filters: readonly object[], ours: object, report: ReportSettings): void {
  if (report.environment.mode !== 'development') return;
  const handler = filters.find((filter) => filter !== ours && catchesAll(filter));
  if (handler === undefined) return;
  logHint(report, { kind: 'exception filter', handler: handler.constructor, answers: 'errors', todo: 'extend BaseExceptionFilter and call super.catch()' });
}

function catchesAll(filter: object): boolean {
  const { getMetadata } = Reflect as { getMetadata?(key: string, target: unknown): unknown };
  const caught = getMetadata?.(CATCHES, filter.constructor);
  return Array.isArray(caught) && caught.length === 0 && repliesAlways((filter as { readonly catch?: unknown }).catch);
}

/** A filter replies with what it reads from the host, which is its second parameter. */
function repliesAlways(method: unknown): boolean {
  return repliesToEveryError(method, 1);
}
