/** A cache that belongs to one run: it ends with the object `run`. Each key is computed once. */
export function perRun<Value>(): (run: object, key: string, compute: () => Value) => Value {
  const caches = new WeakMap<object, Map<string, Value>>();
  return (run, key, compute) => {
    let cache = caches.get(run);
    if (cache === undefined) {
      cache = new Map();
      caches.set(run, cache);
    }
    if (cache.has(key)) return cache.get(key) as Value;
    const value = compute();
    cache.set(key, value);
    return value;
  };
}
