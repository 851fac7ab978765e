import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { Platform } from './nest-adapter.ts';
import { isUnmatched, saidByException } from './nest-exception.ts';

/** The last of an app's exception filters: what no filter of its own has answered. */
export class HalyardFilter implements ExceptionFilter {
  readonly #platform: () => Platform | undefined;

  constructor(platform: () => Platform | undefined) {
    this.#platform = platform;
  }

  catch(exception: unknown, host: ArgumentsHost): void {
    const platform = this.#platform();
    // A message of a microservice, a socket or GraphQL: what a filter answers with nothing is Nest's to answer.
    if (platform === undefined || host.getType() !== 'http') return;
    const reply = host.getArgByIndex<object>(1);
    const { responder } = platform;
    if (isUnmatched(exception, platform.asked(reply))) {
      void responder.say(reply, 'notFound');
      return;
    }
    const meaning = platform.meaningOf(exception);
    void responder.fail(reply, saidByException(meaning, responder.settings.responses));
  }
}

// Called, not written: Node runs no decorators.
Catch()(HalyardFilter);
