import { readOwn } from '../core/values/guarded-read.ts';

/**
 * Returns the prototype of the error's class, or of a class it extends, by the name of its constructor. An app may have two copies of a library, so
 * `instanceof` is not enough.
 */
export function classNamed(value: unknown, name: string): object | undefined {
  try {
    let level: unknown = Object.getPrototypeOf(value);
    for (let depth = 0; depth < 8 && level !== null && level !== Object.prototype; depth++) {
      if (readOwn(readOwn(level, 'constructor'), 'name') === name) return level as object;
      level = Object.getPrototypeOf(level);
    }
  } catch {
    // A Proxy whose traps throw has no class.
  }
  return undefined;
}
