import { hasReadings, readOnce } from './read-once.ts';

/** Reads of values that nobody vouches for: a getter, a Proxy or a revoked Proxy may throw at any of them. */

export function readProperty(value: unknown, key: PropertyKey): unknown {
  if (value === null || (typeof value !== 'object' && typeof value !== 'function')) return undefined;
  try {
    return readOnce(value, key);
  } catch {
    return undefined;
  }
}

/** Own properties only: a polluted `Object.prototype` must not unlock text or choose a status. */
export function readOwn(value: unknown, key: PropertyKey): unknown {
  if (value === null || (typeof value !== 'object' && typeof value !== 'function')) return undefined;
  try {
    return Object.hasOwn(value, key) ? readOnce(value, key) : undefined;
  } catch {
    return undefined;
  }
}

/** An empty prototype, and not `null`: V8 keeps an object without one as a dictionary, which is read many times slower. */
export const NOTHING: object = Object.freeze(Object.create(null));

/** The object's own members and nothing that it seems to have: a copy without a prototype. For options, which are optional to the last. */
export function ownMembers<T extends object>(value: T): T;
export function ownMembers<T extends object>(value: T | undefined): T | undefined;
export function ownMembers<T extends object>(value: T | undefined): T | undefined {
  // A list or bytes are no options, and may have more members than anybody can copy.
  if (typeof value !== 'object' || value === null || isArray(value) || ArrayBuffer.isView(value)) return undefined;
  const own: Record<string, unknown> = Object.create(NOTHING);
  if (!hasReadings()) return Object.assign(own, value);
  // A getter has been called, of this object perhaps: not once more.
  for (const key of Object.keys(value)) own[key] = readOnce(value, key);
  return own as T;
}

/** Own enumerable members with their values, at most so many of them: `Object.entries` for a value that nobody vouches for. */
export function entriesOf(value: unknown, most = 256): [name: string, member: unknown][] {
  if (value === null || typeof value !== 'object') return [];
  const entries: [string, unknown][] = [];
  for (const name of namesOf(value)) {
    if (entries.length >= most) break;
    entries.push([name, readProperty(value, name)]);
  }
  return entries;
}

function namesOf(value: object): readonly string[] {
  try {
    return Object.keys(value);
  } catch {
    return [];
  }
}

/** An Error of this realm or another, told without calling anything of its own that could throw out of here. */
export function isError(value: unknown): value is Error {
  if (value === null || typeof value !== 'object') return false;
  try {
    return value instanceof Error || Object.prototype.toString.call(value) === '[object Error]';
  } catch {
    return false;
  }
}

/** `instanceof` for a value that nobody vouches for: of a revoked Proxy the prototype cannot be read. */
export function isInstance<T>(value: unknown, kind: abstract new (...args: never[]) => T): value is T {
  try {
    return value instanceof kind;
  } catch {
    return false;
  }
}

export function isArray(value: unknown): value is readonly unknown[] {
  try {
    return Array.isArray(value);
  } catch {
    return false;
  }
}

/** An object literal: what an app writes down to say something, not an instance of a class with a life of its own. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (value === null || typeof value !== 'object') return false;
  try {
    const prototype = Object.getPrototypeOf(value);
    return prototype === null || prototype === Object.prototype || Object.getPrototypeOf(prototype) === null;
  } catch {
    return false;
  }
}

/**
 * Own, or declared by the error's own class and its ancestors (http-errors keeps `status` and `expose` on the classes), but never
 * from Error.prototype or Object.prototype, which a prototype pollution can reach.
 */
export function readDeclared(value: unknown, key: PropertyKey): unknown {
  if (value === null || typeof value !== 'object') return undefined;
  try {
    let level: object = value;
    for (let depth = 0; depth < 8; depth++) {
      if (Object.hasOwn(level, key)) return readOnce(value, key);
      const parent = Object.getPrototypeOf(level);
      const grandparent = parent === null ? null : Object.getPrototypeOf(parent);
      if (grandparent === null || Object.getPrototypeOf(grandparent) === null) {
        // `parent` is Object.prototype or Error.prototype.
        return undefined;
      }
      level = parent;
    }
  } catch {
    // A Proxy that refuses has declared nothing.
  }
  return undefined;
}
