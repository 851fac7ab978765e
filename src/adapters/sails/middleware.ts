import { createRequire } from 'node:module';
import { join } from 'node:path';
import { readOwn } from '../../core/values/guarded-read.ts';
import type { AnyFunction, Middleware, SailsApp, SailsReply } from './app.ts';

interface Answers {
  fail(reply: SailsReply, error: unknown): unknown;
  respondWith(reply: SailsReply, name: string, ...args: readonly unknown[]): unknown;
}

/**
 * Makes Halyard answer errors of Sails' own body parser. The parser answers them itself: with a stack trace as a page in development, and with an
 * empty body in production. An app with its own parser keeps it.
 */
export function answerUnreadBodies(sails: SailsApp, answers: () => Answers): void {
  const { middleware, bodyParser } = sails.config.http ?? {};
  if (middleware === undefined || bodyParser !== undefined || middleware.bodyParser !== undefined) return;
  // Sails refuses middleware whose name is not in `order`.
  if (middleware.order?.includes('bodyParser') === false) return;
  const skipper = skipperOf(sails);
  if (skipper === undefined) return;
  middleware.bodyParser = skipper({
    onBodyParserError(error: unknown, _request: unknown, reply: SailsReply) {
      // The message of its error quotes the submitted body, which belongs neither in the response nor in the log.
      if (readOwn(error, 'type') === 'entity.parse.failed') answers().respondWith(reply, 'badRequest', 'Unable to parse HTTP body.');
      else answers().fail(reply, error);
    },
  });
}

/** The body parser of the Sails that runs: the app's dependency, or a global installation. */
function skipperOf({ config }: SailsApp): AnyFunction | undefined {
  const own = createRequire(join(config.appPath ?? '', 'package.json'));
  for (const find of [() => own.resolve('sails'), () => Object.keys(own.cache).find((file) => SAILS.test(file))]) {
    try {
      return createRequire(find() as string)('skipper') as AnyFunction;
    } catch {
      // The parser was not found at this place. If no place has it, Sails' parser stays unchanged.
    }
  }
  return undefined;
}

const SAILS = /[\\/]sails[\\/]lib[\\/]app[\\/]index\.js$/;

/** Makes Halyard answer errors of the session store. They are server errors, and the client must not get a stack trace. */
export function answerLostSessions(sails: SailsApp, answers: () => Answers): void {
  const load = sails._privateSessionMiddleware;
  if (load === undefined) return;
  const guarded: Middleware = (request, reply, next) =>
    load(request, reply, (error) => {
      // After the response, Sails logs the error.
      if (error === undefined || error === null || (reply as { headersSent?: boolean }).headersSent) next(error);
      else {
        answers().fail(Object.assign(reply, { req: request }), error);
      }
    });
  sails._privateSessionMiddleware = guarded;
}
