import { adopt, isPromise } from './adopt-promise.ts';
import { DATA_LIMITS } from './json-limits.ts';
import type { JsonOptions } from './json-options.ts';
import { jsonValue } from './json-value.ts';

/**
 * An app's own data as JSON text: what JSON.stringify says where the data is plain JSON, and the bounded reading of it where
 * it is not (cycles, BigInt, Map, Errors, getters that throw). `plain`: it has been looked at, and is plain. Never throws.
 */
export function jsonText(value: unknown, now: () => number, options?: Partial<JsonOptions>, plain = isPlainJson(value)): { text: string; value: unknown } {
  try {
    if (plain) return { text: JSON.stringify(value), value };
  } catch {
    // A value that cannot even be looked at is read again, carefully.
  }
  const shown = jsonValue(value, { limits: DATA_LIMITS, now, ...options }) ?? null;
  return { text: JSON.stringify(shown), value: shown };
}

const MAX_DEPTH = 100;
/** Beyond it a value is read with limits: what refers to itself in many places unfolds without end. */
const MAX_NODES = 5_000_000;

/** Nothing in it but what JSON.stringify writes as a reader expects: no toJSON, no Map, no Error, no promise, no cycle (too deep). Never throws. */
export function isPlainJson(value: unknown): boolean {
  try {
    return isPlain(value, 0, { nodes: 0 });
  } catch {
    // A value that cannot even be looked at is read again, carefully.
    return false;
  }
}

function isPlain(value: unknown, depth: number, counted: { nodes: number }): boolean {
  if (counted.nodes++ > MAX_NODES) return false;
  switch (typeof value) {
    case 'string':
    case 'boolean':
    case 'number':
      return true;
    case 'undefined':
      return depth > 0;
    case 'object':
      if (value === null) return true;
      break;
    default:
      return false;
  }
  if (depth > MAX_DEPTH) return false;
  if (Array.isArray(value)) {
    if (value.length > MAX_NODES) return false;
    for (let i = 0; i < value.length; i++) if (!isPlain(value[i], depth + 1, counted)) return false;
    return !('toJSON' in value);
  }
  const prototype = Object.getPrototypeOf(value);
  if ((prototype !== Object.prototype && prototype !== null) || 'toJSON' in value) {
    // One that a getter has made is read by nobody else: the next reader gets another.
    if (isPromise(value)) adopt(value);
    return false;
  }
  for (const key in value) {
    if (!isPlain((value as Record<string, unknown>)[key], depth + 1, counted)) return false;
  }
  return true;
}
