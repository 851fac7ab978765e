import crypto, { type webcrypto } from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import os from 'node:os';
import { type Running, running } from '../attach/trace-of.ts';

type Fill = (bytes: Uint8Array) => void;

/** The generator of each exercise, so that exercises that run at the same time do not change the values of each other. */
const generators = new WeakMap<Running, Fill>();

/**
 * Gives the code of an exercise that has a world the time and the machine of this world, and values from its seed in place of random ones. So a page that shows
 * the time, a random value or the name of the machine is the same each time, and everywhere. All other code gets the real ones.
 */
export function fixWorld(): void {
  globalThis.Date = fixedDate(Date);
  const random = Math.random.bind(Math);
  Math.random = () => {
    const fill = fillOf();
    return fill === undefined ? random() : fractionBy(fill);
  };
  fixMachine();
  fixRandomBytes();
}

/** `fixRandomBytes()` gives the new function to each `import` too. */
function fixMachine(): void {
  const { hostname } = os;
  const { pid } = process;
  const machine = () => running.getStore()?.exercise.call?.world?.machine;
  os.hostname = () => machine()?.name ?? hostname();
  Object.defineProperty(process, 'pid', { get: () => machine()?.pid ?? pid, enumerable: true, configurable: true });
}

function fixedDate(real: DateConstructor): DateConstructor {
  const now = (): number => running.getStore()?.exercise.call?.world?.time ?? real.now();
  return new Proxy(real, {
    construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget) as object,
    apply: () => new real(now()).toString(),
    get: (target, name, receiver) => (name === 'now' ? now : (Reflect.get(target, name, receiver) as unknown)),
  });
}

/** Node's own functions, for `require()` and for `import`. A value that is made with a callback or of another type stays random. */
function fixRandomBytes(): void {
  const { randomBytes, randomUUID } = crypto;
  const web = Object.getPrototypeOf(globalThis.crypto) as webcrypto.Crypto;
  const { getRandomValues } = web;
  const uuid = (options?: Parameters<typeof randomUUID>[0]): ReturnType<typeof randomUUID> => {
    const fill = fillOf();
    return fill === undefined ? randomUUID(options) : uuidBy(fill);
  };
  const bytes = (size: number, done?: (error: Error | null, bytes: Buffer) => void): unknown => {
    const fill = fillOf();
    if (fill === undefined || done !== undefined) return done === undefined ? randomBytes(size) : randomBytes(size, done);
    const made = Buffer.alloc(size);
    fill(made);
    return made;
  };
  Object.assign(crypto, { randomUUID: uuid, randomBytes: bytes });
  Object.defineProperty(web, 'randomUUID', { value: () => uuid(), configurable: true, writable: true });
  Object.defineProperty(web, 'getRandomValues', {
    value(this: webcrypto.Crypto, array: Uint8Array<ArrayBuffer>) {
      const fill = fillOf();
      if (fill === undefined) return getRandomValues.call(this, array);
      fill(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
      return array;
    },
    configurable: true,
    writable: true,
  });
  syncBuiltinESMExports();
}

/** What fills bytes for the running exercise. `undefined`: the exercise has no seed. */
function fillOf(): Fill | undefined {
  const now = running.getStore();
  const seed = now?.exercise.call?.world?.seed;
  if (now === undefined || seed === undefined) return undefined;
  const fill = generators.get(now) ?? fillFrom(seed);
  generators.set(now, fill);
  return fill;
}

/** Numbers that look random (xorshift32). They protect nothing. */
function fillFrom(seed: number): Fill {
  let state = seed | 1;
  return (bytes) => {
    for (let index = 0; index < bytes.length; index++) {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      bytes[index] = state >>> 16;
    }
  };
}

function fractionBy(fill: Fill): number {
  const bytes = new Uint8Array(4);
  fill(bytes);
  return new DataView(bytes.buffer).getUint32(0) / 2 ** 32;
}

function uuidBy(fill: Fill): ReturnType<typeof crypto.randomUUID> {
  const bytes = new Uint8Array(16);
  fill(bytes);
  // RFC 9562 §5.4: the version and the variant.
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
  const hex = Buffer.from(bytes).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
