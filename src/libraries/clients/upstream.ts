import { isHttpClientError } from '../../core/error-mapping/http-client-error.ts';
import { isError, readOwn } from '../../core/values/guarded-read.ts';
import type { LibraryMapping } from '../../core/values/library-mapping.ts';
import { isHttpException } from '../frameworks/nest.ts';

/**
 * An HTTP client's error (axios, got, ky, undici, the AWS SDK): the status and the fields in it are those of a server behind us. Asked
 * before all others, so that none of them takes it for its own. For the client it is a failure on our side.
 */
export function upstream(value: unknown): LibraryMapping | undefined {
  if (!isError(value)) return undefined;
  // Boom wraps what it is given, and Nest keeps its own `response`; each knows whether the status was said by the app.
  if (readOwn(value, 'isBoom') === true || isHttpException(value)) return undefined;
  const code = readOwn(value, 'code');
  return isHttpClientError(value) || (typeof code === 'string' && code.startsWith('UND_ERR_')) ? { status: 500 } : undefined;
}
