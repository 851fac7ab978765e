import { LEVELS, type Level, type Logger } from '../../core/ports/logger.ts';
import { errorRecord } from '../../core/values/error-reading.ts';
import type { Logged } from '../model/answer.ts';
import { running } from './trace-of.ts';

/**
 * Notes each record of an exercise, and passes it on to the app's logger. `logger` is `undefined` if the app logs nothing: then the records are noted, and go
 * nowhere.
 */
export function spiedLogger(logger: Logger | undefined, isQuiet: boolean): Logger {
  const log = (level: Level) => (record: object, message: string) => {
    const now = running.getStore();
    now?.logged.push(loggedOf(level, record, message));
    if (now?.exercise.call?.broken === 'throwing logger') throw new Error('The drill makes the logger throw');
    if (isQuiet && now !== undefined) return undefined;
    try {
      return logger?.[level](record, message);
    } catch (error) {
      // Halyard says so on the console, which the checks do not see.
      now?.logged.push(loggedOf('error', { err: errorRecord(error, () => performance.now()) }, `halyard: the logger or a reporter failed: ${String(error)}`));
      throw error;
    }
  };
  const methods = Object.fromEntries(LEVELS.map((level) => [level, log(level)])) as unknown as Record<Level, Logger['error']>;
  return { ...methods, isLevelEnabled: () => true };
}

function loggedOf(level: string, record: object, message: string): Logged {
  try {
    return { level, record: JSON.parse(JSON.stringify(record)) as Logged['record'], message: String(message) };
  } catch (error) {
    return { level, record: { unreadable: String(error) }, message: String(message) };
  }
}
