import { hasReadings, readOnce } from './read-once.ts';

// These functions read untrusted values. A getter, a Proxy or a revoked Proxy may throw at any read.

/** Reads a member, own or inherited. Returns `undefined` if the value has no members, or if the read throws. */
export function readProperty(value: unknown, key: PropertyKey): unknown {
  if (value === null || (typeof value !== 'object' && typeof value !== 'function')) return undefined;
  try {
    return readOnce(value, key);
  } catch {
    return undefined;
  }
}

/** Reads a member of an object, and calls its getter each time. Returns `undefined` if that throws. */
export function readRaw(value: object, key: PropertyKey): unknown {
  try {
    return (value as Record<PropertyKey, unknown>)[key];
  } catch {
    return undefined;
  }
}

/** Reads an own member only, because a polluted `Object.prototype` must not expose a text or choose a status. Returns `undefined` if the read throws. */
export function readOwn(value: unknown, key: PropertyKey): unknown {
  if (value === null || (typeof value !== 'object' && typeof value !== 'function')) return undefined;
  try {
    return Object.hasOwn(value, key) ? readOnce(value, key) : undefined;
  } catch {
    return undefined;
  }
}

/** An empty prototype, to use instead of `null`. V8 stores an object without a prototype as a dictionary, which is many times slower to read. */
export const EMPTY_OBJECT: object = Object.freeze(Object.create(null));

/** A copy of the object's own members, without a prototype. It is for options: an inherited member must not become an option. */
export function ownMembers<T extends object>(value: T): T;
export function ownMembers<T extends object>(value: T | undefined): T | undefined;
export function ownMembers<T extends object>(value: T | undefined): T | undefined {
  // A list or bytes cannot be options, and may have millions of members.
  if (typeof value !== 'object' || value === null || isArray(value) || ArrayBuffer.isView(value)) return undefined;
  const own: Record<string, unknown> = Object.create(EMPTY_OBJECT);
  if (!hasReadings()) return Object.assign(own, value);
  // A getter was called for this request, perhaps on this object. It must not run a second time.
  for (const key of Object.keys(value)) own[key] = readOnce(value, key);
  return own as T;
}

/** `Object.entries` for an untrusted value: at most `most` own enumerable members. A member that throws is `undefined`. */
export function entriesOf(value: unknown, most = 256): [name: string, member: unknown][] {
  if (value === null || typeof value !== 'object') return [];
  try {
    return Object.keys(value)
      .slice(0, most)
      .map((name) => [name, readProperty(value, name)]);
  } catch {
    return [];
  }
}

/** Whether the value is an Error, of this realm or another. Never throws. */
export function isError(value: unknown): value is Error {
  if (value === null || typeof value !== 'object') return false;
  try {
    return value instanceof Error || Object.prototype.toString.call(value) === '[object Error]';
  } catch {
    return false;
  }
}

/** `instanceof` for an untrusted value. The prototype of a revoked Proxy cannot be read. Never throws. */
export function isInstance<T>(value: unknown, kind: abstract new (...args: never[]) => T): value is T {
  try {
    return value instanceof kind;
  } catch {
    return false;
  }
}

/** `Array.isArray` for an untrusted value. Never throws. */
export function isArray(value: unknown): value is readonly unknown[] {
  try {
    return Array.isArray(value);
  } catch {
    return false;
  }
}

/** Whether the value is an object literal, and not an instance of a class. Never throws. */
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
 * Reads a member that the error itself or one of its classes declares. http-errors keeps `status` and `expose` on its classes. It never reads
 * Error.prototype or Object.prototype, which prototype pollution can change. Returns `undefined` if the read throws.
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
    // A Proxy that throws has no declared members.
  }
  return undefined;
}
