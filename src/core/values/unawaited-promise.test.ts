import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handleRejection, isPromise } from './handle-rejection.ts';
import { findUnawaited, UnawaitedPromiseError, type UnawaitedPromises } from './unawaited-promise.ts';

const unhandled: unknown[] = [];
const note = (reason: unknown): void => void unhandled.push(reason);
beforeAll(() => void process.on('unhandledRejection', note));
afterAll(() => void process.off('unhandledRejection', note));

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));
const rejected = (): Promise<never> => Promise.reject(new Error('the database has gone'));

/** A promise that starts only when its own `then` is called, as the promises of postgres.js do. */
class Lazy extends Promise<unknown> {
  static runs = 0;
  override then(): never {
    Lazy.runs++;
    throw new Error('run');
  }
}

/** It has only the prototype of Promise, and has already started, as the p-cancelable promises of got. */
class Cancelable {
  readonly #promise = rejected();
  then(...args: Parameters<Promise<never>['then']>): unknown {
    return this.#promise.then(...args);
  }
}
Object.setPrototypeOf(Cancelable.prototype, Promise.prototype);

/** A subclass whose constructor ignores its executor. */
class Closed extends Promise<unknown> {
  constructor() {
    let fail: (reason: unknown) => void = () => {};
    super((_, reject) => {
      fail = reject;
    });
    fail(new Error('closed'));
  }
}

describe('a promise that no code waits for', () => {
  it.each<[string, () => unknown]>([
    ['rejects', rejected],
    ['is of another realm', () => runInNewContext('Promise.reject(new Error("elsewhere"))')],
    ['has only the prototype of Promise', () => new Cancelable()],
    ['is a subclass with its own constructor', () => new Closed()],
    ['has no readable then', () => Object.defineProperty(rejected(), 'then', { get: () => undefined })],
    ['is frozen', () => Object.freeze(rejected())],
    ['has no readable constructor', () => Object.defineProperty(rejected(), 'constructor', { get: () => undefined, configurable: true })],
  ])('is handled when it %s', async (_, make) => {
    const reasons: unknown[] = [];
    const promise = make();
    expect(isPromise(promise)).toBe(true);
    handleRejection(promise, (reason) => reasons.push(reason));
    await settled();
    expect(reasons).toHaveLength(1);
    expect(unhandled.splice(0)).toEqual([]);
  });

  it('is not started when it is lazy, and a query is not run', async () => {
    const ran: string[] = [];
    const query = { then: () => ran.push('query') };
    expect(findUnawaited([{ boats: query }, new Lazy(() => {})])?.count).toBe(2);
    await settled();
    expect(ran).toEqual([]);
    expect(Lazy.runs).toBe(0);
  });

  it.each<[string, unknown]>([
    ['an Error with a method then', Object.assign(new Error('m'), { then: () => {} })],
    ['a function', () => {}],
    ['data', { then: 'later', list: [1, 'two', null] }],
  ])('is not found in %s', (_, value) => expect(findUnawaited([value])).toBeUndefined());
});

describe('findUnawaited', () => {
  it.each<[string, () => readonly unknown[], string]>([
    ['the argument itself', () => [rejected()], 'ok(promise)'],
    ['a later argument', () => ['a', rejected()], 'ok(…, promise)'],
    ['a member', () => [{ boats: rejected() }], 'ok({ boats: promise })'],
    ['a list', () => [[1, rejected()]], 'ok([promise])'],
    ['members of members', () => [{ fleet: [{ 'the owner': rejected() }] }], 'ok({ fleet: [{ "the owner": promise }] })'],
    ['a Map and a Set', () => [new Map([['boats', new Set([rejected()])]])], 'ok({ boats: [promise] })'],
    ['the cause of an error', () => [new Error('m', { cause: rejected() })], 'ok({ cause: promise })'],
    ['the members of an AggregateError', () => [new AggregateError([rejected()])], 'ok({ errors: [promise] })'],
    ['an instance of a class', () => [Object.assign(Object.create({}), { boats: rejected() })], 'ok({ boats: promise })'],
  ])('finds a promise in %s, and names its place', async (_, make, call) => {
    const forgotten = findUnawaited(make()) as UnawaitedPromises;
    expect(new UnawaitedPromiseError('ok', forgotten).message).toContain(`Found ${call}.`);
    await settled();
    expect(unhandled.splice(0)).toEqual([]);
  });

  it('handles ten thousand rejections, and logs a few', async () => {
    const forgotten = findUnawaited([Array.from({ length: 10_000 }, rejected)]) as UnawaitedPromises;
    const logged: unknown[] = [];
    forgotten.watch((reason) => logged.push(reason));
    await settled();
    expect(forgotten.count).toBe(10_000);
    expect(logged.length).toBeLessThanOrEqual(8);
    expect(unhandled.splice(0)).toEqual([]);
  });

  it('ends for a value that is endless or throws', () => {
    const cycle: Record<string, unknown> = {};
    cycle['self'] = [cycle];
    const endless = new Proxy([], { get: (target, key) => (key === 'length' ? Number.POSITIVE_INFINITY : Reflect.get(target, key)) });
    for (const value of [cycle, new Array(4_294_967_295), endless, Buffer.alloc(100_000_000), new Proxy({}, { ownKeys: () => ['a'] })]) {
      expect(findUnawaited([value])).toBeUndefined();
    }
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.array(fc.anything({ withMap: true, withSet: true, withSparseArray: true })), (args) => void findUnawaited(args)),
      { numRuns: 50 },
    );
  });
});
