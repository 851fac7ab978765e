import { MAX_MEMBERS } from './first-of.ts';
import { isArray, isError, isInstance, isPlainObject, readProperty, readRaw } from './guarded-read.ts';
import { isPromise } from './handle-rejection.ts';
import { isStream } from './stream-as-data.ts';

/** The most members that are searched: as many as the JSON body of a success may hold. */
const MAX_NODES = 1_000_000;
const MAX_DEPTH = 1_000;
/** The most class instances inside each other. A request of the host is an instance, and it refers to the whole server. */
const MAX_INSTANCES = 2;
/** The most members of an error that are searched, because the error of an HTTP client refers to large parts of the client. */
const MAX_OF_ERROR = 4_096;
/** The members in which an error keeps other errors, and headers. In its other members only lists and plain objects are searched. */
const BEHIND = ['cause', 'errors', 'error', 'suppressed', 'headers'];

type Read = (value: object, key: string) => unknown;

/**
 * Searches a value for promises. `read` reads the members of an object: `readOwnData`, `readProperty`, or `readRaw` for the data of a success, in which
 * streams are found too.
 */
export class PromiseSearch {
  /** The promises and streams that were found. */
  readonly found: unknown[] = [];
  /** The keys that lead to the first of them. */
  readonly path: PropertyKey[] = [];
  #read: Read;
  #left = MAX_NODES;
  #instances = 0;
  #seen: Set<unknown> | undefined;

  constructor(read: Read) {
    this.#read = read;
  }

  /** Searches one member, `value` under `key`. `depth` counts the objects around it. Never throws. */
  member(key: PropertyKey, value: unknown, depth: number): void {
    this.#left--;
    if (value === null || (typeof value !== 'object' && typeof value !== 'function')) return;
    const before = this.found.length;
    this.#look(value, depth);
    if (before === 0 && this.found.length > 0) this.path.unshift(key);
  }

  #look(value: object, depth: number): void {
    if (depth > MAX_DEPTH || this.#seen?.has(value)) return;
    this.#seen ??= new Set();
    this.#seen.add(value);
    try {
      // Lists, object literals and dates come first, because apps pass almost nothing else.
      if (isArray(value)) this.#list(value, depth + 1);
      else {
        const prototype: unknown = Object.getPrototypeOf(value);
        if ((prototype === Object.prototype || prototype === null) && !('then' in value)) this.#own(value, depth + 1);
        else if (prototype !== Date.prototype) this.#other(value, depth);
      }
    } catch {
      // A value that cannot be searched cannot be read by other code either.
    }
  }

  #list(list: readonly unknown[], depth: number): void {
    const { length } = list;
    for (let i = 0; i < length && this.#left > 0; i++) {
      this.member(i, list[i], depth);
    }
  }

  #other(value: object, depth: number): void {
    if (isError(value)) this.#error(value, depth);
    else if (isPromise(value)) this.found.push(value);
    else if (value instanceof Map) {
      for (const [key, member] of mapEntries.call(value)) {
        if (this.#left <= 0) break;
        this.member('…', key, depth + 1);
        this.member(typeof key === 'string' ? key : '…', member, depth + 1);
      }
    } else if (value instanceof Set) {
      let i = 0;
      // A set may have millions of members, so it is not copied.
      for (const member of setValues.call(value)) {
        if (this.#left <= 0) break;
        this.member(i++, member, depth + 1);
      }
    } else if (isPlainObject(value)) this.#own(value, depth + 1);
    else if (typeof value === 'object' && isRecord(value)) {
      if (this.#read === readRaw && isStream(value)) this.found.push(value);
      else if (this.#instances < MAX_INSTANCES) {
        this.#instances++;
        this.#own(value, depth + 1);
        this.#instances--;
      }
    }
  }

  /** Searches an error without calling getters of its other members. */
  #error(error: Error, depth: number): void {
    const own = this.#read;
    const read = own === readOwnData ? own : readProperty;
    // An error may refer to streams, so they are not searched for behind it.
    this.#read = read;
    for (const key of BEHIND) this.member(key, read(error, key), depth + 1);
    // The other members are searched with a small limit: only lists and plain objects, and without a call of a getter.
    const [left, instances] = [this.#left, this.#instances];
    const room = Math.min(left, MAX_OF_ERROR);
    [this.#read, this.#left, this.#instances] = [readOwnData, room, MAX_INSTANCES];
    for (const key of Object.keys(error).slice(0, MAX_MEMBERS)) {
      const member = readOwnData(error, key);
      // The error of a library may refer to the call that failed, such as `traceRef` of a Sails helper. Such a thenable is not a value of the app.
      if (!BEHIND.includes(key) && (isInstance(member, Promise) || !isPromise(member))) this.member(key, member, depth + 1);
    }
    [this.#read, this.#left, this.#instances] = [own, left - room + this.#left, instances];
  }

  #own(value: object, depth: number): void {
    for (const key of Object.keys(value)) {
      if (this.#left <= 0) break;
      this.member(key, this.#read(value, key), depth);
    }
  }
}

/** Reads an own member that holds data. Returns `undefined` for a getter, and calls none. */
export function readOwnData(value: object, key: string): unknown {
  try {
    return Object.getOwnPropertyDescriptor(value, key)?.value;
  } catch {
    return undefined;
  }
}

const { entries: mapEntries } = Map.prototype;
const { values: setValues } = Set.prototype;

/** Whether JSON writes the members of this class instance. A class with `toJSON` decides itself what JSON writes. */
function isRecord(value: object): boolean {
  if (ArrayBuffer.isView(value) || value instanceof String) return false;
  return typeof readProperty(value, 'toJSON') !== 'function';
}
