import { masked } from '../report/masked.ts';
import type { Hint } from '../report/report.ts';
import { type Situation, statusOf } from './situation.ts';

/** A 403 that everybody else sees as another response, so that a secret page cannot be told from one that does not exist. */
export function concealedHints({ outcome, failure }: Situation): readonly Hint[] {
  const record = failure?.record;
  if (outcome === undefined || record === undefined || record.status === outcome.status || record.reference !== outcome.reference) return [];
  if (record.status !== 403 || record.response !== 'forbidden') return [];
  const text = `The response was forbidden (403) with conceal. The client gets a ${outcome.status}, as for an address that does not exist. The log has the 403.`;
  return [{ text, see: 'docs/responses.md' }];
}

/** What the request itself shows about a status. */
export function statusHints(situation: Situation): readonly Hint[] {
  const { request, outcome } = situation;
  const wait = outcome?.headers?.['retry-after'] ?? request.replyHeader('retry-after');
  switch (statusOf(situation)) {
    case 401:
      return request.header('authorization') === undefined && request.header('cookie') === undefined
        ? [{ text: 'The request has no Authorization field and no cookie.' }]
        : [];
    case 429:
    case 503:
      return wait === undefined ? [] : [{ text: `The answer has Retry-After ${masked(wait, 64)}${/^\d+$/.test(wait) ? ' (seconds)' : ''}.` }];
    default:
      return [];
  }
}

/** A validation error that was thrown as it is. Halyard cannot know whose data it is about, so it is a 500. */
export function validationHints(situation: Situation): readonly Hint[] {
  const [main] = situation.errors;
  if (statusOf(situation) !== 500 || main?.message.startsWith('(values left out) ') !== true) return [];
  const text = `If the client sent these values, pass the error to badRequest(). A thrown ${main.name} is a 500, because it may be about other data.`;
  return [{ text, code: 'throw badRequest(error);', see: 'docs/validation.md' }];
}
