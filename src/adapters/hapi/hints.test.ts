import Hapi, { type Lifecycle, type Server } from '@hapi/hapi';
import { describe, expect, it } from 'vitest';
import { halyard } from './hapi.ts';

type Change = (server: Server) => unknown;

async function hintsOf(before: Change, after: Change = () => undefined, environment: 'development' | 'production' = 'development'): Promise<readonly string[]> {
  const lines: string[] = [];
  const ignore = (): void => {};
  const server = Hapi.server({ host: '127.0.0.1', debug: false });
  before(server);
  const logger = { error: ignore, warn: (_: object, line: string) => void lines.push(line), info: ignore, debug: ignore };
  await server.register({ plugin: halyard, options: { environment, logger } });
  after(server);
  server.route({
    method: 'GET',
    path: '/fails',
    handler: () => {
      throw new Error('failed');
    },
  });
  server.route({ method: 'GET', path: '/ok', handler: () => 'ok' });
  server.route({ method: 'GET', path: '/missing', handler: (_request, h) => h.response('missing').code(404) });
  for (const url of ['/ok', '/missing', '/fails', '/nowhere', '/fails', '/nowhere']) await server.inject(url);
  await new Promise((resolve) => setTimeout(resolve, 50));
  return lines.filter((line) => line.includes('before Halyard'));
}

const everyError: Lifecycle.Method = (request, h) => {
  const { response } = request;
  if (!('isBoom' in response)) return h.continue;
  return h.response({ message: 'failed' }).code(response.output.statusCode);
};

const unmatchedOnly: Lifecycle.Method = (request, h) => {
  const { response } = request;
  if ('isBoom' in response && response.output.statusCode === 404) return h.response('none').code(404);
  return h.continue;
};

class OrderClosed extends Error {}

const ownError: Lifecycle.Method = (request, h) =>
  request.response instanceof OrderClosed || request.path === '/fails' ? h.response({ message: 'closed' }).code(409) : h.continue;

const LINE = (kind: string, answers: string, todo: string) =>
  expect.stringMatching(new RegExp(`^halyard: your ${kind} at \\S*hints\\.test\\.ts:\\d+ answers ${answers} before Halyard\\. Delete it, or ${todo}\\.$`));

describe('a hint in development on hapi', () => {
  it('names an onPreResponse extension before Halyard that answers errors, once', async () => {
    expect([...(await hintsOf((server) => server.ext('onPreResponse', everyError)))].sort()).toEqual([
      LINE('onPreResponse extension', 'errors', 'return h\\.continue in it for a Boom'),
      LINE('onPreResponse extension', 'unmatched routes', 'return h\\.continue in it'),
    ]);
  });

  it('names one that answers unmatched routes only', async () => {
    expect(await hintsOf((server) => server.ext('onPreResponse', unmatchedOnly))).toEqual([
      LINE('onPreResponse extension', 'unmatched routes', 'return h\\.continue in it'),
    ]);
  });

  it('names a route for every path that answers 404', async () => {
    const catchAll: Change = (server) => server.route({ method: '*', path: '/{any*}', handler: (_request, h) => h.response({ message: 'none' }).code(404) });
    for (const [before, after] of [
      [catchAll, undefined],
      [() => undefined, catchAll],
    ] as const) {
      expect(await hintsOf(before, after)).toEqual([LINE('route', 'unmatched routes', 'return h\\.notFound\\(\\) in it')]);
    }
  });

  it.each<[string, Change, Change?, ('development' | 'production')?]>([
    ['without such code', () => undefined],
    ['with such an extension after Halyard, which sees no error', () => undefined, (server) => server.ext('onPreResponse', everyError)],
    ['with an extension that adds a field', (server) => server.ext('onPreResponse', (_request, h) => h.continue)],
    ['with an extension that runs first for an error of its own', () => undefined, (server) => server.ext('onPreResponse', ownError, { before: 'halyard' })],
    ['with files for every path', () => undefined, (server) => server.route({ method: 'GET', path: '/{any*}', handler: (_request, h) => h.notFound() })],
    [
      'with a route for every path that sends a page',
      () => undefined,
      (server) => server.route({ method: '*', path: '/{any*}', handler: () => '<p>the app</p>' }),
    ],
    ['in production', (server) => server.ext('onPreResponse', everyError), () => undefined, 'production'],
  ])('is not given for an app %s', async (_, before, after, environment) => {
    expect(await hintsOf(before, after, environment)).toEqual([]);
  });
});
