import type { Level } from '../../core/ports/logger.ts';
import type { Failure } from '../../core/report/report.ts';
import { installTestRecorder, type TestRecorder } from '../../hosting/shared/test-door.ts';

/** A record that Halyard has logged, also if the app's logger is off. */
export interface TestRecord {
  readonly level: Level;
  /** The line of the record: `GET /orders/7 500 serverError: Error: no rope`. */
  readonly message: string;
  /** The record as the app's logger gets it. The record of a failure is a `FailureRecord`. */
  readonly record: Readonly<Record<string, unknown>>;
  /** The errors as they were thrown. Empty if a response was called without an error. */
  readonly errors: readonly unknown[];
}

/** The most records, flashes and pages that are kept. The oldest are dropped first. */
const MOST = 1_000;
const MOST_PAGES = 50;

/** Keeps what the apps of this process have logged, flashed and rendered since the test file began. */
export class Recorder implements TestRecorder {
  #records: TestRecord[] = [];
  readonly #flashes = new Map<string, string>();
  #pages: { readonly view: string; readonly page: string }[] = [];

  logged(level: Level, record: object, message: string): void {
    // A record without members is a notice about the start of the app.
    if (Object.keys(record).length === 0) return;
    this.#records = [...this.#records.slice(1 - MOST), { level, message, record: record as TestRecord['record'], errors: [] }];
  }

  /** The record was logged before, and its errors come now. */
  failed({ level, record, errors }: Failure): void {
    const index = this.#records.findLastIndex((known) => known.record === (record as object));
    const known = this.#records[index];
    if (known !== undefined) this.#records = this.#records.with(index, { ...known, errors });
    else this.#records = [...this.#records.slice(1 - MOST), { level, message: lineOf(record), record: { ...record }, errors }];
  }

  flash(id: string, text: string): void {
    this.#flashes.set(id, text);
    const [oldest] = this.#flashes.keys();
    if (this.#flashes.size > MOST && oldest !== undefined) this.#flashes.delete(oldest);
  }

  rendered(view: string, page: string): void {
    this.#pages = [...this.#pages.slice(1 - MOST_PAGES), { view, page }];
  }

  records(): readonly TestRecord[] {
    return this.#records;
  }

  clearRecords(): void {
    this.#records = [];
  }

  textOfFlash(id: string): string | undefined {
    return this.#flashes.get(id);
  }

  /** The views that have rendered exactly this page. */
  viewsOf(page: string): readonly string[] {
    return [...new Set(this.#pages.filter((one) => one.page === page).map(({ view }) => view))];
  }

  viewNames(): readonly string[] {
    return [...new Set(this.#pages.map(({ view }) => view))];
  }
}

function lineOf({ method, path, status, response }: Failure['record']): string {
  return `${method} ${path} ${status} ${response}`;
}

/** The recorder of this process. Loading this file installs it. */
export function recorder(): Recorder {
  return installTestRecorder(own) as Recorder;
}

const own = new Recorder();
recorder();
