import { defineResponse } from './define-response.ts';
import { type DataOptions, factsOfData } from './facts-of-data.ts';

/**
 * A new resource exists (RFC 9110 §15.3.2). `data` is the whole body, and `location` is the address of the new resource.
 *
 * @example
 * return res.created(order, `/orders/${order.id}`);
 */
export const created = defineResponse({
  name: 'created',
  status: 201,
  outcome: (data?: unknown, location?: string, options?: DataOptions) =>
    factsOfData(data, options, typeof location === 'string' ? { location: encodeLocation(location) } : undefined),
});

/** A URI reference is ASCII (RFC 3986). Other characters are percent-encoded, and existing escapes stay. */
function encodeLocation(location: string): string {
  // A header field cannot be this long. The check of the header fields refuses it later.
  if (location.length > 8_192) return location;
  return encodeURI(location.toWellFormed()).replaceAll('%25', '%');
}
