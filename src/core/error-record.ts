import { boundedText } from './bounded-text.ts';
import { isArray, isError, NOTHING, readOwn, readProperty } from './guarded-read.ts';
import { type JsonLimits, jsonValue } from './json-value.ts';
import { maskText } from './mask.ts';

/**
 * An error as plain data. The error itself is read once, here, each read guarded; it is never changed, kept or handed on (a getter or
 * a Proxy may throw at any touch, and a frozen one at any write). Secrets in known shapes are masked. A record has no prototype, and
 * can be written to: pino's serializer takes the type of an error from its constructor, and marks what it has seen.
 */
export interface ErrorRecord {
  readonly name: string;
  readonly message: string;
  readonly code?: string | number;
  readonly status?: number;
  /** The stack as V8 wrote it, its first line being name and message. */
  readonly stack?: string;
  readonly cause?: ErrorRecord;
  /** The members of an AggregateError. */
  readonly errors?: readonly ErrorRecord[];
}

/** For the log: 64 KB of text in one record. */
const LIMITS: JsonLimits = { depth: 8, items: 32, text: 65_536, bytes: 65_536, time: 250 };

/** One record for one value, whatever was thrown. Texts are cut at 64 KB in all. */
export function errorRecord(value: unknown, now: () => number): ErrorRecord {
  return new Reading(now).read(value, 0);
}

class Reading {
  readonly #now: () => number;
  readonly #until: number;
  readonly #seen: unknown[] = [];
  #text = LIMITS.text;
  #records = LIMITS.items;

  constructor(now: () => number) {
    this.#now = now;
    this.#until = now() + LIMITS.time;
  }

  read(value: unknown, depth: number): ErrorRecord {
    this.#records--;
    if (!isError(value)) return plain(this.#valueRecord(value));
    if (this.#seen.includes(value)) return plain({ name: 'Error', message: '[circular]' });
    this.#seen.push(value);
    const record: { -readonly [K in keyof ErrorRecord]: ErrorRecord[K] } = plain({
      name: this.#textOf(readProperty(value, 'name'), 128) || 'Error',
      message: this.#textOf(readProperty(value, 'message')) ?? '',
    });
    const code = readProperty(value, 'code');
    if (typeof code === 'string' || typeof code === 'number')
      record.code = typeof code === 'string' ? boundedText(maskText(boundedText(code, 4_096)), 128) : code;
    const status = readOwn(value, 'status') ?? readOwn(value, 'statusCode');
    if (typeof status === 'number' && Number.isFinite(status)) record.status = status;
    const stack = this.#textOf(readProperty(value, 'stack'));
    if (stack !== undefined) record.stack = stack;
    if (depth < LIMITS.depth && this.#records > 0 && this.#now() <= this.#until) this.#readBehind(value, record, depth);
    return record;
  }

  #readBehind(value: Error, record: { cause?: ErrorRecord; errors?: readonly ErrorRecord[] }, depth: number): void {
    const cause = readProperty(value, 'cause');
    if (cause !== undefined && cause !== null) record.cause = this.read(cause, depth + 1);
    const errors = readProperty(value, 'errors');
    if (!isArray(errors)) return;
    const members: ErrorRecord[] = [];
    try {
      // Only Errors: an `errors` list of a validation library holds what was typed.
      for (let i = 0; i < errors.length && i < LIMITS.items && this.#records > 0; i++) {
        const member = errors[i];
        if (isError(member)) members.push(this.read(member, depth + 1));
      }
    } catch {
      // A list that cannot be walked ends where it ends.
    }
    if (members.length > 0) record.errors = members;
  }

  /** Not an Error, yet in an error's place: a thrown string, `undefined`, an object literal. */
  #valueRecord(value: unknown): ErrorRecord {
    if (typeof value === 'string') return { name: 'Error', message: this.#textOf(value) ?? '' };
    if (value === undefined) return { name: 'Error', message: 'undefined' };
    const message = readOwn(value, 'message');
    if (typeof message === 'string') {
      return { name: this.#textOf(readOwn(value, 'name'), 128) || 'Error', message: this.#textOf(message) ?? '' };
    }
    const shown = jsonValue(value, { limits: { ...LIMITS, bytes: Math.max(64, this.#text) }, now: this.#now, errors: true, mask: true });
    return { name: 'Error', message: this.#textOf(typeof shown === 'string' ? shown : JSON.stringify(shown ?? null)) ?? '' };
  }

  #textOf(value: unknown, limit = this.#text): string | undefined {
    if (typeof value !== 'string') return undefined;
    const most = Math.max(0, Math.min(limit, this.#text));
    // Masked before it is cut to size: half a secret has no shape to be known by.
    const text = boundedText(maskText(boundedText(value, most + 2_048)), most);
    this.#text -= text.length;
    return text;
  }
}

function plain(record: ErrorRecord): ErrorRecord {
  return Object.assign(Object.create(NOTHING), record);
}
