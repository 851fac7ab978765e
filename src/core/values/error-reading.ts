import { boundedText } from './bounded-text.ts';
import { type ErrorRecord, lineOfError, SINGLE_CAUSE_KEYS } from './error-record.ts';
import { EMPTY_OBJECT, isArray, isError, readOwn, readProperty } from './guarded-read.ts';
import type { JsonLimits } from './json-limits.ts';
import { jsonValue } from './json-value.ts';
import { kindOf } from './kind-of.ts';
import type { MapLibraryValue } from './library-mapping.ts';
import { maskText } from './mask.ts';
import { isQuotingMessage } from './may-quote.ts';
import { withoutOurFrames } from './stack-frames.ts';
import { SUBMITTED_VALUE_NAMES } from './submitted-names.ts';
import { issuesInPlace } from './validation-parts.ts';
import { messagesIn, quotesItself, stackWithout, withheldMessage } from './withheld-message.ts';

type Writable = { -readonly [K in keyof ErrorRecord]: ErrorRecord[K] };
type Read = (value: object, key: string) => unknown;

/** The limits of one log record: 64 KB of text. */
const LIMITS: JsonLimits = { depth: 8, items: 32, text: 65_536, bytes: 65_536, time: 250 };

/**
 * Makes a plain record from any thrown value. All its texts together have at most 64 KB. If the message of an error quotes submitted values, the
 * record has the broken fields and rules instead. `mapLibraryValue` recognises the errors of libraries. `now` is in milliseconds.
 */
export function errorRecord(value: unknown, now: () => number, mapLibraryValue?: MapLibraryValue): ErrorRecord {
  const reading = new ErrorReading(now, mapLibraryValue);
  const record = reading.read(value, 0);
  if (reading.leftOut) LEFT_OUT.add(record);
  return record;
}

const LEFT_OUT = new WeakSet<ErrorRecord>();

/** Whether a message was left out of this record, or of a record inside it, because the message quotes submitted values. */
export function hasOmittedMessage(record: ErrorRecord): boolean {
  return LEFT_OUT.has(record);
}

/** Reads one error and the errors inside it. The limits hold for all of them together. */
class ErrorReading {
  readonly #now: () => number;
  readonly #until: number;
  readonly #mapLibraryValue: MapLibraryValue | undefined;
  /** The messages that were left out. An error around them may repeat them. */
  readonly #withheld: string[] = [];
  readonly #seen: unknown[] = [];
  #text = LIMITS.text;
  #records = LIMITS.items;

  constructor(now: () => number, mapLibraryValue: MapLibraryValue | undefined) {
    this.#now = now;
    this.#mapLibraryValue = mapLibraryValue;
    this.#until = now() + LIMITS.time;
  }

  /** Whether a message was left out because it quotes submitted values. */
  get leftOut(): boolean {
    return this.#withheld.length > 0;
  }

