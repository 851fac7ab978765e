import { defineResponse } from '../define-response.ts';
import type { ResponseOptions } from '../facts-of-message.ts';

/** Taken in, and not done yet (RFC 9110 §15.3.3). The data, say where to ask for progress, is the whole body. */
export const accepted = defineResponse({
  name: 'accepted',
  status: 202,
  title: 'Accepted',
  outcome: (data?: unknown, options?: Pick<ResponseOptions, 'headers' | 'format' | 'view'>) => ({ ...options, data, bare: true }),
});
