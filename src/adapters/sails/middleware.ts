import { createRequire } from 'node:module';
import { join } from 'node:path';
import { readOwn } from '../../core/values/guarded-read.ts';
import type { AnyFunction, Middleware, SailsApp, SailsReply } from './app.ts';

interface Answers {
  fail(reply: SailsReply, error: unknown): unknown;
  respondWith(reply: SailsReply, name: string, ...args: readonly unknown[]): unknown;
}

/**
 * Sails' own body parser, which answers what it cannot parse by itself: with the stack as a page in development, with nothing in
 * production. An app that has a parser of its own keeps it.
 */
export function answerUnreadBodies(sails: SailsApp, answers: () => Answers): void {
  const { middleware, bodyParser } = sails.config.http ?? {};
  if (middleware === undefined || bodyParser !== undefined || middleware.bodyParser !== undefined) return;
  // Sails refuses middleware that is not in the order.
  if (middleware.order?.includes('bodyParser') === false) return;
  const skipper = skipperOf(sails);
  if (skipper === undefined) return;
  middleware.bodyParser = skipper({
    onBodyParserError(error: unknown, _request: unknown, reply: SailsReply) {
      // Its complaint quotes what was sent: neither the client nor the log needs it again.
      if (readOwn(error, 'type') === 'entity.parse.failed') answers().respondWith(reply, 'badRequest', 'Unable to parse HTTP body.');
      else answers().fail(reply, error);
    },
  });
}

/** The parser that Sails brings along, from where the Sails is that runs: the app's own, or one that is installed for all apps. */
function skipperOf({ config }: SailsApp): AnyFunction | undefined {
  const own = createRequire(join(config.appPath ?? '', 'package.json'));
  for (const find of [() => own.resolve('sails'), () => Object.keys(own.cache).find((file) => SAILS.test(file))]) {
    try {
      return createRequire(find() as string)('skipper') as AnyFunction;
    } catch {
      // Not there. Without it Sails' parser stays as it is.
    }
  }
  return undefined;
}

const SAILS = /[\\/]sails[\\/]lib[\\/]app[\\/]index\.js$/;

/** A session store that fails is a failure on our side, and its stack is nobody's business. */
export function answerLostSessions(sails: SailsApp, answers: () => Answers): void {
  const load = sails._privateSessionMiddleware;
  if (load === undefined) return;
  const guarded: Middleware = (request, reply, next) =>
    load(request, reply, (error) => {
      // After the answer it is Sails' to tell of.
      if (error === undefined || error === null || (reply as { headersSent?: boolean }).headersSent) next(error);
      else {
        answers().fail(Object.assign(reply, { req: request }), error);
      }
    });
  sails._privateSessionMiddleware = guarded;
}
