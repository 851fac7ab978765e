import type { Level, Logger } from '../../core/ports/logger.ts';
import { singleLine } from '../../core/values/bounded-text.ts';
import { jsonText } from '../../core/values/json-text.ts';

/** The order of the levels. */
export const WEIGHT: Readonly<Record<Level, number>> = { debug: 0, info: 1, warn: 2, error: 3 };

/** A logger without dependencies. It writes records from the level `lowest` up. An unknown level counts as `info`. */
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

/** Formats a record as one line of JSON. Never throws, whatever members an app has added. */
export function logLine(level: Level, record: object, message: string, now: () => number): string {
  // JSON escapes C0 controls. C1 controls and the line separators are escaped here.
  const line = { time: new Date().toISOString(), level, msg: message, ...record };
  // An app's members may have no JSON form (a BigInt, a cycle). The record must not be lost because of them.
  return escapeRest(jsonText(line, now, { errors: true, bytes: false }).text);
}

function escapeRest(json: string): string {
  return json.replace(/[\u007f-\u009f\u2028\u2029]/g, singleLine);
}
