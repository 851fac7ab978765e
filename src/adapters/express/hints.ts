import { STATE, type Stateful } from '../../core/pipeline/answered.ts';
import type { ReportSettings } from '../../core/report/report.ts';
import { logHint } from '../../hosting/node/hint.ts';
import type { NodeReply, NodeRequestMessage } from '../../hosting/node/node-request.ts';
import { answersEvery404, answersEveryError } from '../../hosting/shared/handler-text.ts';
import type { Layer } from './guarded-layer.ts';
import { isTail, type Router } from './layers.ts';
import { passedTo } from './thrown.ts';

/** A layer of `app.use()` for every path. */
type EveryPath = Layer & { readonly slash?: boolean; readonly regexp?: { readonly fast_slash?: boolean } };

/**
 * In development, watches for an answer that Halyard never saw: the app's own error handler, or its own middleware for unmatched routes, at the end
 * of its stack. Such code leaves Halyard nothing to answer. Code that hands some errors over is not meant.
 */
export function watchAnswers(router: Router | undefined, reply: NodeReply, report: ReportSettings): void {
  reply.once('finish', () => {
    if (reply.statusCode < 400 || (reply as Stateful)[STATE] !== undefined) return;
    const layers = ((router?.stack ?? []) as readonly EveryPath[]).filter((layer) => !isTail(layer));
    const errorHandler = passedTo(reply);
    if (errorHandler === undefined) hintOf404(layers, reply, report);
    else if (layers.some((layer) => layer.handle === errorHandler && isForEveryPath(layer)) && answersEveryError(errorHandler))
      logHint(report, { kind: 'middleware', handler: errorHandler, answers: 'errors', todo: 'call next(err) in it' });
  });
}

function hintOf404(layers: readonly EveryPath[], reply: NodeReply, report: ReportSettings): void {
  const last = layers.findLast(({ handle }) => handle.length < 4);
  if (reply.statusCode !== 404 || last === undefined || (reply.req as NodeRequestMessage).route !== undefined) return;
  if (!isForEveryPath(last) || !answersEvery404(last.handle)) return;
  logHint(report, { kind: 'middleware', handler: last.handle, answers: 'unmatched routes', todo: 'call next() in it' });
}

function isForEveryPath({ route, slash, regexp }: EveryPath): boolean {
  return route === undefined && (slash === true || regexp?.fast_slash === true);
}
