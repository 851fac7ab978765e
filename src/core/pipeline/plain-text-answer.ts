import type { Representation } from '../ports/representation.ts';
import type { Outcome } from '../responses/outcome.ts';

/** The answer of last resort: status and title as plain text. It depends on nothing that can fail. */
export function plainTextAnswer(outcome: Pick<Outcome, 'status' | 'title'>): Representation {
  const body = `${outcome.status} ${outcome.title}\n`;
  return {
    status: outcome.status,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' },
    removedHeaders: [],
    body,
    value: body,
  };
}
