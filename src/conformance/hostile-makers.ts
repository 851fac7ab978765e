import { SECRET } from './secret.ts';

/** Throws an error that holds the secret. */
export function fail(): never {
  throw new Error(`reading it throws: ${SECRET}`);
}

/** Adds a getter that throws. */
export function defined<T extends object>(value: T, key: PropertyKey): T {
  return Object.defineProperty(value, key, { get: fail, enumerable: true, configurable: true });
}

/** The traps of a Proxy that throws at every access. */
export const TRAPS: ProxyHandler<Error> = {
  get: fail,
  has: fail,
  ownKeys: fail,
  getOwnPropertyDescriptor: fail,
  getPrototypeOf: fail,
  set: fail,
  defineProperty: fail,
  isExtensible: fail,
  preventExtensions: fail,
  deleteProperty: fail,
  setPrototypeOf: fail,
};

/** Returns a revoked Proxy. */
export function revoked(target: object = {}): unknown {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
}

/** Returns an error that is the cause of its own cause. */
export function circularCause(): Error {
  const error = new Error(SECRET);
  error.cause = new Error(SECRET, { cause: error });
  return error;
}

/** Makes a value once, because some take a second. No test changes the value. */
export function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** Returns an error with this number of nested causes. */
export function causeChain(length: number): Error {
  let error = new Error(SECRET);
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  for (let i = 0; i < length; i++) error = new Error(SECRET, { cause: error });
  Error.stackTraceLimit = stackTraceLimit;
  return error;
}

/** A query builder, which runs the query when its `then` is called. Halyard must not call it. */
export function lazyQuery(): unknown {
  return {
    then() {
      throw new Error(`the query was run: ${SECRET}`);
    },
  };
}

/** An error whose getters return another value at each call, and throw at the third. */
export function countingGetters(): Error {
  const error = new Error(SECRET);
  for (const key of ['message', 'name', 'stack', 'code', 'status', 'statusCode', 'expose', 'cause', 'errors', 'headers', 'toJSON']) {
    let calls = 0;
    Object.defineProperty(error, key, {
      get: () => {
        calls++;
        return calls > 2 ? fail() : `${SECRET} ${calls}`;
      },
    });
  }
  return error;
}

/** Ten levels of objects. Each holds the next level eight times, which makes 8^10 items when it is unfolded. */
export function sharedReferences(): unknown {
  let level: unknown = SECRET;
  for (let i = 0; i < 10; i++) level = Array.from({ length: 8 }, () => level);
  return { level };
}

/** Returns an object with a hundred getters that block for 20 ms each. */
export function slowGetters(): unknown {
  const value = {};
  for (let i = 0; i < 100; i++) {
    Object.defineProperty(value, `slow${i}`, {
      enumerable: true,
      get: () => {
        const until = performance.now() + 20;
        while (performance.now() < until);
        return SECRET;
      },
    });
  }
  return value;
}

/** Returns an object that is nested this many levels deep. */
export function deep(levels: number): unknown {
  let value: unknown = SECRET;
  for (let i = 0; i < levels; i++) value = { value };
  return value;
}
