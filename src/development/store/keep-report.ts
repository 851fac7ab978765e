import { setImmediate } from 'node:timers/promises';
import { type Failure, writeLog } from '../../core/report/report.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { errorRecord } from '../../core/values/error-reading.ts';
import { lineOfError } from '../../core/values/error-record.ts';
import { reportOf } from '../report/rendering-report.ts';
import { cacheFolder } from './cache-folder.ts';
import { MAX_KEPT } from './kept-file.ts';
import { writeReport } from './write-report.ts';

/** Most answers are rendered by then, so that the file has them. */
const SOON = 100;
/** By then a view has ended, or its time is over. */
const LATER = 3_000;

interface Waiting {
  readonly failure: Failure;
  readonly settings: Settings;
  /** When it is written, on the clock of `performance`. */
  readonly due: number;
}

/** Failures that wait for their time, by reference, the first one first. */
class WaitingList {
  readonly all = new Map<string, Waiting>();
  readonly #delay: number;
  #isRunning = false;

  constructor(delay: number) {
    this.#delay = delay;
  }

  add(reference: string, failure: Failure, settings: Settings): void {
    this.all.set(reference, { failure, settings, due: performance.now() + this.#delay });
    if (this.all.size > MAX_KEPT) this.all.delete(this.all.keys().next().value as string);
    if (!this.#isRunning) this.#wait(this.#delay);
  }

  /** One timer for all of them. It does not keep the process alive. */
  #wait(delay: number): void {
    this.#isRunning = true;
    setTimeout(() => this.#write(), delay).unref();
  }

  /** Writes the failures whose time has come one by one, so that many failures at once delay no request. */
  async #write(): Promise<void> {
    for (const [reference, one] of this.all) {
      const left = one.due - performance.now();
      if (left > 1) return this.#wait(left);
      this.all.delete(reference);
      if (!write(one) && this === waiting) unanswered.add(reference, one.failure, one.settings);
      // It keeps the process alive for this moment. An idle process would wait with an immediate that does not.
      await setImmediate();
    }
    this.#isRunning = false;
  }
}

/** The failures that are not written yet. */
const waiting = new WaitingList(SOON);
/** The failures that were written before their answer was rendered. */
const unanswered = new WaitingList(LATER);
let folder: string | undefined;
let isWatching = false;

/**
 * Writes the report of a failure into the cache of `halyard show`, some moments after its answer. If the process ends before that, the report is written
 * while it ends. No timer keeps the process alive. Never rejects.
 */
export async function keepReport(failure: Failure, settings: Settings): Promise<void> {
  const { reference } = failure.record;
  if (reference === undefined || settings.report.environment.mode !== 'development') return;
  try {
    folder ??= cacheFolder();
  } catch {
    // The working directory was removed.
  }
  if (folder === undefined) return;
  if (!isWatching) process.once('exit', writeAllNow);
  isWatching = true;
  waiting.add(reference, failure, settings);
}

function writeAllNow(): void {
  for (const one of waiting.all.values()) write(one);
  waiting.all.clear();
}

/** Writes one report. Returns whether the answers of production are in it. */
function write({ failure, settings }: Waiting): boolean {
  const { report } = settings;
  try {
    const made = reportOf(failure, report.now);
    writeReport(folder as string, made);
    return made.production.length > 0;
  } catch (error) {
    if (!report.loggedOnce.has('kept')) {
      report.loggedOnce.add('kept');
      writeLog(report, 'debug', {}, `halyard: failures are not kept for "halyard show": ${lineOfError(errorRecord(error, report.now))}`);
    }
    return true;
  }
}
