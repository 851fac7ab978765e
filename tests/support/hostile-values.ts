import { runInNewContext } from 'node:vm';

const fail = (): never => {
  throw new Error('touched');
};

/** A Proxy whose traps all throw. */
function refusing(target: object = {}): object {
  const traps = Object.getOwnPropertyNames(Reflect);
  return new Proxy(target, Object.fromEntries(traps.map((trap) => [trap, fail])));
}

function revoked(target: object = {}): object {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
}

function chain(length: number): Error {
  let error = new Error('first');
  for (let i = 1; i < length; i++) error = new Error('next', { cause: error });
  return error;
}

function cycle(): object {
  const value: Record<string, unknown> = { list: [] };
  value['self'] = value;
  (value['list'] as unknown[]).push(value);
  return value;
}

/** Values that programs throw and pass, by mistake or on purpose. */
export const HOSTILE_VALUES: readonly (readonly [string, () => unknown])[] = [
  ['undefined', () => undefined],
  ['null', () => null],
  ['a BigInt', () => 10n],
  ['a symbol', () => Symbol('s')],
  ['a function', () => () => 1],
  ['a function that cannot be printed', () => Object.assign(() => 1, { toString: fail })],
  ['a sparse list', () => new Array(100_000)],
  ['a cycle', cycle],
  [
    'a cycle of causes',
    () => {
      const error: Error & { cause?: unknown } = new Error('m');
      error.cause = error;
      return error;
    },
  ],
  ['a thousand causes', () => chain(1_000)],
  [
    'an AggregateError with a cycle',
    () => {
      const error = new AggregateError([], 'm');
      error.errors.push(error, undefined, 'text');
      return error;
    },
  ],
  ['a frozen Error', () => Object.freeze(new Error('m'))],
  ['an Error of another realm', () => runInNewContext('new RangeError("elsewhere")')],
  ['an Error whose message is no text', () => Object.defineProperty(new Error(), 'message', { value: { toString: fail } })],
  [
    'an Error whose getters throw',
    () =>
      Object.defineProperties(
        new Error(),
        Object.fromEntries(
          ['stack', 'name', 'message', 'cause', 'errors', 'code', 'status', 'expose', 'headers', 'issues', 'toJSON', 'then'].map((key) => [
            key,
            { get: fail, enumerable: true },
          ]),
        ),
      ),
  ],
  ['an Error without a prototype', () => Object.setPrototypeOf(new Error('m'), null)],
  [
    'an Error whose class throws when asked',
    () => {
      class Odd extends Error {
        static override [Symbol.hasInstance](): never {
          return fail();
        }
        override get name(): string {
          return fail();
        }
      }
      return new Odd('m');
    },
  ],
  ['a Proxy that refuses everything', () => refusing()],
  ['a Proxy of a list that refuses everything', () => refusing([])],
  ['a Proxy of an Error that refuses everything', () => refusing(new Error())],
  ['a Proxy of a function that refuses everything', () => refusing(() => 1)],
  ['a revoked Proxy', () => revoked()],
  ['a revoked Proxy of a list', () => revoked([])],
  ['a revoked Proxy as a cause', () => new Error('m', { cause: revoked() })],
  ['a list of Proxies that refuse everything', () => [refusing(), revoked()]],
  [
    'a Proxy with thousands of names',
    () =>
      new Proxy(
        {},
        {
          ownKeys: () => Array.from({ length: 5_000 }, (_, i) => `k${i}`),
          getOwnPropertyDescriptor: () => ({ value: 1, enumerable: true, configurable: true }),
        },
      ),
  ],
  ['a list whose length lies', () => new Proxy([], { get: (target, key) => (key === 'length' ? 100_000 : Reflect.get(target, key)) })],
  ['a Map that throws', () => Object.assign(new Map([['a', 1]]), { entries: fail })],
  ['a Set whose iterator never ends', () => Object.assign(new Set([1]), { values: () => ({ next: () => ({ value: 1, done: false }) }) })],
  ['a Date whose methods throw', () => Object.assign(new Date(0), { getTime: fail, toISOString: fail, toJSON: fail })],
  ['a toJSON that throws', () => ({ toJSON: fail })],
  [
    'a toJSON that returns itself',
    () => {
      const value = { toJSON: (): unknown => value };
      return value;
    },
  ],
  ['a toJSON getter that throws', () => Object.defineProperty({}, 'toJSON', { get: fail })],
  ['a thenable', () => ({ then: fail })],
  [
    'a rejected promise',
    () => {
      const promise = Promise.reject(new Error('m'));
      promise.catch(() => {});
      return promise;
    },
  ],
  ['a Response', () => new Response('m', { status: 401 })],
  ['a Proxy that returns itself for every property', () => agreeing()],
  ['an object without a prototype', () => Object.assign(Object.create(null), { message: 'm' })],
  ['names that mean something to JavaScript', () => JSON.parse('{"__proto__":{"status":200},"constructor":{"prototype":{"a":1}},"toString":1,"then":2}')],
  ['unpaired surrogates', () => ({ '\udfff': '\ud800', message: '\ud800' })],
  ['control characters', () => new Error('a\r\nSet-Cookie: sid=1\u001b[31m\u0000\u2028')],
  ['a long text', () => 'x'.repeat(20_000)],
  ['issues that throw', () => ({ issues: [refusing()], errors: revoked([]) })],
  ['issues whose paths throw', () => [{ message: 'm', path: [refusing(), revoked(), Symbol('s'), { key: refusing() }, null] }]],
];

function agreeing(): object {
  const proxy: object = new Proxy(
    {},
    {
      get: (_, key) => (key === Symbol.toPrimitive || key === 'then' || key === 'toJSON' ? undefined : proxy),
      ownKeys: () => ['a', 'b'],
      getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true, value: proxy }),
    },
  );
  return proxy;
}
