import { describe, expect, it } from 'vitest';
import { answersEvery404, answersEveryError, answersWhatIsLeft, catchesEveryError, repliesToEveryError } from './handler-text.ts';

// biome-ignore lint/suspicious/noExplicitAny: only the text of these handlers is read
type Any = any;
type Handler = (error: Any, request: Any, response: Any, next: (error?: unknown) => void) => unknown;

const ANSWERS_ERRORS: Readonly<Record<string, Handler>> = {
  'takes the error apart': ({ status = 500, message = '' }, _request, response, _next) => response.status(status).json({ message }),
  'hands over after the head, with else': (error, _request, response, next) => {
    if (response.headersSent) next(error);
    else response.status(500).end();
  },
  'hands over after the head, in an expression': (error, _request, response, next) => (response.headersSent ? next(error) : response.status(500).end()),
  'has a name that begins with next': (_error, _request, response, _next) => response.status(500).json({ nextTry: 30 }),
  'has one-letter names': (_e, _q, r, _n) => r.status(500).json({ on: 'rethrow next', seen: true }),
  'has a quote in an expression': (error, _request, response, _next) => response.status(500).send(String(error).replace(/'|\/\/[/"]/g, '')),
  'lets a function answer': (_error, _request, response, _next) => send(response),
};
const send = (response: Any): void => response.status(500).end();

const HANDS_OVER: Readonly<Record<string, Handler>> = {
  'passes on some errors': (error, _request, response, next) => (error.mine ? response.status(418).end() : next(error)),
  'passes on in a callback': (error, _request, response, next) => {
    if (error.mine) response.status(418).end();
    else setImmediate(next, error);
  },
  'throws some errors': (error, _request, response, _next) => {
    if (!error.mine) throw error;
    response.status(418).end();
  },
  'answers the others by a response method': (error, _request, response, _next) => (error.mine ? response.status(418).end() : response.serverError(error)),
  'hands over after the head, and in another case': (error, _request, response, next) => {
    if (response.headersSent) return next(error);
    return error.mine ? response.status(418).end() : next(error);
  },
};

describe('an error handler of Express', () => {
  it.each(Object.entries(ANSWERS_ERRORS))('that %s answers every error', (_, handler) => {
    expect(answersEveryError(handler)).toBe(true);
  });

  it.each(Object.entries(HANDS_OVER))('that %s does not', (_, handler) => {
    expect(answersEveryError(handler)).toBe(false);
  });

  it('is in doubt if its text cannot be read', () => {
    expect(answersEveryError((ANSWERS_ERRORS['lets a function answer'] as Handler).bind(undefined))).toBe(false);
  });
});

describe('middleware of Express', () => {
  it('answers every request with a 404 if it sets the status before any condition', () => {
    expect(
      answersEvery404((request: Any, response: Any) => {
        const { path } = request;
        console.warn(path);
        if (path === '/') response.render('none');
        return response.type('txt');
      }),
    ).toBe(false);
    expect(
      answersEvery404((request: Any, response: Any) => {
        const { path } = request;
        console.warn(path);
        response.status(404).json({ path });
      }),
    ).toBe(true);
    expect(answersEvery404((request: Any, response: Any) => (request.path === '/' ? response.end() : response.status(404).end()))).toBe(false);
    expect(
      answersEvery404((_request: Any, response: Any) => {
        response.status(404);
        return response.notFound();
      }),
    ).toBe(false);
  });
});

it('middleware of Express that sets no status may answer in any way', () => {
  expect(answersEvery404((_request: Any, response: Any) => response.send('none'))).toBe(false);
});

describe('middleware of Koa', () => {
  type Context = { status: number; body: unknown; response: { status: number; body: unknown }; serverError: (error: unknown) => void };
  type Next = () => Promise<void>;

  it('catches every error also with a promise, and by ctx.response', () => {
    const chained = (ctx: Context, next: Next) =>
      next().catch((error) => {
        ctx.status = error.status;
        ctx.body = 'failed';
      });
    const byResponse = async (ctx: Context, next: Next) => {
      try {
        await next();
      } catch {
        ctx.response.status = 500;
      }
    };
    const handingOver = async (ctx: Context, next: Next) => {
      try {
        await next();
      } catch (error) {
        if ((error as Any).mine) ctx.status = 418;
        else ctx.serverError(error);
      }
    };
    expect([chained, byResponse, handingOver].map(catchesEveryError)).toEqual([true, true, false]);
  });

  it('answers what is left, with the status after the body', () => {
    const last = (ctx: Context) => {
      ctx.body = 'none';
      ctx.status = 404;
    };
    expect(answersWhatIsLeft(last)).toBe(true);
  });
});

it('an error handler of Fastify may take the error apart', () => {
  expect(repliesToEveryError(({ statusCode = 500 }: { statusCode?: number }, _request: Any, reply: Any) => reply.status(statusCode).send({}), 2)).toBe(true);
});
