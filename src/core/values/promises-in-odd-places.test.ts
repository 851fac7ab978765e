import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { appFormat } from '../formats/app-format.ts';
import type { Format } from '../formats/format.ts';
import { isPlainJson } from './json-text.ts';
import { findUnawaited, handleForgotten } from './unawaited-promise.ts';

const rejecting = (): Promise<never> => Promise.reject(new Error('the database has gone'));
const unhandled: unknown[] = [];
const note = (reason: unknown): void => void unhandled.push(reason);
beforeEach(() => process.on('unhandledRejection', note));
afterEach(() => {
  process.off('unhandledRejection', note);
  unhandled.splice(0);
});
/** Node emits `unhandledRejection` after the microtasks, so the test waits for a timer. */
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

function nested(depth: number): unknown {
  let value: unknown = rejecting();
  for (let i = 0; i < depth; i++) value = i % 2 === 0 ? [value] : { value };
  return value;
}

describe('a promise is found, and its rejection is handled', () => {
  it.each<[string, () => unknown]>([
    ['as the headers of an error', () => Object.assign(new Error('m'), { headers: rejecting() })],
    ['as one header of an error', () => Object.assign(new Error('m'), { headers: { 'retry-after': rejecting() } })],
    ['as any member of an error', () => Object.assign(new Error('m'), { status: rejecting(), response: rejecting() })],
    ['deep in any member of an error', () => Object.assign(new Error('m'), { data: { boats: [{ owner: rejecting() }] } })],
    [
      'inside an error in a member of an error',
      () => Object.assign(new Error('m'), { details: [Object.assign(new Error('n'), { data: { a: rejecting() } })] }),
    ],
    [
      'in a class instance that is the cause of an error',
      () => new Error('m', { cause: Object.assign(Object.create({ isClient: true }), { boats: rejecting() }) }),
    ],
    [
      'in the cause of an error, after much data',
      () => new Error('m', { cause: { rows: Array.from({ length: 10_000 }, (_, id) => ({ id })), last: rejecting() } }),
    ],
    ['as the key of a Map', () => new Map([[rejecting(), 1]])],
    ['under five hundred levels', () => nested(500)],
    ['in the cause of a member of an AggregateError', () => new AggregateError([new Error('m', { cause: rejecting() })])],
  ])('%s', async (_, make) => {
    expect(findUnawaited([make()])).toBeDefined();
    await settled();
    expect(unhandled).toEqual([]);
  });

  it('but not the call that failed, which the error of a library refers to', () => {
    class Deferred {
      then(): void {}
    }
    const error = Object.assign(new Error('Took too long to finish executing'), { name: 'TimeoutError', traceRef: new Deferred() });
    expect(findUnawaited([error])).toBeUndefined();
    expect(findUnawaited([new Error('m', { cause: error })])).toBeUndefined();
  });

  it('in the value of another promise, and its reason is logged', async () => {
    const reasons: unknown[] = [];
    findUnawaited([Promise.resolve({ boats: [Promise.resolve({ owner: rejecting() })] })])?.watch((reason) => reasons.push(reason));
    await settled();
    expect(reasons).toEqual([new Error('the database has gone')]);
    expect(unhandled).toEqual([]);
  });

  it('in an object that the same promise resolves to', async () => {
    const client: { name: string; ready?: Promise<unknown> } = { name: 'c' };
    client.ready = Promise.resolve().then(() => client);
    expect(findUnawaited([client])?.count).toBe(1);
    handleForgotten(client);
    // An endless loop of microtasks would block this timer.
    await settled();
  });

  it('in the error of an HTTP client with much data', () => {
    const many = Array.from({ length: 10_000 }, (_, id) => ({ id }));
    const error = Object.assign(new Error('m'), { response: { data: many }, cause: rejecting() });
    expect(findUnawaited([error])?.count).toBe(1);
  });

  it('in a getter that makes a new promise at each read', async () => {
    const value = {
      get boats() {
        return rejecting();
      },
    };
    expect(isPlainJson(value)).toBe(false);
    expect(findUnawaited([value])).toBeDefined();
    await settled();
    expect(unhandled).toEqual([]);
  });

  it('without a call of getters that no other code reads', () => {
    let calls = 0;
    findUnawaited([Object.defineProperty(new Error('m'), 'client', { enumerable: true, get: () => calls++ })]);
    expect(calls).toBe(0);
  });
});

describe('a format of the app that returns promises', () => {
  const text = { body: 'x', contentType: 'text/x' };
  const results: readonly (readonly [string, () => object])[] = [
    ['body and content type', () => ({ body: rejecting(), contentType: rejecting() })],
    ['status', () => ({ ...text, status: rejecting() })],
    ['policy', () => ({ ...text, policy: rejecting() })],
    ['headers', () => ({ ...text, headers: rejecting() })],
    ['several headers', () => ({ ...text, headers: { a: rejecting(), b: rejecting() } })],
  ];

  it.each(results)('as %s fails with E_FORMAT, and each rejection is handled', async (_, make) => {
    const format = appFormat({ name: 'x', mediaType: 'text/x', render: () => make() } as unknown as Format, 100);
    expect(() => format.render({} as never, {} as never)).toThrow(expect.objectContaining({ code: 'E_FORMAT' }));
    await settled();
    expect(unhandled).toEqual([]);
  });

  it.each([{ status: 99 }, { status: '200' }, { status: 200.5 }, { policy: 1 }, { headers: 'a' }])(
    'or another invalid member fails with E_FORMAT: %j',
    (more) => {
      const format = appFormat({ name: 'x', mediaType: 'text/x', render: () => ({ ...text, ...more }) } as unknown as Format, 100);
      expect(() => format.render({} as never, {} as never)).toThrow(expect.objectContaining({ code: 'E_FORMAT' }));
    },
  );
});
