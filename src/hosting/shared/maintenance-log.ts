import type { Level } from '../../core/ports/logger.ts';
import { type Reporter, type ReportSettings, writeLog } from '../../core/report/report.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { errorRecord } from '../../core/values/error-reading.ts';
import { firstLineOf } from '../../core/values/error-record.ts';

/** How long a fault of the source is not logged again, in milliseconds. It is asked for each request. */
const PAUSE = 60_000;

/**
 * The settings of the log for planned outages. A record has `maintenance: true` and at most the level `info`, and no reporter gets it, because nothing has
 * failed. An error on the way to the client, such as one of the app's own response, is logged and reported as always.
 */
export function plannedReport(report: ReportSettings): ReportSettings {
  return {
    ...report,
    // Read for each request, because both may change later.
    get logger() {
      return report.logger;
    },
    get reporters() {
      return report.reporters.map(onlyErrors);
    },
    level: (status, cause) => (cause === undefined ? atMostInfo(report.level(status)) : report.level(status, cause)),
    context: (native) => ({ ...report.context?.(native), maintenance: true }),
  };
}

function onlyErrors(reporter: Reporter): Reporter {
  return (failure) => (failure.record.err === undefined ? undefined : reporter(failure));
}

function atMostInfo(level: Level | false): Level | false {
  return level === 'error' || level === 'warn' ? 'info' : level;
}

/** Makes the function that logs a fault of the source: at most one in a minute. Never throws. */
export function failureLog({ report, mapping }: Settings): (error: unknown) => void {
  let silentUntil = Number.NEGATIVE_INFINITY;
  return (error) => {
    const now = report.now();
    if (now < silentUntil) return;
    silentUntil = now + PAUSE;
    const err = errorRecord(error, report.now, mapping.mapLibraryValue);
    writeLog(report, 'error', { err }, `halyard: the option maintenance failed, so the app gets the request: ${firstLineOf(err)}`);
  };
}
