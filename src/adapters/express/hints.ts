import { METHODS } from 'node:http';
import { STATE, type Stateful } from '../../core/pipeline/answered.ts';
import type { ReportSettings } from '../../core/report/report.ts';
import { logHint } from '../../hosting/node/hint.ts';
import type { NodeReply, NodeRequestMessage } from '../../hosting/node/node-request.ts';
import { answersEvery404, answersEveryError } from '../../hosting/shared/handler-text.ts';
import type { Layer } from './guarded-layer.ts';
import { isTail, type Router } from './layers.ts';
import { passedTo } from './thrown.ts';

/** A layer of a router, as Express 4 and 5 make it. */
type Matching = Layer & {
  match?(path: string): unknown;
  readonly route?: { readonly stack?: readonly Layer[] };
};

/**
 * In development, watches for an answer that Halyard never saw: the app's own error handler, or its own middleware for unmatched routes, at the end
 * of its stack. Such code leaves Halyard nothing to answer. Code that hands some errors over is not meant.
 */
export function watchAnswers(router: Router | undefined, reply: NodeReply, report: ReportSettings): void {
  reply.once('finish', () => {
    if (reply.statusCode < 400 || (reply as Stateful)[STATE] !== undefined) return;
    const layers = (router?.stack ?? []) as readonly Matching[];
    const errorHandler = passedTo(reply);
    if (errorHandler === undefined) hintOf404(layers, reply, report);
    else if (layers.some((layer) => layer.handle === errorHandler && isForEveryPath(layer)) && answersEveryError(errorHandler))
      logHint(report, { kind: 'middleware', handler: errorHandler, answers: 'errors', todo: 'call next(err) in it' });
  });
}

function hintOf404(layers: readonly Matching[], reply: NodeReply, report: ReportSettings): void {
  const last = layers.findLast((layer) => layer.handle.length < 4 && !isTail(layer));
  if (reply.statusCode !== 404 || last === undefined || !isForEveryPath(last)) return;
  const { route, handle } = last;
  const { stack } = handle as Router;
  if (stack !== undefined) {
    hintOf404(stack as readonly Matching[], reply, report);
    return;
  }
  if ((reply.req as NodeRequestMessage).route !== route) return;
  const handler = route === undefined ? handle : handlerForEveryMethod(route.stack ?? []);
  if (answersEvery404(handler)) logHint(report, { kind: 'middleware', handler, answers: 'unmatched routes', todo: 'call next() in it' });
}

/** The handler of a route that `app.all()` has made: Express adds it once for each method that Node knows. */
function handlerForEveryMethod(stack: readonly Layer[]): unknown {
  const handler = stack[0]?.handle;
  return stack.length >= METHODS.length && stack.every(({ handle }) => handle === handler) ? handler : undefined;
}

/** A path that no app has. */
const ANY_PATH = '/halyard/matches-every-path';

/** Does the layer match every path, as `app.use(…)` and `app.all('*', …)` do? A match is written to the layer, so an object in front of it is asked. */
function isForEveryPath(layer: Matching): boolean {
  // The releases of Express 5 return a boolean or an object.
  return Boolean((Object.create(layer) as Matching).match?.(ANY_PATH));
}
