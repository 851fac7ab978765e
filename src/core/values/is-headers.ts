import { readProperty } from './guarded-read.ts';

/** Whether the value is the `Headers` of the Fetch standard. It checks the tag, because @hono/node-server has a class of its own. */
export function isHeaders(value: unknown): value is Headers {
  return readProperty(value, Symbol.toStringTag) === 'Headers' && typeof readProperty(value, 'get') === 'function';
}
