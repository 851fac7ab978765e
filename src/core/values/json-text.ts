import { handleRejection, isPromise } from './handle-rejection.ts';
import { DATA_LIMITS } from './json-limits.ts';
import type { JsonOptions } from './json-options.ts';
import { jsonValue } from './json-value.ts';

/**
 * An app's own data as JSON text. Plain JSON data becomes the text of JSON.stringify. Other data is read with limits: cycles, BigInt, Map, Errors,
 * getters that throw. Pass `plain` if `isPlainJson` was already called. Never throws.
 */
export function jsonText(value: unknown, now: () => number, options?: Partial<JsonOptions>, plain = isPlainJson(value)): { text: string; value: unknown } {
  try {
    if (plain) return { text: JSON.stringify(value), value };
  } catch {
    // JSON.stringify failed. The value is read with guards and limits instead.
  }
  const shown = jsonValue(value, { limits: DATA_LIMITS, now, bytes: true, ...options }) ?? null;
  return { text: JSON.stringify(shown), value: shown };
}

const MAX_DEPTH = 100;
/** A value with more members is read with limits, because objects that refer to each other in many places unfold without end. */
const MAX_NODES = 5_000_000;

/** Whether JSON.stringify writes the whole value correctly: no toJSON, Map, Error, promise or cycle in it (a cycle is too deep). Never throws. */
export function isPlainJson(value: unknown): boolean {
  try {
    return isPlain(value, 0, { nodes: 0 });
  } catch {
    // A value that throws here is not plain. It is read with guards and limits instead.
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
    // A getter may make a new promise for each read. No other reader gets this one, so its rejection must be handled here.
    if (isPromise(value)) handleRejection(value);
    return false;
  }
  for (const key in value) {
    if (!isPlain((value as Record<string, unknown>)[key], depth + 1, counted)) return false;
  }
  return true;
}
