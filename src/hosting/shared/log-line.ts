import type { Level, Logger } from '../../core/ports/logger.ts';
import { singleLine } from '../../core/values/bounded-text.ts';
import { jsonText } from '../../core/values/json-text.ts';

export const WEIGHT: Readonly<Record<Level, number>> = { debug: 0, info: 1, warn: 2, error: 3 };

/** The log of an app that has no logger: it writes what is as bad as `lowest` says; what is no level is `info`. */
export function plainLogger(lowest: string | undefined, write: (level: Level, record: object, message: string) => void): Logger {
  const least = WEIGHT[lowest as Level] ?? WEIGHT.info;
  const method = (level: Level) => (record: object, message: string) => {
    if (WEIGHT[level] >= least) write(level, record, message);
  };
  return {
    error: method('error'),
    warn: method('warn'),
    info: method('info'),
    debug: method('debug'),
    isLevelEnabled: (level) => (WEIGHT[level as Level] ?? WEIGHT.error) >= least,
  };
}

/** A record as one line of JSON, whatever an app has put into it. */
export function logLine(level: Level, record: object, message: string, now: () => number): string {
  // JSON escapes C0 controls by itself; C1 controls and the line separators are left to us.
  const line = { time: new Date().toISOString(), level, msg: message, ...record };
  // An app's own members may be what JSON has no word for (a BigInt, a cycle): the record is not lost for it.
  return escapeRest(jsonText(line, now, { errors: true }).text);
}

function escapeRest(json: string): string {
  return json.replace(/[\u007f-\u009f\u2028\u2029]/g, singleLine);
}
