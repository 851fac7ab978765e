import { defineResponse } from './define-response.ts';
import { type DataOptions, factsOfData } from './facts-of-data.ts';

/**
 * The request is accepted, and the work is not finished yet (RFC 9110 §15.3.3). `data` is the whole body, for example where to ask for progress.
 *
 * @example
 * return res.accepted({ progress: '/exports/7' });
 */
export const accepted = defineResponse({
  name: 'accepted',
  status: 202,
  outcome: (data?: unknown, options?: DataOptions) => factsOfData(data, options),
});
