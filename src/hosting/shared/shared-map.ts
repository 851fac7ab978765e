/**
 * A WeakMap that every copy of this package shares. A process has two copies if two libraries depend on different versions, or if a tool loads one copy
 * as an ES module and another one as CommonJS. What one copy notes about a host's object is then known to the other.
 */
export function sharedMap<Value>(name: string): WeakMap<object, Value> {
  const key = Symbol.for(`halyard.${name}`);
  const realm = globalThis as { [key: symbol]: WeakMap<object, Value> | undefined };
  realm[key] ??= new WeakMap();
  return realm[key];
}
