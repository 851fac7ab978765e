import { readOwn } from '../values/guarded-read.ts';

const MARKS = ['response', 'request', 'config', '$metadata', 'isAxiosError'];

/** Whether an HTTP client such as axios made the error from an upstream server's response. */
export function isHttpClientError(error: Error): boolean {
  return MARKS.some((key) => readOwn(error, key) !== undefined);
}
