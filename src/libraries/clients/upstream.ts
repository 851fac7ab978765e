import { isHttpClientError } from '../../core/error-mapping/http-client-error.ts';
import { isError, readOwn, readProperty } from '../../core/values/guarded-read.ts';
import type { LibraryMapping } from '../../core/values/library-mapping.ts';
import { isWrapped } from '../exposed.ts';
import { isHttpException } from '../frameworks/nest.ts';
import { statusOf } from '../own-status.ts';
import { isAborted, outgoingStatus } from './outgoing.ts';

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
  const failed = outgoingStatus(value);
  const chosen = statusByApp(value, failed !== undefined);
  if (chosen !== undefined) return { status: chosen };
  // The upstream has answered, unless the error is of the connection.
  return failed === undefined && isAborted(value) ? {} : { status: 500, upstream: failed ?? 502 };
}

/**
 * Returns the status that the app has given to the error: `createError(502, error)`, `error.status = 503`. It is not the one of the upstream's response.
 * Without a response, it counts if http-errors has set it.
 */
function statusByApp(error: Error, isOfConnection: boolean): number | undefined {
  const status = statusOf(error);
  const response = readOwn(error, 'response');
  const received = [readProperty(response, 'status'), readProperty(response, 'statusCode'), readOwn(readOwn(error, '$metadata'), 'httpStatusCode')].find(
    (each) => typeof each === 'number',
  );
  if (status === received) return undefined;
  return received !== undefined || (isOfConnection && isWrapped(error)) ? status : undefined;
}
