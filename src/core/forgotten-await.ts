import { adopt, isPromise } from './adopt-promise.ts';
import { boundedText, singleLine } from './bounded-text.ts';
import { HalyardError } from './errors.ts';
import { MOST } from './first-of.ts';
import { isArray, isError, isPlainObject, readProperty } from './guarded-read.ts';

/** As much is searched as the JSON of a success may hold. */
const MAX_NODES = 1_000_000;
const MAX_DEPTH = 1_000;
/** Instances of classes within each other. A request of the host is one, and what hangs on it is the whole server. */
const MAX_INSTANCES = 2;
/** Where an error keeps other errors, and headers. Of its other members only themselves are looked at: an HTTP client's error holds half of the client. */
const BEHIND = ['cause', 'errors', 'error', 'suppressed', 'headers'];
/** Of many promises that reject, so many are logged. */
const MAX_LOGGED = 8;

/** Promises that were found where a value belongs: somebody forgot `await`. Each is handled from the moment it is found. */
export class Forgotten {
  readonly path: readonly PropertyKey[];
  readonly count: number;
  /** Called with what they reject with. Until somebody listens, it waits here. */
  #rejected: ((reason: unknown) => void) | undefined;
  readonly #waiting: unknown[] = [];
  #count = 0;

  constructor(path: readonly PropertyKey[], promises: readonly unknown[]) {
    this.path = path;
    this.count = promises.length;
    const rejected = (reason: unknown): void => {
      if (this.#count++ >= MAX_LOGGED) return;
      if (this.#rejected === undefined) this.#waiting.push(reason);
      else this.#rejected(reason);
    };
    for (const promise of promises) adopt(promise, rejected);
  }

  /** What they reject with goes there: it is an error of its own, which has no other record. */
  watch(rejected: (reason: unknown) => void): void {
    this.#rejected = rejected;
    for (const reason of this.#waiting.splice(0)) rejected(reason);
  }
}

/** The promises in the arguments of a call, or in what was thrown. `from`: those before it have been looked at. `once`: see `JsonOptions`. */
export function forgottenIn(args: readonly unknown[], { from = 0, once = false } = {}): Forgotten | undefined {
  const search = new Search(once);
  for (let i = from; i < args.length && i < MOST; i++) search.member(i, args[i], 0);
  return search.found.length === 0 ? undefined : new Forgotten(search.path, search.found);
}

class Search {
  readonly found: unknown[] = [];
  /** Where the first one is. */
  readonly path: PropertyKey[] = [];
  readonly #once: boolean;
  #left = MAX_NODES;
  #instances = 0;
  #seen: Set<unknown> | undefined;

  constructor(once: boolean) {
    this.#once = once;
  }

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
      // First what nearly everything is that an app passes: lists, object literals and dates.
      if (isArray(value)) this.#list(value, depth + 1);
      else {
        const prototype: unknown = Object.getPrototypeOf(value);
        if ((prototype === Object.prototype || prototype === null) && !('then' in value)) this.#own(value, depth + 1);
        else if (prototype !== Date.prototype) this.#other(value, depth);
      }
    } catch {
      // What cannot be looked through has nothing in it that anybody could read.
    }
  }

  #list(list: readonly unknown[], depth: number): void {
    const { length } = list;
    for (let i = 0; i < length && this.#left > 0; i++) {
      const item = list[i];
      if (typeof item === 'object' || typeof item === 'function') this.member(i, item, depth);
      else this.#left--;
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
      for (const member of setValues.call(value)) {
        if (this.#left <= 0) break;
        this.member(i++, member, depth + 1);
      }
    } else if (isPlainObject(value)) this.#own(value, depth + 1);
    else if (typeof value === 'object' && this.#instances < MAX_INSTANCES && isRecord(value)) {
      this.#instances++;
      this.#own(value, depth + 1);
      this.#instances--;
    }
  }

  /** A getter of it is not called here. */
  #error(error: Error, depth: number): void {
    for (const key of BEHIND) this.member(key, readProperty(error, key), depth + 1);
    for (const key of Object.keys(error).slice(0, MOST)) {
      const { value } = Object.getOwnPropertyDescriptor(error, key) ?? {};
      if (!BEHIND.includes(key) && isPromise(value)) this.member(key, value, depth + 1);
    }
  }

  #own(value: object, depth: number): void {
    for (const key of Object.keys(value)) {
      if (this.#left <= 0) break;
      // What a failure says is read by others, too: its getters are called once for all of them.
      const member = this.#once ? readProperty(value, key) : readRaw(value, key);
      if (typeof member === 'object' || typeof member === 'function') this.member(key, member, depth);
      else this.#left--;
    }
  }
}

function readRaw(value: object, key: string): unknown {
  try {
    return (value as Record<string, unknown>)[key];
  } catch {
    return undefined;
  }
}

const { entries: mapEntries } = Map.prototype;
const { values: setValues } = Set.prototype;

/** An instance of a class that JSON writes by its members. Not one that says itself what its JSON is. */
function isRecord(value: object): boolean {
  if (ArrayBuffer.isView(value) || value instanceof String) return false;
  return typeof readProperty(value, 'toJSON') !== 'function';
}

/** A promise stands where a value belongs: what was called, and where in it. Its stack begins where the response was called. */
export class ForgottenAwait extends HalyardError {
  readonly #forgotten: Forgotten;

  constructor(call: string, forgotten: Forgotten, site?: string) {
    const { path, count } = forgotten;
    const others = count === 1 ? '' : ` and ${count - 1} more`;
    super('E_PROMISE', {
      found: `${called(call, path)}${others}${site === undefined ? '' : ` ${site}`}`,
      expected: 'the value, not the promise of it',
      todo: 'Put `await` before what makes it.',
    });
    this.#forgotten = forgotten;
  }

  /** The same, with the place of the call. */
  at(call: string, site: string): ForgottenAwait {
    return new ForgottenAwait(call, this.#forgotten, site);
  }

  /** See `Forgotten`. */
  watch(rejected: (reason: unknown) => void): void {
    this.#forgotten.watch(rejected);
  }
}

/** `ok({ boats: promise })`, `notFound(…, { cause: promise })`. */
function called(call: string, [index, ...path]: readonly PropertyKey[]): string {
  const shown = path.slice(0, 8);
  const inner = shown.reduceRight<string>((text, key) => (typeof key === 'number' ? `[${text}]` : `{ ${nameOf(key)}: ${text} }`), 'promise');
  if (call === 'throw') return `throw ${inner}`;
  return `${call}(${index === 0 ? '' : '…, '}${inner})`;
}

function nameOf(key: PropertyKey): string {
  const name = singleLine(boundedText(String(key), 64));
  return /^[\w$…]+$/.test(name) ? name : JSON.stringify(name);
}
