import type { Route } from '../../core/ports/route-table.ts';
import { matchesRoute } from '../exercises/route-match.ts';
import type { Exercise } from '../model/exercise.ts';

/**
 * Why a request could call a route of the app. `undefined`: it calls none, so the drill may send it. A HEAD request also calls the route of GET.
 *
 * @param routes - Every route of the app. `undefined`: its host cannot list them.
 */
export function reachesRoute(routes: readonly Route[] | undefined, { method, path }: Pick<Exercise, 'method' | 'path'>, host: string): string | undefined {
  if (routes === undefined) return `${host} does not list its routes, so this could run code of the app`;
  const asked = method === 'HEAD' ? ['HEAD', 'GET', 'ALL'] : [method, 'ALL'];
  const found = routes.find((route) => asked.includes(route.method) && matchesRoute(route.path, path, route.isExpression));
  return found && routeAnswers(`${found.method} ${found.path}`);
}

/** Why the drill has not sent a request that this route would answer. */
export function routeAnswers(route: string): string {
  return `the route ${route} answers every path, and the drill calls no route`;
}
