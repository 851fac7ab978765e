import { defineResponse } from './define-response.ts';
import { type DataOptions, factsOfData } from './facts-of-data.ts';

/** Taken in, and not done yet (RFC 9110 §15.3.3). The data, say where to ask for progress, is the whole body. */
export const accepted = defineResponse({
  name: 'accepted',
  status: 202,
  title: 'Accepted',
  outcome: (data?: unknown, options?: DataOptions) => factsOfData(data, options),
});
