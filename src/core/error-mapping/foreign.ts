import { readOwn } from '../values/guarded-read.ts';

const FOREIGN = ['response', 'request', 'config', '$metadata', 'isAxiosError'];

/** An HTTP client made it, out of what a server behind us said. */
export function isForeign(error: Error): boolean {
  return FOREIGN.some((key) => readOwn(error, key) !== undefined);
}
