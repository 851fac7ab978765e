import { readOwn } from '../values/guarded-read.ts';
import { isHeaders } from '../values/is-headers.ts';

/** Members that HTTP clients and the SDKs of services put on their errors, and that an app's own errors do not have. */
const MARKS = [
  // axios, got, ky, superagent, Octokit, Gaxios, ofetch, the Azure SDK
  ...['response', 'request', 'config', 'isAxiosError'],
  // The AWS SDK, Stripe, Twilio, discord.js, Supabase, Algolia
  ...['$metadata', 'rawType', 'moreInfo', 'rawError', '__isAuthError', 'transporterStackTrace'],
];

/**
 * Whether an HTTP client such as axios, or an SDK of a service, made the error from an upstream server's response. The headers of a received response
 * show it too: OpenAI, Anthropic and Notion keep them, and only a server sends `Date`.
 */
export function isHttpClientError(error: Error): boolean {
  return MARKS.some((key) => readOwn(error, key) !== undefined) || hasReceivedHeaders(readOwn(error, 'headers'));
}

function hasReceivedHeaders(headers: unknown): boolean {
  try {
    return readOwn(headers, 'date') !== undefined || (isHeaders(headers) && headers.has('date'));
  } catch {
    return false;
  }
}
