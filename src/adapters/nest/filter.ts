import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import { readOwn } from '../../core/values/guarded-read.ts';
import type { Asked, OriginalOf, Platform } from './adapter.ts';

/** A platform, with the function that finds the original error of an HttpException that Nest made. */
export interface Mounted extends Platform {
  readonly originalOf: OriginalOf;
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
    if (isUnmatched(exception, platform.asked(reply))) platform.notFound(reply);
    else platform.fail(reply, platform.originalOf(exception, reply));
  }
}

/** Is this Nest's exception for an unmatched route? Its message is `Cannot GET /orders`, with the method and URL of the request. */
function isUnmatched(error: unknown, { method, originalUrl }: Asked): boolean {
  return readOwn(error, 'status') === 404 && readOwn(error, 'message') === `Cannot ${method} ${originalUrl}`;
}

// The decorator is called as a function, because Node does not run decorators.
Catch()(HalyardFilter);