  read(value: unknown, depth: number): ErrorRecord {
    this.#records--;
    if (typeof value === 'string') return record('Error', this.#textOf(isQuotingMessage(value) ? withheldMessage({}) : value) ?? '');
    if (typeof value !== 'object' || value === null) return record('Error', this.#shown(value));
    if (this.#seen.includes(value)) return record('Error', '[circular]');
    if (!isError(value)) return this.#valueRecord(value, depth);
    this.#seen.push(value);
    return this.#membersOf(value, readProperty, depth);
  }

  /** The record of a thrown object that is not an Error: an object literal, a Response, an error from another process. */
  #valueRecord(value: object, depth: number): ErrorRecord {
    if (kindOf(value) === 'Response') return this.#responseRecord(value);
    const message = readOwn(value, 'message');
    if (message !== undefined && !isArray(value)) {
      this.#seen.push(value);
      return this.#membersOf(value, readOwn, depth);
    }
    // A list of validation errors, or the result of a validation.
    const withheld = this.#withheldOf(value, message);
    if (withheld !== undefined) return record(this.#textOf(readOwn(value, 'name'), 128) || 'Error', this.#textOf(withheld) ?? '');
    const made = record('Error', this.#shown(value));
    this.#addCode(value, made);
    return made;
  }

  /** The record of a thrown Response (Fetch standard). Its body and its URL may hold personal data, so the log does not get them. */
  #responseRecord(value: object): ErrorRecord {
    const status = readProperty(value, 'status');
    const headers = readProperty(value, 'headers');
    const type = typeof Headers === 'function' && headers instanceof Headers ? this.#textOf(headers.get('content-type'), 128) : undefined;
    const made = record('Response', `Response ${typeof status === 'number' ? status : ''}${type === undefined ? '' : ` ${type}`}`.trim());
    if (typeof status === 'number') made.status = status;
    return made;
  }

  #membersOf(value: object, read: Read, depth: number): ErrorRecord {
    const message = read(value, 'message') ?? '';
    const withheld = this.#withheldOf(value, message);
    const made = record(this.#textOf(read(value, 'name'), 128) || 'Error', withheld === undefined ? this.#shown(message) : (this.#textOf(withheld) ?? ''));
    this.#addCode(value, made, read);
    const status = readOwn(value, 'status') ?? readOwn(value, 'statusCode');
    if (typeof status === 'number' && Number.isFinite(status)) made.status = status;
    const stack = read(value, 'stack');
    const text = this.#textOf(withoutOurFrames(withheld === undefined ? stack : stackOf(stack, message, made)));
    if (text !== undefined) made.stack = text;
    const before = this.#withheld.length;
    if (depth < LIMITS.depth && this.#records > 0 && this.#now() <= this.#until) this.#readBehind(value, read, made, depth);
    if (withheld === undefined && this.#repeats(message, text ?? '', before)) {
      made.message = withheldMessage({});
      const frames = stackOf(stack, message, made);
      if (frames !== undefined) made.stack = boundedText(frames, text?.length ?? 0);
    }
    return made;
  }

  /** Whether an error repeats a message that was left out of an error inside it. */
  #repeats(message: unknown, stack: string, before: number): boolean {
    return this.#withheld.slice(before).some((inner) => inner !== '' && ((typeof message === 'string' && message.includes(inner)) || stack.includes(inner)));
  }

  /** The replacement for a message that quotes submitted values. `undefined` if the message quotes none. */
  #withheldOf(value: object, message: unknown): string | undefined {
    const mapping = this.#mapLibraryValue?.(value);
    if (!mapping?.quotes && !(typeof message === 'string' && (isQuotingMessage(message) || quotesItself(value, message)))) return undefined;
    if (typeof message === 'string') this.#withheld.push(message);
    if (!isError(value)) this.#withheld.push(...messagesIn(value));
    return withheldMessage(mapping ?? {});
  }

  #addCode(value: object, made: Writable, read: Read = readOwn): void {
    const code = read(value, 'code');
    if (typeof code === 'string' || typeof code === 'number')
      made.code = typeof code === 'string' ? boundedText(maskText(boundedText(code, 4_096)), 128) : code;
  }

  #readBehind(value: object, read: Read, made: Writable, depth: number): void {
    const suppressed = read(value, 'suppressed');
    for (const key of SINGLE_CAUSE_KEYS) {
      // Many classes have a member `error`. Only together with `suppressed` it is a SuppressedError, a class that old versions of Node do not have.
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
      // The `errors` list of a validation library holds submitted values. So only an AggregateError may hold members that are not Errors.
      for (let i = 0; i < length && i < LIMITS.items && this.#records > 0; i++) {
        const member = readProperty(errors, i);
        if (isAggregate || isError(member)) members.push(this.read(member, depth + 1));
      }
      const [first] = members;
      if (first !== undefined && made.message === '')
        made.message = this.#textOf(`${length} ${length === 1 ? 'error' : 'errors'}: ${lineOfError(first)}`, 512) ?? '';
    } catch {
      // The list throws while it is read. The members read so far stay.
    }
    if (members.length > 0) made.errors = members;
  }

  /** The value as text: a string unchanged, and any other value as JSON. */
  #shown(value: unknown): string {
    if (typeof value === 'string') return this.#textOf(value) ?? '';
    if (value === undefined) return 'undefined';
    const errors = (error: Error): ErrorRecord => this.read(error, LIMITS.depth);
    const limits = { ...LIMITS, bytes: Math.max(64, this.#text) };
    const shown = jsonValue(value, {
      limits,
      now: this.#now,
      errors,
      mask: true,
      once: true,
      omit: SUBMITTED_VALUE_NAMES,
      substitute: issuesInPlace(this.#mapLibraryValue),
    });
    const text = typeof shown === 'string' ? shown : JSON.stringify(shown ?? null);
    return this.#textOf(text === '{}' ? (kindOf(value) ?? text) : text) ?? '';
  }

  #textOf(value: unknown, limit = this.#text): string | undefined {
    if (typeof value !== 'string') return undefined;
    const most = Math.max(0, Math.min(limit, this.#text));
    // Masking comes before cutting, because half a secret no longer has a known shape.
    const text = boundedText(maskText(boundedText(value, most + 2_048)), most);
    this.#text -= text.length;
    return text;
  }
}

function stackOf(stack: unknown, message: unknown, { name, message: header }: ErrorRecord): string | undefined {
  return typeof stack === 'string' ? stackWithout(stack, typeof message === 'string' ? message : '', `${name}: ${header}`) : undefined;
}

function record(name: string, message: string): Writable {
  return Object.assign(Object.create(EMPTY_OBJECT), { name, message });
}
