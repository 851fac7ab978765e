import { boundedText } from './bounded-text.ts';
import { isArray, isError, NOTHING, readOwn, readProperty } from './guarded-read.ts';
import type { JsonLimits } from './json-limits.ts';
import { jsonValue } from './json-value.ts';
import { maskText } from './mask.ts';

/**
 * An error as plain data. The error itself is read once, here, each read guarded; it is never changed, kept or handed on (a getter or
 * a Proxy may throw at any touch, and a frozen one at any write). Secrets in known shapes are masked. A record has no prototype, and
 * can be written to: pino's serializer takes the type of an error from its constructor, and marks what it has seen.
 */
export interface ErrorRecord {
  readonly name: string;
  /** Of an AggregateError without a message: how many errors it has, and the first one's message. */
  readonly message: string;
  readonly code?: string | number;
  readonly status?: number;
  /** The stack as V8 wrote it, its first line being name and message. */
  readonly stack?: string;
  readonly cause?: ErrorRecord;
  /** The members of an AggregateError. */
  readonly errors?: readonly ErrorRecord[];
  /** Of a SuppressedError: what was thrown while a resource was disposed of. */
  readonly error?: ErrorRecord;
  /** Of a SuppressedError: what had been thrown before. */
  readonly suppressed?: ErrorRecord;
}

type Writable = { -readonly [K in keyof ErrorRecord]: ErrorRecord[K] };

/** For the log: 64 KB of text in one record. */
const LIMITS: JsonLimits = { depth: 8, items: 32, text: 65_536, bytes: 65_536, time: 250 };

/** One record for one value, whatever was thrown. Texts are cut at 64 KB in all. */
export function errorRecord(value: unknown, now: () => number): ErrorRecord {
  return new Reading(now).read(value, 0);
}

/** The members of a record that are records themselves, but for the list `errors`. */
export const SINGLE = ['cause', 'error', 'suppressed'] as const;

/** An error in one line, without its name where it has a message: some, as those of a connection that failed at every address, have none. */
export function lineOfError({ name, message, code, cause }: ErrorRecord): string {
  if (message !== '') return message;
  const known = code === undefined ? name : `${name} ${code}`;
  return cause === undefined ? known : `${known}: ${lineOfError(cause)}`;
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
    if (typeof value !== 'object' || value === null) return record('Error', this.#shown(value));
    if (this.#seen.includes(value)) return record('Error', '[circular]');
    if (!isError(value)) return this.#valueRecord(value, depth);
    this.#seen.push(value);
    return this.#membersOf(value, readProperty, depth);
  }

  /** Not an Error, yet in an error's place: an object literal, a Response, an error that has come from another process. */
  #valueRecord(value: object, depth: number): ErrorRecord {
    if (kindOf(value) === 'Response') return this.#responseRecord(value);
    const message = readOwn(value, 'message');
    if (message !== undefined && !isArray(value)) {
      this.#seen.push(value);
      return this.#membersOf(value, readOwn, depth);
    }
    const made = record('Error', this.#shown(value));
    this.#addCode(value, made);
    return made;
  }

  /** A thrown Response of the Fetch standard. Its body and its address are not for the log. */
  #responseRecord(value: object): ErrorRecord {
    const status = readProperty(value, 'status');
    const headers = readProperty(value, 'headers');
    const type = typeof Headers === 'function' && headers instanceof Headers ? this.#textOf(headers.get('content-type'), 128) : undefined;
    const made = record('Response', `Response ${typeof status === 'number' ? status : ''}${type === undefined ? '' : ` ${type}`}`.trim());
    if (typeof status === 'number') made.status = status;
    return made;
  }

  #membersOf(value: object, read: (value: object, key: string) => unknown, depth: number): ErrorRecord {
    const made = record(this.#textOf(read(value, 'name'), 128) || 'Error', this.#shown(read(value, 'message') ?? ''));
    this.#addCode(value, made, read);
    const status = readOwn(value, 'status') ?? readOwn(value, 'statusCode');
    if (typeof status === 'number' && Number.isFinite(status)) made.status = status;
    const stack = this.#textOf(read(value, 'stack'));
    if (stack !== undefined) made.stack = stack;
    if (depth < LIMITS.depth && this.#records > 0 && this.#now() <= this.#until) this.#readBehind(value, read, made, depth);
    return made;
  }

  #addCode(value: object, made: Writable, read: (value: object, key: string) => unknown = readOwn): void {
    const code = read(value, 'code');
    if (typeof code === 'string' || typeof code === 'number') made.code = typeof code === 'string' ? boundedText(code, 128) : code;
  }

  #readBehind(value: object, read: (value: object, key: string) => unknown, made: Writable, depth: number): void {
    const suppressed = read(value, 'suppressed');
    for (const key of SINGLE) {
      // `error` alone is anybody's; beside `suppressed` it is that of a SuppressedError, which old Nodes do not have.
      if (key !== 'cause' && suppressed === undefined) continue;
      const behind = read(value, key);
      if (behind !== undefined && behind !== null && this.#records > 0) made[key] = this.read(behind, depth + 1);
    }
    const errors = read(value, 'errors');
    if (!isArray(errors)) return;
    const isAggregate = kindOf(value) === 'AggregateError' || made.name === 'AggregateError';
    const members: ErrorRecord[] = [];
    try {
      const { length } = errors;
      // Only Errors, but in an AggregateError: an `errors` list of a validation library holds what was typed.
      for (let i = 0; i < length && i < LIMITS.items && this.#records > 0; i++) {
        const member = readProperty(errors, i);
        if (isAggregate || isError(member)) members.push(this.read(member, depth + 1));
      }
      if (members.length > 0 && made.message === '') made.message = this.#composed(length, members[0] as ErrorRecord);
    } catch {
      // A list that cannot be walked ends where it ends.
    }
    if (members.length > 0) made.errors = members;
  }

  #composed(count: number, first: ErrorRecord): string {
    return this.#textOf(`${count} ${count === 1 ? 'error' : 'errors'}: ${lineOfError(first)}`, 512) ?? '';
  }

  /** A text as it is, anything else as JSON shows it. */
  #shown(value: unknown): string {
    if (typeof value === 'string') return this.#textOf(value) ?? '';
    if (value === undefined) return 'undefined';
    const limits = { ...LIMITS, bytes: Math.max(64, this.#text) };
    const shown = jsonValue(value, { limits, now: this.#now, errors: true, mask: true, once: true });
    const text = typeof shown === 'string' ? shown : JSON.stringify(shown ?? null);
    return this.#textOf(text === '{}' ? (kindOf(value) ?? text) : text) ?? '';
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

/** What the language calls it, where that says more than that it is an object: `Response`, `CloseEvent`. */
function kindOf(value: unknown): string | undefined {
  try {
    const kind = Object.prototype.toString.call(value).slice('[object '.length, -1);
    return kind === 'Object' || kind.length > 64 ? undefined : kind;
  } catch {
    return undefined;
  }
}

function record(name: string, message: string): Writable {
  return Object.assign(Object.create(NOTHING), { name, message });
}
