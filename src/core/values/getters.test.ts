import { describe, expect, it, vi } from 'vitest';
import { mapLibraryValue } from '../../libraries/map-library-value.ts';
import { FORMATS } from '../formats/index.ts';
import { Responder } from '../pipeline/responder.ts';
import type { Environment } from '../ports/environment.ts';
import type { Host } from '../ports/host.ts';
import type { Representation } from '../ports/representation.ts';
import type { IncomingRequest } from '../ports/request.ts';
import { settingsOf, withSupport } from '../settings/settings.ts';

const NAMES = [
  // `stack` is first, because V8 reads `name` and `message` when it makes the stack.
  ...['stack', 'message', 'name', 'code', 'status', 'statusCode', 'expose', 'cause', 'errors', 'error', 'suppressed', 'issues', 'problems', 'headers'],
  ...['toJSON', 'type', 'response', 'request', 'config', 'isAxiosError', 'details', 'inner', 'isBoom', 'output', 'syscall', 'then'],
];

/** An error, or an object, that counts how often each of its getters is called. */
function counting<T extends object>(target: T, counts: Map<string, number>, values: Readonly<Record<string, unknown>> = {}): T {
  for (const name of NAMES) {
    Object.defineProperty(target, name, {
      configurable: true,
      enumerable: true,
      get() {
        counts.set(name, (counts.get(name) ?? 0) + 1);
        return values[name];
      },
    });
  }
  return target;
}

const host: Host<{ written?: Representation }, void> = {
  name: 'spec',
  read: () => request,
  progress: (native) => (native.written === undefined ? 'open' : 'finished'),
  write: (native, representation) => {
    native.written = representation;
  },
  abort: () => {},
  context: (native) => ({ req: native, res: native }),
};

const request = {
  method: 'GET',
  url: '/',
  httpVersion: '1.1',
  remoteAddress: '127.0.0.1',
  header: () => undefined,
  replyHeader: () => undefined,
} as unknown as IncomingRequest;

const now = (): number => performance.now();
const environment = (mode: Environment['mode']): Environment => ({
  mode,
  modeReason: 'it is set by the test',
  now,
  random: (bytes) => crypto.getRandomValues(bytes),
  logger: { error() {}, warn() {}, info() {}, debug() {} },
});

const ERROR = { message: 'no berth', name: 'BerthError', stack: 'BerthError: no berth\n    at berth.js:1:1', code: 'E_BERTH' };
const EXPOSED = { ...ERROR, status: 404, statusCode: 404, expose: true, headers: { 'retry-after': '3' } };
const KINDS: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
  ['an unexpected error', ERROR],
  ['an error with a status', EXPOSED],
  ['an error with issues', { ...ERROR, issues: [{ message: 'Too short', path: ['name'] }] }],
];

/** The arguments of a call with the error. `true`: a plain object replaces the error. */
const WAYS = [false, true].flatMap((isPlain) =>
  [(error: unknown) => [error], (error: unknown) => [[error]], (error: unknown) => ['No', { cause: error }]].map((args) => [args, isPlain] as const),
);

describe.each(['production', 'development'] as const)('a getter of an error, in %s', (mode) => {
  for (const { name: format } of FORMATS) {
    const responder = new Responder(host, settingsOf({ format, disclose: mode === 'development' }, environment(mode)));
    const methods = responder.methods<{ written?: Representation }>((reply) => reply);

    it.each(KINDS)(`is called at most once for %s that was thrown (${format})`, async (_, values) => {
      for (const make of [() => new Error('m'), () => ({})]) {
        const counts = new Map<string, number>();
        const reply: { written?: Representation } = {};
        await responder.fail(reply, counting(make(), counts, values));
        expect(reply.written?.body.length).toBeGreaterThan(0);
        expect([...counts].filter(([, count]) => count > 1)).toEqual([]);
      }
    });

    it.each(KINDS)(`is called at most once for %s that was passed alone, in a list, or as a cause (${format})`, async (_, values) => {
      for (const method of responder.settings.mapping.responses.byName.keys()) {
        for (const [args, isPlain] of WAYS) {
          if ((responder.settings.mapping.responses.byName.get(method)?.definition.status ?? 0) < 400) continue;
          const counts = new Map<string, number>();
          const error = counting(isPlain ? {} : new Error('m'), counts, values);
          const nested = new AggregateError([counting(new Error('n'), counts, values)], 'nested', { cause: undefined });
          await methods[method]?.call({}, ...args(error));
          expect([method, ...[...counts].filter(([, count]) => count > 1)]).toEqual([method]);
          counts.clear();
          await methods[method]?.call({}, ...args(nested));
          expect([method, ...[...counts].filter(([, count]) => count > 1)]).toEqual([method]);
        }
      }
    });
  }

  it.each([
    ['thrown', (value: object) => value, 'fail'],
    ['passed', (value: object) => value, 'badRequest'],
    ['in a list', (value: object) => [value], 'badRequest'],
    ['in a map of fields', (value: object) => ({ first: value }), 'badRequest'],
    ['an entry of express-validator', (value: object) => ({ first: { msg: 'No', location: 'body', ...value } }), 'unprocessableContent'],
  ] as const)('is called at most once, with any name, for an object that is %s', async (_, put, method) => {
    const responder = new Responder(
      host,
      withSupport(settingsOf({ format: 'json', disclose: mode === 'development' }, environment(mode)), { forms: undefined, mapLibraryValue }),
    );
    const counts = new Map<string, number>();
    const value = {};
    for (let i = 0; i < 40; i++) Object.defineProperty(value, `member${i}`, { enumerable: true, get: () => counts.set(`${i}`, (counts.get(`${i}`) ?? 0) + 1) });
    if (method === 'fail') await responder.fail({}, put(value));
    else await responder.respondWith({}, method, put(value));
    expect(counts.size).toBeGreaterThan(0);
    expect([...counts.values()].filter((count) => count > 1)).toEqual([]);
  });

  it('is not called after earlier getters took a quarter of a second', async () => {
    let clock = 0;
    const clocked = vi.spyOn(performance, 'now').mockImplementation(() => clock);
    try {
      for (const method of ['fail', 'badRequest', 'serverError']) {
        for (const make of [() => ({}), () => new Error('m'), () => []]) {
          const responder = new Responder(
            host,
            withSupport(settingsOf({ format: 'json', disclose: mode === 'development' }, environment(mode)), { forms: undefined, mapLibraryValue }),
          );
          let calls = 0;
          const value = make();
          for (let i = 0; i < 100; i++) {
            const get = (): string => {
              clock += 20;
              return `value ${calls++}`;
            };
            Object.defineProperty(value, `slow${i}`, { enumerable: true, get });
          }
          const reply: { written?: Representation } = {};
          if (method === 'fail') await responder.fail(reply, value);
          else await responder.respondWith(reply, method, value);
          expect(reply.written?.status).toBe(method === 'badRequest' ? 400 : 500);
          expect(calls).toBeLessThanOrEqual(13);
        }
      }
    } finally {
      clocked.mockRestore();
    }
  });

  it('is called once more for the next request that fails with the same error', async () => {
    const responder = new Responder(host, settingsOf({ format: 'json', disclose: true }, environment(mode)));
    let calls = 0;
    const shared = Object.defineProperty(Object.assign(new Error('m'), { stack: 'Error: m' }), 'message', { get: () => `call ${++calls}` });
    const first: { written?: Representation } = {};
    const second: { written?: Representation } = {};
    await responder.fail(first, shared);
    await responder.fail(second, shared);
    expect(first.written?.body).toContain('call 1');
    expect(second.written?.body).toContain('call 2');
  });
});
