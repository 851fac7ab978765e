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
}

/** The failures that are not written yet, by reference. */
const waiting = new Map<string, Waiting>();
/** The failures that were written before their answer was rendered. */
const unanswered = new Map<string, Waiting>();
let folder: string | undefined;
let isWatching = false;
let writing = Promise.resolve();

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
  add(waiting, reference, { failure, settings });
  setTimeout(writeAll, SOON, waiting).unref();
}

function add(list: Map<string, Waiting>, reference: string, one: Waiting): void {
  list.set(reference, one);
  if (list.size > MAX_KEPT) list.delete(list.keys().next().value as string);
}

/** Writes the failures of a list one by one, so that many failures at once delay no request. */
function writeAll(list: Map<string, Waiting>): void {
  writing = writing.then(async () => {
    for (const [reference, one] of list) {
      list.delete(reference);
      if (!write(one) && list === waiting) {
        add(unanswered, reference, one);
        setTimeout(writeAll, LATER, unanswered).unref();
      }
      await setImmediate(undefined, { ref: false });
    }
  });
}

function writeAllNow(): void {
  for (const one of waiting.values()) write(one);
  waiting.clear();
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
