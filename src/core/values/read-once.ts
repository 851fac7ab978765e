/** What getters gave, by object and name. */
export type Readings = WeakMap<object, Map<PropertyKey, Reading>>;

type Reading = { readonly value: unknown } | { readonly error: unknown };

/** Milliseconds that the getters of one answer may take together: one that is slow holds every client up, and none of them has to be read. */
const LONGEST = 250;

/** Those of the request that is being answered. There are none for an error without getters, which is nearly every one. */
let readings: Readings | undefined;
/** Milliseconds that its getters have taken. */
let spent = 0;

const getterOf = (Object.prototype as unknown as { __lookupGetter__(key: PropertyKey): unknown }).__lookupGetter__;

/**
 * A member of a value that was thrown or passed. A getter of it is called once while one request is answered: it may be slow, count, or give
 * something else at the next call. Data is read as it is, and nothing is kept of it.
 *
 * @throws what the getter throws, and when those before it took too long, without calling it.
 */
export function readOnce(value: object, key: PropertyKey): unknown {
  const known = readings?.get(value)?.get(key);
  if (known !== undefined) return outOf(known);
  const own = Object.getOwnPropertyDescriptor(value, key);
  if (own === undefined ? getterOf.call(value, key) === undefined : own.get === undefined) return (value as Record<PropertyKey, unknown>)[key];
  const reading = readingOf(value, key);
  readings ??= new WeakMap();
  const members = readings.get(value) ?? new Map<PropertyKey, Reading>();
  members.set(key, reading);
  readings.set(value, members);
  return outOf(reading);
}

function readingOf(value: object, key: PropertyKey): Reading {
  if (spent > LONGEST) return { error: TOO_SLOW };
  const start = performance.now();
  try {
    return { value: (value as Record<PropertyKey, unknown>)[key] };
  } catch (error) {
    return { error };
  } finally {
    spent += performance.now() - start;
  }
}

const TOO_SLOW = Object.freeze({ message: 'the getters before this one took too long' });

function outOf(reading: Reading): unknown {
  if ('error' in reading) throw reading.error;
  return reading.value;
}

/** Have getters been called? */
export function hasReadings(): boolean {
  return readings !== undefined;
}

/** Ends a stretch of reading, and gives what was read: the next request begins with nothing (an error may be shared by many). */
export function endReadings(): Readings | undefined {
  const ended = readings;
  readings = undefined;
  spent = 0;
  return ended;
}

/** Goes on with what was read for the same request before. What is left of another one, which failed after its answer, is dropped. */
export function resumeReadings(before: Readings | undefined | null): void {
  if (before === null || readings === before) return;
  readings = before;
  spent = 0;
}
