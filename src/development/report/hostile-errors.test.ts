import { createContext, runInContext, runInNewContext } from 'node:vm';
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { reportedError } from './errors.ts';
import type { ReportedError } from './reported-error.ts';

const now = () => performance.now();
const report = (value: unknown): ReportedError => reportedError(value, { now });

function withStack(error: Error, stack: unknown): Error {
  return Object.defineProperty(error, 'stack', { value: stack, configurable: true });
}

/** A stack of so many frames of other packages. */
function frames(count: number): string {
  return Array.from({ length: count }, (_, i) => `    at f${i} (/app/node_modules/deep/lib/f.js:${i + 1}:1)`).join('\n');
}

const unreadable = new Proxy(new Error('x'), {
  get: () => JSON.parse('{'),
  ownKeys: () => JSON.parse('{'),
  getPrototypeOf: () => JSON.parse('{'),
});
const cyclic = new Error('cyclic');
cyclic.cause = new AggregateError([cyclic, new Error('x', { cause: cyclic })]);
const revoked = Proxy.revocable(new Error('x'), {});
revoked.revoke();

const HOSTILE: readonly (readonly [name: string, value: unknown])[] = [
  ['a text', 'thrown'],
  ['undefined', undefined],
  ['null', null],
  ['a number', 7],
  ['a bigint', 7n],
  ['a symbol', Symbol('x')],
  ['a function', () => 1],
  ['an object', { status: 404, nested: { a: 1 } }],
  ['a list', [new Error('x'), 1]],
  ['a Response', new Response('x', { status: 418 })],
  ['a DOMException', new DOMException('x', 'AbortError')],
  ['an error of another realm', runInNewContext('new RangeError("x")')],
  ['a class of another realm', runInContext('class A extends Error { a = 1 }; new A("x")', createContext({}))],
  ['a copy of an error', structuredClone(new TypeError('x', { cause: new Error('y') }))],
  ['a frozen error', Object.freeze(Object.assign(new Error('x'), { a: 1 }))],
  ['a Proxy that throws', unreadable],
  ['a revoked Proxy', revoked.proxy],
  ['a cycle', cyclic],
  ['an error without a prototype', Object.setPrototypeOf(new Error('x'), null)],
  ['a stack that is a list', withStack(new Error('x'), ['a', 1, null, {}])],
  ['a stack that is a number', withStack(new Error('x'), 7)],
  ['a stack of 5 MB', withStack(new Error('x'), `Error: x\n${'y'.repeat(5_000_000)}`)],
  ['a stack of 5 MB of frames', withStack(new Error('y'), `Error: x\n${frames(90_000)}`)],
  ['a message of 5 MB', new Error('x\n'.repeat(2_500_000))],
  ['a message of control characters', new Error('\u0001'.repeat(1_000_000))],
  ['a message that is an object', Object.assign(new Error('x'), { message: { a: 1 } })],
  ['10,000 members', Object.assign(new Error('x'), Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`m${i}`, 'x'.repeat(5_000)])))],
  ['10,000 errors', new AggregateError(Array.from({ length: 10_000 }, (_, i) => withStack(new Error(`e${i}`), `Error: e${i}\n${frames(200)}`)))],
  [
    'errors with 100 causes',
    Array.from({ length: 100 }).reduce((cause: unknown) => withStack(new Error('z'.repeat(20_000), { cause }), frames(100)), undefined),
  ],
  ['a tree of errors', tree(5)],
];

function tree(depth: number): Error {
  return depth === 0
    ? new Error('leaf\n'.repeat(5_000))
    : new AggregateError(
        Array.from({ length: 8 }, () => tree(depth - 1)),
        'x'.repeat(50_000),
      );
}

describe('any value', () => {
  it.each(HOSTILE)('%s has a report of at most 200 kB', (_, value) => {
    expect(Buffer.byteLength(JSON.stringify(report(value)))).toBeLessThan(200_000);
  });

  it.each(HOSTILE)('%s has a report soon', (_, value) => {
    const times = Array.from({ length: 3 }, () => {
      const start = performance.now();
      report(value);
      return performance.now() - start;
    });
    // Another process may use the processor meanwhile, so the shortest time counts.
    expect(Math.min(...times)).toBeLessThan(400);
  });

  it('from a worker has a report with its frames', async () => {
    const worker = new Worker('throw new RangeError("in the worker")', { eval: true });
    const error = await new Promise((resolve) => worker.once('error', resolve));
    expect(report(error)).toMatchObject({ name: 'RangeError', message: 'in the worker' });
  });

  it('with a huge message has its frames', () => {
    const error = new Error('x\n    at forged (/app/forged.js:1:1)\n'.repeat(100_000));
    const { frames: shown } = report(error);
    expect(shown[0]?.file).toContain('errors.test.ts');
    expect(shown.some(({ file }) => file.includes('forged'))).toBe(false);
  });

  it('with 10,000 frames shows 64, and counts the others', () => {
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = Number.POSITIVE_INFINITY;
    const deep = (n: number): Error => (n === 0 ? new Error('deep') : deep(n - 1));
    const error = runInNewContext('deep => deep(3000)')(deep) as Error;
    expect(report(error).frames).toHaveLength(64);
    expect(report(error).omittedFrames).toBeGreaterThan(2_900);
    expect(report(withStack(new Error('x'), `Error: x\n${frames(10_000)}`))).toMatchObject({ omittedFrames: 9_936 });
    Error.stackTraceLimit = 0;
    expect(report(new Error('none\n    at x (/app/y.js:1:2)')).frames).toEqual([]);
    Error.stackTraceLimit = limit;
  });

  it("with an app's own Error.prepareStackTrace has the frames of its call sites", () => {
    const before = Error.prepareStackTrace;
    try {
      Error.prepareStackTrace = (_, sites) => sites;
      const error = new Error('x');
      void error.stack;
      expect(report(error).frames[0]).toMatchObject({ kind: 'app', line: expect.any(Number) });
      Error.prepareStackTrace = () => ({ any: 'thing' });
      expect(report(new Error('x')).frames).toEqual([]);
      Error.prepareStackTrace = () => JSON.parse('{');
      expect(report(new Error('x')).message).toBe('x');
    } finally {
      Error.prepareStackTrace = before;
    }
  });
});
