import { type Context, queryOf, type Route } from './control-context.ts';

const TEXT = { 'content-type': 'text/plain' };
const calls = new Map<string, number>();

/** Registers a route that counts its calls by the `mark` of their query, and a route that returns the number. */
export function registerCounted(route: Route): void {
  for (const method of ['GET', 'POST']) route(method, '/count', count);
  route('GET', '/counted', (context) => context.send(200, TEXT, String(calls.get(markOf(context)) ?? 0)));
}

function count(context: Context): unknown {
  const mark = markOf(context);
  calls.set(mark, (calls.get(mark) ?? 0) + 1);
  return context.send(200, TEXT, 'counted');
}

function markOf(context: Context): string {
  return queryOf(context).get('mark') ?? '';
}
