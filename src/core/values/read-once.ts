/** The results of getters, by object and name. */
export type Readings = WeakMap<object, Map<PropertyKey, Reading>>;

type Reading = { readonly value: unknown } | { readonly error: unknown };

/** Milliseconds that the getters of one answer may take together. A slow getter delays all clients, and no getter has to be read. */
const LONGEST = 250;

/** The results for the request that is being answered. `undefined` if no getter was called, because almost no error has getters. */
let readings: Readings | undefined;
/** Milliseconds that the getters of this request have taken. */
let spent = 0;

const getterOf = (Object.prototype as unknown as { __lookupGetter__(key: PropertyKey): unknown }).__lookupGetter__;

/**
 * Reads a member of a value that was thrown or passed. A getter is called once for each request: it may be slow, count its calls, or return a
 * different value the next time. Members without a getter are read directly, and not stored.
 *
 * @throws the error of the getter. If earlier getters took too long, it throws without calling the getter.
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

/** Whether a getter was called for the current request. */
export function hasReadings(): boolean {
  return readings !== undefined;
}

/** Ends the reading for the current request, and returns its results. The next request starts without results, because requests may share an error. */
export function endReadings(): Readings | undefined {
  const ended = readings;
  readings = undefined;
  spent = 0;
  return ended;
}

/** Continues with the earlier results of the same request. Results of another request, which failed after its answer, are dropped. */
export function resumeReadings(before: Readings | undefined | null): void {
  if (before === null || readings === before) return;
  readings = before;
  spent = 0;
}
