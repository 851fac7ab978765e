import { Logger as NestLogger } from '@nestjs/common';
import type { Level, Logger } from '../../core/ports/logger.ts';
import { singleLine } from '../../core/values/bounded-text.ts';
import type { ErrorRecord } from '../../core/values/error-record.ts';

const NAMES: Readonly<Record<Level, 'error' | 'warn' | 'log' | 'debug'>> = { error: 'error', warn: 'warn', info: 'log', debug: 'debug' };

/**
 * Nest's logger, or the one that the app has set with `app.useLogger()`. It logs a line, and the stack trace of an error. A 404 is logged only with
 * HALYARD_LOG=debug, as on the console.
 */
export function nestLogger(): Logger {
  const log = new NestLogger('Halyard', { timestamp: true });
  const wantsDebug = process.env['HALYARD_LOG'] === 'debug';
  const isLevelEnabled = (level: string): boolean => (wantsDebug || level !== 'debug') && isEnabled(NAMES[level as Level]);
  const method = (level: Level) => (record: object, message: string) => {
    if (!isLevelEnabled(level)) return;
    const { reference, err, others = [] } = record as { reference?: string; err?: ErrorRecord; others?: readonly ErrorRecord[] };
    const line = singleLine(reference ? `${message} (${reference})` : message);
    if (level === 'error') log.error(line, err && [err, ...others].map(stackOf).join('\n'));
    else log[NAMES[level]](line);
  };
  return { error: method('error'), warn: method('warn'), info: method('info'), debug: method('debug'), isLevelEnabled };
}

/** The stack trace and those of its causes, one frame a line. A message cannot look like a log record. */
function stackOf(err: ErrorRecord): string {
  const frames = (err.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const head = singleLine(`${err.name}: ${err.message}`);
  return [head, ...frames.map((line) => `    ${singleLine(line.trim())}`), ...(err.cause === undefined ? [] : [`caused by ${stackOf(err.cause)}`])].join('\n');
}

/** The members of Nest's Logger that say where it logs to. `staticInstanceRef` is absent with `logger: false`. */
interface LoggerState {
  readonly staticInstanceRef?: { isLevelEnabled?(level: string): boolean };
  readonly logLevels?: readonly string[];
}

/** `Logger.isLevelEnabled()` of Nest 10 and 11 returns false for each level if the app has no option `logger`, although Nest then logs all of them. */
function isEnabled(level: 'error' | 'warn' | 'log' | 'debug'): boolean {
  const { staticInstanceRef: instance, logLevels } = NestLogger as unknown as LoggerState;
  if (instance === undefined) return false;
  return logLevels === undefined || NestLogger.isLevelEnabled(level);
}
