import { boundedText, jsonBytes } from './bounded-text.ts';
import { isArray, isError } from './guarded-read.ts';
import { handleRejection, isPromise } from './handle-rejection.ts';
import type { JsonLimits } from './json-limits.ts';
import type { JsonOptions } from './json-options.ts';
import { isSecretName, MASKED, maskText } from './mask.ts';
import { isQuotingMessage, NOT_VALID } from './may-quote.ts';
import { readOnce } from './read-once.ts';

/** Bytes of the app. A socket sends them as they are. JSON has the form of Node's Buffer, because a Uint8Array would be `{"0":1}`. */
class Bytes extends Uint8Array {
  toJSON(): object {
    return { type: 'Buffer', data: [...this] };
  }
}

/** Any value that JSON can hold. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/**
 * Any value as plain JSON within limits: cycles, BigInt, throwing getters, Proxies and revoked Proxies, Map, Set, Date, Errors, any depth and size.
 * Returns `undefined` for a value that JSON cannot hold, such as a function. Never throws.
 */
export function jsonValue(value: unknown, options: JsonOptions): JsonValue | undefined {
  return new Reading(options).read(value, 0);
}

const UNREADABLE = '[unreadable]';

class Reading {
  readonly #options: JsonOptions;
  readonly #limits: JsonLimits;
  readonly #until: number;
  readonly #ancestors = new Set<object>();
  #bytes: number;

  constructor(options: JsonOptions) {
    this.#options = options;
    this.#limits = options.limits;
    this.#until = options.now() + options.limits.time;
    this.#bytes = options.limits.bytes;
  }

  read(value: unknown, depth: number): JsonValue | undefined {
    // Room for a comma and a bracket, or for `null`.
    this.#bytes -= 5;
    switch (typeof value) {
      case 'string':
        return this.#text(value);
      case 'number':
        this.#bytes -= 24;
        // JSON has no -0.
        return Number.isFinite(value) ? value + 0 : null;
      case 'boolean':
        return value;
      case 'bigint':
      case 'symbol':
        return this.#text(value.toString());
      case 'function':
      case 'undefined':
        return undefined;
      default:
        return value === null ? null : this.#guarded(value as object, depth);
    }
  }

  get #spent(): boolean {
    return this.#bytes <= 0 || this.#options.now() > this.#until;
  }

  #text(value: string): string {
    // An app may pass on the messages of a validation: `error.format()`.
    const { omit, substitute } = this.#options;
    const text = (omit !== undefined || substitute !== undefined) && isQuotingMessage(value) ? NOT_VALID : value;
    // The text is cut before masking, which reads all of it, and after masking, to fit into the bytes that are left.
    let shown = boundedText(this.#options.mask ? maskText(boundedText(text, this.#limits.text + 2_048)) : text, this.#limits.text);
    let bytes = jsonBytes(shown) + 3;
    if (bytes > this.#bytes) {
      shown = boundedText(shown, Math.max(0, Math.floor(this.#bytes / 6)));
      bytes = jsonBytes(shown) + 3;
    }
    this.#bytes -= bytes;
    return shown;
  }

  #guarded(value: object, depth: number): JsonValue | undefined {
    if (this.#ancestors.has(value)) return '[circular]';
    if (depth >= this.#limits.depth) return '[too deep]';
    if (this.#spent) return '[cut]';
    this.#ancestors.add(value);
    try {
      const other = this.#options.substitute?.(value);
      return this.#object(typeof other === 'object' && other !== null ? other : value, depth);
    } catch {
      return this.#text(UNREADABLE);
    } finally {
      this.#ancestors.delete(value);
    }
  }

  #object(value: object, depth: number): JsonValue | undefined {
    if (isArray(value)) return this.#list(value.length, (i) => value[i], depth);
    // Only the allowed members of an Error are shown. Its own toJSON could show anything.
    if (isError(value)) return this.#error(value, depth);
    if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : this.#text(value.toISOString());
    if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) {
      const { buffer = value, byteOffset, byteLength } = value as Uint8Array;
      return this.#options.bytes ? (new Bytes(buffer as ArrayBuffer, byteOffset, byteLength) as never) : this.#text(`[binary, ${byteLength} bytes]`);
    }
    if (value instanceof String || value instanceof Number || value instanceof Boolean) return this.read(value.valueOf(), depth);
    if (isPromise(value)) {
      (this.#options.promised ?? handleRejection)(value);
      return this.#text('[promise]');
    }
    const toJson = this.#read(value, 'toJSON');
    if (typeof toJson === 'function') return this.read(toJson.call(value), depth + 1);
    if (value instanceof Map) return this.#members(value.entries(), value.size, depth);
    if (value instanceof Set) {
      const values = value.values();
      return this.#list(value.size, () => values.next().value, depth);
    }
    return this.#members(this.#ownEntries(value), undefined, depth);
  }

  #read(value: object, key: string): unknown {
    return this.#options.once ? readOnce(value, key) : (value as Record<string, unknown>)[key];
  }

  #error(error: Error, depth: number): JsonValue {
    const { errors } = this.#options;
    if (!errors) return this.#text('[error]');
    const record = errors === true ? undefined : errors(error);
    const shown: Record<string, JsonValue> = {};
    for (const key of ['name', 'message', 'code'] as const) {
      const member = this.read(record === undefined ? readOnce(error, key) : record[key], depth + 1);
      if (member !== undefined) shown[key] = member;
    }
    return shown;
  }

  #list(length: number, at: (index: number) => unknown, depth: number): JsonValue {
    const shown: JsonValue[] = [];
    for (let i = 0; i < length; i++) {
      if (i >= this.#limits.items || this.#spent) {
        shown.push(`… and ${length - i} more`);
        break;
      }
      shown.push(this.read(readable(at, i), depth + 1) ?? null);
    }
    return shown;
  }

  #members(entries: Iterable<readonly [unknown, unknown]>, size: number | undefined, depth: number): JsonValue {
    // There is no prototype while the object is filled, because a member with the name __proto__ is data.
    const shown: Record<string, JsonValue> = Object.create(null);
    let count = 0;
    for (const [key, member] of entries) {
      const name = typeof key === 'string' ? key : boundedText(String(this.read(key, this.#limits.depth) ?? key), 128);
      if (name === '__proto__' || name === 'constructor') continue;
      if (count++ >= this.#limits.items || this.#spent) {
        shown['…'] = size === undefined ? 'and more' : `and ${size - count + 1} more`;
        break;
      }
      const shownName = boundedText(this.#options.mask ? maskText(name) : name, Math.max(16, Math.min(this.#limits.text, Math.floor(this.#bytes / 32))));
      this.#bytes -= jsonBytes(shownName) + 4;
      const value = this.#options.mask && isSecretName(name) ? MASKED : this.read(member, depth + 1);
      if (value !== undefined) shown[shownName] = value;
    }
    return { ...shown };
  }

  /** Own enumerable members. Each has a separate guard, so that one throwing getter does not hide the others. */
  *#ownEntries(value: object): Generator<readonly [string, unknown]> {
    const read = (key: string): unknown => this.#read(value, key);
    for (const key of Object.keys(value)) if (!this.#options.omit?.has(key)) yield [key, readable(read, key)];
  }
}

/** The member under `key`, or a text in its place if its getter throws. */
function readable<Key>(read: (key: Key) => unknown, key: Key): unknown {
  try {
    return read(key);
  } catch {
    return UNREADABLE;
  }
}
