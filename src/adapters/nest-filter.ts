import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { Platform } from './nest-adapter.ts';
import { isUnmatched, saidByException } from './nest-exception.ts';

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
    else platform.fail(reply, saidByException(platform.originalOf(exception), platform.settings));
  }
}

// Called, not written: Node runs no decorators.
Catch()(HalyardFilter);
