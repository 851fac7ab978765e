/** The most characters of the keys of a cache. */
const MOST = 8_000_000;

/**
 * A cache that belongs to one run: it ends with the object `run`. It starts anew when its keys have more than `most` characters together, so that a thousand
 * long pages fill no memory.
 */
export function perRun<Value>(most = MOST): (run: object, key: string, compute: () => Value) => Value {
  const caches = new WeakMap<object, { values: Map<string, Value>; length: number }>();
  return (run, key, compute) => {
    let cache = caches.get(run);
    if (cache === undefined) {
      cache = { values: new Map(), length: 0 };
      caches.set(run, cache);
    }
    const { values } = cache;
    if (values.has(key)) return values.get(key) as Value;
    const value = compute();
    cache.length += key.length;
    if (cache.length > most) {
      values.clear();
      cache.length = key.length;
    }
    values.set(key, value);
    return value;
  };
}
