import { defineResponse } from './define-response.ts';
import { type DataOptions, factsOfData } from './facts-of-data.ts';

/** It worked, and this is what was asked for (RFC 9110 §15.3.1). The data is the whole body. */
export const ok = defineResponse({
  name: 'ok',
  status: 200,
  title: 'OK',
  outcome: (data?: unknown, options?: DataOptions) => factsOfData(data, options),
});
