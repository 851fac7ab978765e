import { type ArgumentsHost, Catch, type ExceptionFilter, type HttpException } from '@nestjs/common';
import { isPlainObject, readOwn } from '../../core/values/guarded-read.ts';
import { isHttpException } from '../../libraries/frameworks/nest.ts';
import type { Asked, OriginalOf, Platform } from './adapter.ts';

/** A platform, with the function that finds the original error of an HttpException that Nest made. */
export interface Mounted extends Platform {
  readonly originalOf: OriginalOf;
  /** Sends a body, as Nest does it. */
  send(reply: object, body: unknown, status: number): void;
}

/** The last exception filter of an app. It answers exceptions that no filter of the app handles. */
export class HalyardFilter implements ExceptionFilter {
  readonly #platform: () => Mounted | undefined;

  constructor(platform: () => Mounted | undefined) {
    this.#platform = platform;
  }

  catch(exception: unknown, host: ArgumentsHost): void {
    const platform = this.#platform();
    // The exception is from a microservice, a socket or GraphQL. Nest answers it if the filter returns nothing.
    if (platform === undefined || host.getType() !== 'http') return;
    const reply = host.getArgByIndex<object>(1);
    const status = isHttpException(exception) ? exception.getStatus() : undefined;
    const isAnswer = typeof status === 'number' && ((status >= 200 && status < 400) || isHealthReport(exception));
    if (isAnswer) platform.send(reply, bodyOf(exception), status);
    else if (isUnmatched(exception, platform.asked(reply))) platform.notFound(reply);
    else platform.fail(reply, platform.originalOf(exception, reply));
  }
}

/**
 * Whether this is the report of a health check of @nestjs/terminus that has failed. Monitors read its body, as they read that of a check that succeeds.
 * Terminus has logged it already.
 */
function isHealthReport(exception: unknown): boolean {
  const report = readOwn(exception, 'response');
  const [status, ...parts] = ['status', 'info', 'error', 'details'].map((name) => readOwn(report, name));
  return (status === 'error' || status === 'shutting_down') && parts.every(isPlainObject) && readOwn(exception, 'status') === 503;
}

/** The body of an exception that is sent as it is: a success, a redirect, a health check. It is the body that Nest itself sends. */
function bodyOf(exception: unknown): unknown {
  const { getResponse, getStatus } = exception as HttpException;
  const body = getResponse.call(exception);
  return typeof body === 'object' && body !== null ? body : { statusCode: getStatus.call(exception), message: body };
}

/** Is this Nest's exception for an unmatched route? Its message is `Cannot GET /orders`, with the method and URL of the request. */
function isUnmatched(error: unknown, { method, originalUrl }: Asked): boolean {
  return readOwn(error, 'status') === 404 && readOwn(error, 'message') === `Cannot ${method} ${originalUrl}`;
}

// The decorator is called as a function, because Node does not run decorators.
Catch()(HalyardFilter);
