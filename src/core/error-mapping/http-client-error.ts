import { readOwn } from '../values/guarded-read.ts';

const MARKS = ['response', 'request', 'config', '$metadata', 'isAxiosError'];

/** An HTTP client made it, out of what a server behind us said. */
export function isHttpClientError(error: Error): boolean {
  return MARKS.some((key) => readOwn(error, key) !== undefined);
}
