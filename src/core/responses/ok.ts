import { defineResponse } from './define-response.ts';
import { type DataOptions, factsOfData } from './facts-of-data.ts';

/**
 * The request succeeded (RFC 9110 §15.3.1). `data` is the whole body.
 *
 * @example
 * return res.ok({ orders });
 */
export const ok = defineResponse({
  name: 'ok',
  status: 200,
  outcome: (data?: unknown, options?: DataOptions) => factsOfData(data, options),
});
