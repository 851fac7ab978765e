import { entryOf, type LogEntry, plainEntry } from './log-entry.ts';
import { type LogObject, objectIn, objectsAround } from './log-object.ts';
import { referencesIn } from './reference-pattern.ts';
import { LineUnwrapper } from './unwrap-line.ts';

const MAX_ENTRIES = 2_000;
const MAX_RELATED = 200;
/** Recent batches of lines. Records of the same request often come before that of the failure. */
const MAX_RECENT = 64;
/** The members that join the records of one request. */
const IDS = ['requestId', 'traceId', 'request_id', 'trace_id', 'reqId'];
const MIN_ID = 6;

/** The records of a reference, and other records of the same request. */
export interface Story {
  readonly reference: string;
  readonly entries: readonly LogEntry[];
}

/** Collects the records of the references that somebody typed, from the lines of a log. Its memory does not depend on the length of the log. */
export class StoryCollector {
  readonly #typed: string;
  readonly #unwrapper = new LineUnwrapper();
  readonly #entries = new Map<string, LogEntry[]>();
  readonly #ids = new Map<string, string>();
  readonly #related = new Map<string, Map<number, LogEntry>>();
  readonly #recent: (readonly string[])[] = [];
  #order = 0;

  constructor(typed: string) {
    this.#typed = typed;
  }

  /** How many records were found. */
  get found(): number {
    return [...this.#entries.values()].reduce((sum, entries) => sum + entries.length, 0);
  }

  /** Reads the next lines. */
  read(lines: readonly string[]): void {
    const first = this.#order;
    for (const line of lines) this.#line(line, this.#order++);
    this.#recent.push(lines);
    if (this.#recent.length > MAX_RECENT) this.#recent.shift();
    this.#readRelated(lines, first, [...this.#ids]);
  }

  /** The stories of the references that were found, each in the order of time. */
  stories(): readonly Story[] {
    return [...this.#entries].map(([reference, entries]) => {
      const known = new Set(entries.map(({ order }) => order));
      const related = [...(this.#related.get(reference)?.values() ?? [])].filter(({ order }) => !known.has(order));
      return { reference, entries: inOrder([...entries, ...related]) };
    });
  }

  #line(line: string, order: number): void {
    const whole = this.#unwrapper.unwrap(line);
    if (whole === undefined || !whole.text.includes(this.#typed)) return;
    const { text, time } = whole;
    for (const reference of referencesIn(text, this.#typed)) {
      const entries = this.#entries.get(reference) ?? [];
      this.#entries.set(reference, entries);
      if (entries.length >= MAX_ENTRIES) continue;
      const found = objectIn(text);
      const around =
        found && (objectsAround(found.object, (value) => value === reference) ?? objectsAround(found.object, (value) => value.includes(reference)));
      if (around === undefined) entries.push(plainEntry(text, order, time));
      else {
        entries.push(entryOf(around, order, found?.prefix ?? '', time));
        this.#addIds(around[0] as LogObject, reference, order);
      }
    }
  }

  /** Remembers the ids of the request, and looks for them in the lines before. */
  #addIds(record: LogObject, reference: string, order: number): void {
    const fresh: [string, string][] = [];
    for (const name of IDS) {
      const id = record[name];
      if (typeof id !== 'string' || id.length < MIN_ID || this.#ids.has(id)) continue;
      this.#ids.set(id, reference);
      fresh.push([id, reference]);
    }
    if (fresh.length === 0) return;
    let first = order - this.#recent.reduce((sum, { length }) => sum + length, 0);
    for (const lines of this.#recent) {
      this.#readRelated(lines, first, fresh);
      first += lines.length;
    }
  }

  #readRelated(lines: readonly string[], first: number, ids: readonly (readonly [string, string])[]): void {
    for (const [id, reference] of ids) {
      const related = this.#related.get(reference) ?? new Map<number, LogEntry>();
      this.#related.set(reference, related);
      for (const [index, line] of lines.entries()) {
        if (related.size >= MAX_RELATED || !line.includes(id)) continue;
        const found = objectIn(new LineUnwrapper().unwrap(line)?.text ?? '');
        const around = found && objectsAround(found.object, (value) => value === id);
        if (around !== undefined) related.set(first + index, entryOf(around, first + index, found?.prefix ?? ''));
      }
    }
  }
}

/** By time, if every record has one. Else by line. */
function inOrder(entries: readonly LogEntry[]): readonly LogEntry[] {
  const byTime = entries.every(({ time }) => time !== undefined);
  return entries.toSorted((a, b) => (byTime ? (a.time as number) - (b.time as number) : 0) || a.order - b.order);
}
