import { clientNamed } from '../exercises/clients.ts';
import type { ClientKind, Expected } from '../model/exercise.ts';

/** The clients that a fault is played for: a page, and an API. */
export const TWO: readonly ClientKind[] = ['browser', 'problem'];

/** Middleware of the app may refuse a request before anything reads it: an authentication, a protection against forged requests, a limit. */
const BY_MIDDLEWARE = [401, 403, 405, 429];

/** What this client gets if the app refuses the request. `statuses`: those of the fault itself. */
export function refusal(client: ClientKind, response: string, statuses: readonly number[]): Expected {
  return { response, statuses: [...statuses, ...BY_MIDDLEWARE], types: clientNamed(client).types };
}

/** Node, or the host, refuses bytes that are no HTTP request. The body is not promised: `createServer` of Halyard sends a problem, `listen` of a host may send none. */
export function byNode(...statuses: readonly number[]): Expected {
  return { response: undefined, statuses, types: [] };
}
