import Fastify, { type FastifyInstance } from 'fastify';
import { describe, expect, it } from 'vitest';
import { halyard } from './fastify.ts';
import type { FastifyOptions } from './scope.ts';

async function appWith(options: FastifyOptions = {}): Promise<{ readonly app: FastifyInstance; readonly lines: string[] }> {
  const lines: string[] = [];
  const ignore = (): void => {};
  const app = Fastify();
  await app.register(halyard, { logger: { error: ignore, warn: (_, line) => void lines.push(line), info: ignore, debug: ignore }, ...options });
  app.get('/fails', () => {
    throw new Error('failed');
  });
  return { app, lines };
}

describe("the app's own setNotFoundHandler() after Halyard", () => {
  it('is refused with an error that says where its code goes', async () => {
    const { app } = await appWith();
    expect(() => app.setNotFoundHandler(() => 'none')).toThrow(/E_HANDLER_TAKEN[\s\S]*setNotFoundHandler\(\) after Halyard[\s\S]*notFound: \{ preHandler \}/);
  });

  it('is refused in a plugin without a prefix, too, and allowed in a plugin with one', async () => {
    const { app } = await appWith();
    app.register(async (plugin) => void plugin.setNotFoundHandler((_request, reply) => reply.code(404).send('of the plugin')), { prefix: '/api' });
    expect((await app.inject('/api/none')).body).toBe('of the plugin');
    const { app: other } = await appWith();
    other.register(async (plugin) => void plugin.setNotFoundHandler(() => 'none'));
    await expect(other.ready()).rejects.toThrow('E_HANDLER_TAKEN');
  });
});

describe('a handler that runs before a plugin that was not awaited', () => {
  it.each<[string, (app: FastifyInstance) => unknown, RegExp]>([
    [
      'setNotFoundHandler',
      (app) => app.setNotFoundHandler(() => 'none'),
      /setNotFoundHandler\(\), which ran before[\s\S]*Delete it[\s\S]*notFound: \{ preHandler \}/,
    ],
    ['setErrorHandler', (app) => app.setErrorHandler(() => 'none'), /setErrorHandler\(\), which ran before[\s\S]*await app\.register\(halyard\) above it/],
  ])('is refused with an error that says so: %s', async (_, set, message) => {
    const app = Fastify();
    app.register(halyard);
    set(app);
    await expect(app.ready()).rejects.toThrow(message);
  });
});

describe('the option notFound', () => {
  it('runs its hooks before the answer to an unmatched route', async () => {
    const asked: string[] = [];
    const { app } = await appWith({
      notFound: {
        preHandler: (request, reply, done) => {
          asked.push(request.url);
          if (asked.length > 1) reply.tooManyRequests();
          else done();
        },
      },
    });
    expect((await app.inject('/none')).statusCode).toBe(404);
    expect((await app.inject('/none')).statusCode).toBe(429);
    expect((await app.inject('/fails')).statusCode).toBe(500);
    expect(asked).toEqual(['/none', '/none']);
  });

  it.each([[{ onRequest: () => {} }], [{ preHandler: 'a text' }], ['a text'], [null]])('is refused if it is %j', async (notFound) => {
    await expect(appWith({ notFound: notFound as never })).rejects.toThrow('E_OPTION');
  });

  it('is refused with the name that was meant', async () => {
    const notFound = { preHandlr: () => {} } as never;
    await expect(appWith({ notFound })).rejects.toThrow(/E_OPTION_UNKNOWN.*"notFound\.preHandlr".*Did you mean "preHandler"\?/s);
  });
});

describe("a hint in development about the app's own setErrorHandler() after Halyard", () => {
  const hintsOf = async (change: (app: FastifyInstance) => unknown, environment: 'development' | 'production' = 'development') => {
    const { app, lines } = await appWith({ environment });
    change(app);
    for (const url of ['/fails', '/none', '/fails']) await app.inject(url);
    await new Promise((resolve) => setTimeout(resolve, 50));
    return lines.filter((line) => line.includes('before Halyard'));
  };

  it('is given once if the handler replies to every error', async () => {
    const lines = await hintsOf((app) => app.setErrorHandler((_error, _request, reply) => reply.code(500).send({ message: 'failed' })));
    expect(lines).toEqual([
      expect.stringMatching(/^halyard: your error handler at \S*own-handlers\.test\.ts:\d+ answers errors before Halyard\. Delete it, or throw the errors/),
    ]);
  });

  it.each<[string, (app: FastifyInstance) => unknown, ('development' | 'production')?]>([
    ['without an error handler', () => undefined],
    [
      'with one that throws what it does not know',
      (app) =>
        app.setErrorHandler((error: { mine?: true }, _request, reply) => {
          if (error.mine === undefined) throw error;
          reply.code(418).send();
        }),
    ],
    ['with one that calls a response method', (app) => app.setErrorHandler((error, _request, reply) => void reply.negotiate(error))],
    ['with one of a plugin', (app) => app.register(async (plugin) => void plugin.setErrorHandler((_error, _request, reply) => reply.code(500).send()))],
    ['in production', (app) => app.setErrorHandler((_error, _request, reply) => reply.code(500).send()), 'production'],
  ])('is not given for an app %s', async (_, change, environment) => {
    expect(await hintsOf(change, environment)).toEqual([]);
  });
});
