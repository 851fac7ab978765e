import type { IncomingRequest } from '../../../core/ports/request.ts';
import type { Route } from '../../../core/ports/route-table.ts';
import { masked } from '../../report/masked.ts';
import type { Hint } from '../../report/report.ts';
import { type Situation, statusOf } from '../situation.ts';
import { otherPaths } from './other-paths.ts';
import { distanceTo, matchesPath, type PathPattern, patternOf, segmentsOf } from './path-pattern.ts';
import { staticHints } from './static-hints.ts';

/** A route with its parsed path. */
interface Candidate {
  readonly route: Route;
  readonly pattern: PathPattern;
}

const MOST_LINES = 5;
/** Longer paths are no typing errors. */
const MOST_LENGTH = 2_048;
/** Farther routes are not named, because they are other routes. */
const NEAR = 0.7;
const NEAR_BY_SEGMENT = 0.34;

/** A 404 without a route: the routes that the request may have meant, and the static folders that were searched. */
export function routeHints(situation: Situation): readonly Hint[] {
  const { request } = situation;
  if (situation.failure !== undefined && situation.failure.record.status !== statusOf(situation)) return [];
  const isMatched = request.route !== undefined && !request.route.endsWith('*');
  if ((statusOf(situation) !== 404 && statusOf(situation) !== 405) || isMatched) return [];
  const table = request.routes?.();
  if (table === undefined) return [];
  const path = request.url.split(/[?#]/, 1)[0] as string;
  const candidates = table.routes.filter(({ isExpression }) => !isExpression).map((route) => ({ route, pattern: patternOf(route.path) }));
  if (path.length > MOST_LENGTH) return [];
  const same = path.includes('//') ? [] : samePath(candidates, path, request);
  const hints = same.length > 0 ? same : [...otherPath(candidates, path, request), ...nearRoutes(candidates, path, request)].slice(0, 1);
  return [...hints, ...staticHints(table.folders, path, request.method)];
}

/** The path has routes, but none with this method. */
function samePath(candidates: readonly Candidate[], path: string, request: IncomingRequest): readonly Hint[] {
  const parts = segmentsOf(path);
  const exact = candidates.filter((one) => isRoute(one) && matchesPath(one.pattern, parts) && endsAlike(one.pattern, path));
  const others = exact.filter(({ route }) => !hasMethod(route, request.method));
  if (exact.length === 0) return [];
  if (others.length < exact.length) {
    const own = exact.find(({ route }) => hasMethod(route, request.method)) as Candidate;
    const text = `${nameOf(own.route)} matches this request, but it has not answered. Perhaps its handler called next(), or something before it answered.`;
    return [{ text }];
  }
  const methods = [...new Set(others.map(({ route }) => route.method))];
  const { route: first } = others[0] as Candidate;
  const text = `${methods.join(', ')} ${shown(first.path)} exists. The request was ${requestLine(request.method, path)}.`;
  const see = methods.length === 1 ? `Send ${methods[0]}, or add a route for ${masked(request.method, 32)}.` : undefined;
  return [{ text, ...(see !== undefined && { lines: [see] }) }];
}

/** The path has another form of the same path: with a slash at its end, in lower case, decoded. */
function otherPath(candidates: readonly Candidate[], path: string, request: IncomingRequest): readonly Hint[] {
  for (const { path: other, reason } of otherPaths(path)) {
    const slash = other.length > 1 && other.endsWith('/');
    const parts = segmentsOf(other);
    const found = candidates.filter((one) => isRoute(one) && matchesPath(one.pattern, parts) && one.pattern.endsWithSlash === slash);
    const best = found.find(({ route }) => hasMethod(route, request.method)) ?? found.find(({ route }) => route.method === 'GET') ?? found[0];
    if (best !== undefined) return [{ text: `${nameOf(best.route)} exists. The request was ${requestLine(request.method, path)}. ${reason}` }];
  }
  const lower = segmentsOf(path.toLowerCase());
  const byCase = path.includes('//') ? undefined : candidates.find((one) => isRoute(one) && matchesPath(patternOf(one.route.path.toLowerCase()), lower));
  return byCase === undefined
    ? []
    : [{ text: `${nameOf(byCase.route)} exists. The request was ${requestLine(request.method, path)}. The two differ in upper and lower case only.` }];
}

/** The routes with the nearest paths. */
function nearRoutes(candidates: readonly Candidate[], path: string, request: IncomingRequest): readonly Hint[] {
  const parts = segmentsOf(path);
  if (parts.length === 0) return [];
  const limit = Math.max(NEAR, NEAR_BY_SEGMENT * parts.length);
  const near = candidates
    .filter(isRoute)
    .map(({ route, pattern }) => {
      const distance = distanceTo(pattern, parts);
      // A blueprint of Sails is named only if the app has no route as near.
      return { route, distance, rank: distance + (hasMethod(route, request.method) ? 0 : 0.1) + (route.isGenerated ? 0.2 : 0) };
    })
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.rank - b.rank)
    .slice(0, MOST_LINES);
  const [first, ...rest] = near;
  if (first === undefined) return [];
  const text = `${nameOf(first.route)} exists. The request was ${requestLine(request.method, path)}.`;
  return [{ text, ...(rest.length > 0 && { lines: rest.map(({ route }) => nameOf(route)) }) }];
}

/** A pattern of parameters alone fits every path, so it is no hint about this one. A wildcard stands for files, or for a page for all addresses. */
function isRoute({ pattern: { segments } }: Candidate): boolean {
  if (segments.some(({ kind }) => kind === 'rest')) return false;
  return segments.length === 0 || segments.some(({ kind }) => kind === 'name' || kind === 'mixed');
}

function endsAlike({ endsWithSlash, segments }: PathPattern, path: string): boolean {
  return segments.length === 0 || endsWithSlash === path.endsWith('/');
}

function hasMethod({ method }: Route, wanted: string): boolean {
  return method === 'ALL' || method === wanted || (method === 'GET' && wanted === 'HEAD');
}

function nameOf({ method, path }: Route): string {
  return method === 'ALL' ? shown(path) : `${method} ${shown(path)}`;
}

function requestLine(method: string, path: string): string {
  return `${masked(method, 32)} ${shown(path)}`;
}

function shown(path: string): string {
  return masked(path, 256);
}
