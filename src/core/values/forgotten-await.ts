import { adopt } from './adopt-promise.ts';
import { boundedText, singleLine } from './bounded-text.ts';
import { HalyardError } from './errors.ts';
import { MOST } from './first-of.ts';
import { readProperty } from './guarded-read.ts';
import { PromiseSearch, readOwnData, readRaw } from './promise-search.ts';

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
    const seen = new WeakSet<object>();
    for (const promise of promises) follow(promise, rejected, seen);
  }

  /** What they reject with goes there: it is an error of its own, which has no other record. */
  watch(rejected: (reason: unknown) => void): void {
    this.#rejected = rejected;
    for (const reason of this.#waiting.splice(0)) rejected(reason);
  }
}

/** The promises in the arguments of a call, or in what was thrown. `from`: those before it have been looked at. `once`: see `JsonOptions`. */
export function forgottenIn(args: readonly unknown[], { from = 0, once = false } = {}): Forgotten | undefined {
  // What a failure says is read by others, too: its getters are called once for all of them.
  const search = new PromiseSearch(once ? readProperty : readRaw);
  for (let i = from; i < args.length && i < MOST; i++) search.member(i, args[i], 0);
  return search.found.length === 0 ? undefined : new Forgotten(search.path, search.found);
}

/**
 * Handles the rejections of the promises in a value that was thrown, before it is known when it will be answered: Node ends the process for one
 * that nobody has handled by the end of the turn. The value of a promise may hold others. Calls no getter, and logs nothing by itself: the answer
 * finds the promises again.
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

/** A promise may resolve to an object that holds it, as a client does that has a promise `ready` of itself: each is followed once. */
function follow(promise: unknown, rejected: Rejected, seen: WeakSet<object>): void {
  if (seen.has(promise as object)) return;
  seen.add(promise as object);
  adopt(promise, rejected, (value) => handleWithin(value, rejected, seen));
}

type Rejected = ((reason: unknown) => void) | undefined;

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
