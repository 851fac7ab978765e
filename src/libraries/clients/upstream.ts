import { isHttpClientError } from '../../core/error-mapping/http-client-error.ts';
import { isError, readOwn } from '../../core/values/guarded-read.ts';
import type { LibraryMapping } from '../../core/values/library-mapping.ts';
import { isHttpException } from '../frameworks/nest.ts';
import { outgoingStatus } from './outgoing.ts';

/**
 * Maps the error of an HTTP client (axios, got, ky, undici, the AWS SDK) to status 500. Its status and fields come from a server behind this one. It runs
 * before all other mappings, so that no other library claims the error.
 */
export function upstream(value: unknown): LibraryMapping | undefined {
  // Boom wraps any error. Its mapping decides whether the app set the status.
  return isError(value) && readOwn(value, 'isBoom') === true ? undefined : httpClient(value);
}

/** The same for an error whose marks of Boom are hapi's, and not the app's. */
export function httpClient(value: unknown): LibraryMapping | undefined {
  // Nest keeps its own `response`. Its mapping decides whether the app set the status.
  if (!isError(value) || isHttpException(value)) return undefined;
  const code = readOwn(value, 'code');
  if (!isHttpClientError(value) && !(typeof code === 'string' && code.startsWith('UND_ERR_'))) return undefined;
  // The upstream has answered, unless the error is of the connection.
  return { status: 500, upstream: outgoingStatus(value) ?? 502 };
}
