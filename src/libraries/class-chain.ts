import { readOwn } from '../core/values/guarded-read.ts';

/** The error's class or one it extends, by the name of its constructor: two copies of a library are normal, so that `instanceof` would not do. */
export function classNamed(value: unknown, name: string): object | undefined {
  try {
    let level: unknown = Object.getPrototypeOf(value);
    for (let depth = 0; depth < 8 && level !== null && level !== Object.prototype; depth++) {
      if (readOwn(readOwn(level, 'constructor'), 'name') === name) return level as object;
      level = Object.getPrototypeOf(level);
    }
  } catch {
    // A Proxy that refuses has no class.
  }
  return undefined;
}
