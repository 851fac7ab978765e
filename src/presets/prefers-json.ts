import type { IncomingRequest } from '../core/ports/request.ts';

/**
 * Selects JSON for a socket or AJAX request, whatever its Accept field contains: "The request originated from AJAX, WebSockets" (`res.serverError()`). An
 * Inertia visit looks like AJAX and expects a page.
 */
export function prefersJson(request: IncomingRequest): 'json' | undefined {
  if (request.transport === 'socket') return 'json';
  const isAjax = request.header('x-requested-with')?.toLowerCase() === 'xmlhttprequest' && request.header('x-inertia') === undefined;
  return isAjax ? 'json' : undefined;
}
