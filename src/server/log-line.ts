import { singleLine } from '../core/bounded-text.ts';
import { jsonText } from '../core/json-text.ts';
import type { Level } from '../core/report/logger.ts';

export const WEIGHT: Readonly<Record<Level, number>> = { debug: 0, info: 1, warn: 2, error: 3 };

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
