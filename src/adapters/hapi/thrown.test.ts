import { AssertionError } from 'node:assert';
import Boom from '@hapi/boom';
import type { Lifecycle, Server } from '@hapi/hapi';
import { describe, expect, it } from 'vitest';
import { ask, hapiServer } from '../../../tests/support/hapi-server.ts';

/** Registers an extension that runs before Halyard's, and collects the errors that it sees. */
function watch(server: Server, change: (error: Boom.Boom) => void = () => undefined): unknown[] {
  const seen: unknown[] = [];
  const look: Lifecycle.Method = ({ response }, h) => {
    seen.push(response);
    if (Boom.isBoom(response as object)) change(response as Boom.Boom);
    return h.continue;
  };
  server.ext('onPreResponse', look, { before: 'halyard' });
  return seen;
}

/** An error with a getter for each member that hapi writes. */
class ReadOnly extends Error {
  override get message(): string {
    return 'S3CRET';
  }
  get data(): unknown {
    return 'S3CRET';
  }
  get output(): unknown {
    return undefined;
  }
}

const ERRORS: readonly (readonly [string, () => Error])[] = [
  ...[Error, TypeError, RangeError, SyntaxError, ReferenceError, EvalError, URIError].map((Base) => {
    class Own extends Base {}
    return [`a class that extends ${Base.name}`, () => new Own('S3CRET')] as const;
  }),
  ['a TypeError', () => new TypeError('S3CRET')],
  ['an AggregateError', () => new AggregateError([new Error('S3CRET')], 'S3CRET')],
  ['an AssertionError', () => new AssertionError({ message: 'S3CRET' })],
  ['a DOMException', () => new DOMException('S3CRET', 'AbortError')],
  ['an error with read-only members', () => new ReadOnly()],
  ['an error whose fields cannot be deleted', () => Object.defineProperty(new TypeError('S3CRET'), 'data', { value: 7 })],
];

type Fail = () => never;

type Route = (fail: Fail) => object;
type Prepare = (server: Server, fail: Fail) => unknown;

const PLACES: readonly [string, Route, Prepare?][] = [
  ['a handler', (handler) => ({ handler })],
  ['an asynchronous handler', (fail) => ({ handler: async () => fail() })],
  ['a pre method', (fail) => ({ options: { pre: [fail] } })],
  ['a failAction', (failAction) => ({ options: { validate: { query: () => Promise.reject(new Error('no')), failAction } } })],
  ['an extension', () => ({}), (server, fail) => server.ext('onPreHandler', fail)],
  [
    'an authentication scheme',
    () => ({ options: { auth: 'token' } }),
    (server, authenticate) => {
      server.auth.scheme('token', () => ({ authenticate }));
      server.auth.strategy('token', 'token');
    },
  ],
];

/** Asks a server whose route fails, and expects that the app's own extension sees the error itself. */
async function expectItself(error: Error, route: Route, prepare?: Prepare): Promise<void> {
  const { server, log, heard } = await hapiServer();
  const seen = watch(server);
  const fail = () => {
    throw error;
  };
  prepare?.(server, fail);
  server.route({ method: 'GET', path: '/', handler: () => 'ok', ...route(fail) });
  const { status, text } = await ask(server);
  expect(seen).toHaveLength(1);
  expect(seen[0]).toBe(error);
  expect(Boom.isBoom(error)).toBe(true);
  expect([status, log.length, heard]).toEqual([500, 1, [error]]);
  expect(text).not.toContain('S3CRET');
}

describe('an error on hapi', () => {
  class OutOfRange extends RangeError {}

  it.each<[string, Route, Prepare?]>(PLACES)('reaches an extension before Halyard as itself: thrown in %s', (_, route, prepare) =>
    expectItself(new OutOfRange('S3CRET'), route, prepare),
  );
});

describe.each(ERRORS)('%s that is thrown on hapi', (_, made) => {
  it('reaches an extension before Halyard as itself', () => expectItself(made(), (handler) => ({ handler })));

  it('has the status that the extension chose', async () => {
    const { server } = await hapiServer();
    watch(server, (error) => {
      error.output.statusCode = 409;
      error.reformat();
    });
    server.route({ method: 'GET', path: '/', handler: () => Promise.reject(made()) });
    const { status, json } = await ask(server);
    expect([status, json]).toEqual([409, { title: 'Conflict', status: 409, reference: expect.any(String) }]);
  });

  it('can be boomified again by the app', async () => {
    const { server } = await hapiServer();
    watch(server, (error) => Boom.boomify(error, { statusCode: 404 }));
    server.route({ method: 'GET', path: '/', handler: () => made() });
    expect((await ask(server)).status).toBe(404);
  });
});

describe('a value that hapi cannot mark', () => {
  it.each<[string, unknown]>([
    ['a text', 'S3CRET'],
    ['undefined', undefined],
    ['an object', { status: 400 }],
    ['a frozen error', Object.freeze(new TypeError('S3CRET'))],
    ['a sealed error', Object.seal(new Error('S3CRET'))],
    ['a Proxy of an error', new Proxy(new Error('S3CRET'), {})],
    ['an error with a Proxy among its prototypes', Object.setPrototypeOf(new Error('S3CRET'), new Proxy(Error.prototype, {}))],
    ['an error that is half a Boom', Object.assign(new Error('S3CRET'), { isBoom: true })],
    ['an error with a mark that cannot change', Object.defineProperty(new Error('S3CRET'), 'output', { value: 7 })],
  ])('is carried by a whole Boom, whose status the app may change: %s', async (_, value) => {
    const { server, log } = await hapiServer();
    const seen = watch(server, (error) => {
      expect([error.output.statusCode, error.output.payload.error, error.isServer]).toEqual([500, 'Internal Server Error', true]);
      error.output.statusCode = 409;
      error.reformat();
      expect(error.output.payload).toMatchObject({ statusCode: 409, error: 'Conflict' });
    });
    server.route({ method: 'GET', path: '/', handler: () => Promise.reject(value) });
    const { status, text } = await ask(server);
    expect([status, log.length, seen]).toEqual([409, 1, [expect.any(Error)]]);
    expect((seen[0] as Error).cause).toBe(value);
    expect(text).not.toContain('S3CRET');
  });

  it('sends only the fields of a thrown Boom that belong to its status', async () => {
    const { server } = await hapiServer();
    watch(server, ({ output }) => Object.assign(output.headers, { 'x-policy': 'plugin' }));
    const boom = Boom.tooManyRequests('Later');
    Object.assign(boom.output.headers, { 'retry-after': '7', 'set-cookie': 'sid=upstream', 'X-Upstream': '10.0.0.5', allow: 'GET' });
    server.route({ method: 'GET', path: '/', handler: () => Promise.reject(boom) });
    for (let asked = 0; asked < 2; asked++) {
      const { headers } = await ask(server);
      const found = ['retry-after', 'set-cookie', 'x-upstream', 'allow', 'x-policy'].map((name) => headers.get(name));
      expect(found).toEqual(['7', null, null, null, 'plugin']);
    }
  });
});
