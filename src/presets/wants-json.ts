import type { IncomingRequest } from '../core/ports/request.ts';

/**
 * "The request originated from AJAX, WebSockets" (`res.serverError()`): then JSON, whatever Accept says. An Inertia visit is AJAX to
 * look at, and wants a page.
 */
export function wantsJson(request: IncomingRequest): 'json' | undefined {
  if (request.transport === 'socket') return 'json';
  const isAjax = request.header('x-requested-with')?.toLowerCase() === 'xmlhttprequest' && request.header('x-inertia') === undefined;
  return isAjax ? 'json' : undefined;
}
