import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import { readOwn } from '../../core/values/guarded-read.ts';
import type { Asked, Platform } from './adapter.ts';

/** A platform, and how what Nest has made of an error is traced back to it. */
export interface Mounted extends Platform {
  originalOf(error: unknown): unknown;
}

/** The last of an app's exception filters: what no filter of its own has answered. */
export class HalyardFilter implements ExceptionFilter {
  readonly #platform: () => Mounted | undefined;

  constructor(platform: () => Mounted | undefined) {
    this.#platform = platform;
  }

  catch(exception: unknown, host: ArgumentsHost): void {
    const platform = this.#platform();
    // A message of a microservice, a socket or GraphQL: what a filter answers with nothing is Nest's to answer.
    if (platform === undefined || host.getType() !== 'http') return;
    const reply = host.getArgByIndex<object>(1);
    if (isUnmatched(exception, platform.asked(reply))) platform.notFound(reply);
    else platform.fail(reply, platform.originalOf(exception));
  }
}

/** `Cannot GET /berths`: Nest's own words for a route that is not there. They repeat what was asked for. */
function isUnmatched(error: unknown, { method, originalUrl }: Asked): boolean {
  return readOwn(error, 'status') === 404 && readOwn(error, 'message') === `Cannot ${method} ${originalUrl}`;
}

// Called, not written: Node runs no decorators.
Catch()(HalyardFilter);
