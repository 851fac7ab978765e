import { boundedText, singleLine } from './bounded-text.ts';
import { HalyardError } from './errors.ts';
import { MAX_MEMBERS } from './first-of.ts';
import { readProperty, readRaw } from './guarded-read.ts';
import { handleRejection, isPromise } from './handle-rejection.ts';
import { PromiseSearch, readOwnData } from './promise-search.ts';
import { endStream, type NodeStream } from './stream-as-data.ts';

/** The most rejections that are logged for one answer. */
const MAX_LOGGED = 8;

/**
 * Promises that were found in place of a value, because an `await` is missing, or streams that were passed as data. Their rejections are handled
 * from the moment they are found, and the streams are ended.
 */
export class UnawaitedPromises {
  /** The place of the first promise: the index of the argument, and then keys. */
  readonly path: readonly PropertyKey[];
  readonly count: number;
  /** The kind of the first one. */
  readonly kind: 'promise' | 'stream';
  /** Called with each reason. Before `watch` sets it, reasons wait in `#waiting`. */
  #rejected: ((reason: unknown) => void) | undefined;
  readonly #waiting: unknown[] = [];
  #count = 0;

  constructor(path: readonly PropertyKey[], promises: readonly unknown[]) {
    this.path = path;
    this.count = promises.length;
    this.kind = isPromise(promises[0]) ? 'promise' : 'stream';
    const rejected = (reason: unknown): void => {
      if (this.#count++ >= MAX_LOGGED) return;
      if (this.#rejected === undefined) this.#waiting.push(reason);
      else this.#rejected(reason);
    };
    const seen = new WeakSet<object>();
    for (const promise of promises) follow(promise, rejected, seen);
  }

  /** Calls `rejected` with each reason. A rejection is a separate error, so it needs a separate log record. */
  watch(rejected: (reason: unknown) => void): void {
    this.#rejected = rejected;
    for (const reason of this.#waiting.splice(0)) rejected(reason);
  }
}

/** The promises in the arguments of a call, or in a thrown value. The search begins at the argument `from`. `once`: see `JsonOptions`. */
export function findUnawaited(args: readonly unknown[], { from = 0, once = false } = {}): UnawaitedPromises | undefined {
  // Other code reads the values of a failure too. Their getters are called once for all readers.
  const search = new PromiseSearch(once ? readProperty : readRaw);
  for (let i = from; i < args.length && i < MAX_MEMBERS; i++) search.member(i, args[i], 0);
  return search.found.length === 0 ? undefined : new UnawaitedPromises(search.path, search.found);
}

/**
 * Handles the rejections of the promises in a thrown value at once, because the answer may come much later. Node ends the process for a rejection that is
 * not handled by the end of the turn. The value of a promise may hold other promises. It calls no getter and logs nothing, because the answer
 * searches the value once more.
 */
export function handleForgotten(value: unknown): void {
  handleWithin(value, undefined, new WeakSet());
}

function handleWithin(value: unknown, rejected: Rejected, seen: WeakSet<object>): void {
  if (value === null || (typeof value !== 'object' && typeof value !== 'function')) return;
  const search = new PromiseSearch(readOwnData);
  search.member(0, value, 0);
  for (const promise of search.found) follow(promise, rejected, seen);
}

/** Follows each promise once. A promise may resolve to an object that holds the same promise, such as a client with a member `ready`. */
function follow(promise: unknown, rejected: Rejected, seen: WeakSet<object>): void {
  if (seen.has(promise as object)) return;
  seen.add(promise as object);
  if (isPromise(promise)) handleRejection(promise, rejected, (value) => handleWithin(value, rejected, seen));
  else endStream(promise as NodeStream);
}

type Rejected = ((reason: unknown) => void) | undefined;

/** The code and the correction for each kind of value that is no data. */
const KINDS = {
  promise: ['E_PROMISE', 'Put `await` before what makes it.'],
  stream: ['E_STREAM', 'Send it with the host: `reply.send(stream)`, `pipeline(stream, res)`, `new Response(stream)`.'],
} as const;

/** The error for a promise in place of a value, or a stream in place of data. Its message names the call and the place in its arguments. Its stack begins at the call of the response. */
export class UnawaitedPromiseError extends HalyardError {
  readonly #unawaited: UnawaitedPromises;

  constructor(call: string, unawaited: UnawaitedPromises, site?: string) {
    const { path, count, kind } = unawaited;
    const [code, todo] = KINDS[kind];
    const others = count === 1 ? '' : ` and ${count - 1} more`;
    super(code, {
      found: `${called(call, path, kind)}${others}${site === undefined ? '' : ` ${site}`}`,
      expected: `the value, not the ${kind} of it`,
      todo,
    });
    this.#unawaited = unawaited;
  }

  /** The same error with the place of the call, `site`. */
  at(call: string, site: string): UnawaitedPromiseError {
    return new UnawaitedPromiseError(call, this.#unawaited, site);
  }

  /** See `UnawaitedPromises.watch`. */
  watch(rejected: (reason: unknown) => void): void {
    this.#unawaited.watch(rejected);
  }
}

/** The call for the message: `ok({ boats: promise })`, `notFound(…, { cause: promise })`. */
function called(call: string, [index, ...path]: readonly PropertyKey[], kind: string): string {
  const shown = path.slice(0, 8);
  const inner = shown.reduceRight<string>((text, key) => (typeof key === 'number' ? `[${text}]` : `{ ${nameOf(key)}: ${text} }`), kind);
  if (call === 'throw') return `throw ${inner}`;
  return `${call}(${index === 0 ? '' : '…, '}${inner})`;
}

function nameOf(key: PropertyKey): string {
  const name = singleLine(boundedText(String(key), 64));
  return /^[\w$…]+$/.test(name) ? name : JSON.stringify(name);
}
