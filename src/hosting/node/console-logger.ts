import type { Logger } from '../../core/ports/logger.ts';
import { logLine, plainLogger, WEIGHT } from '../shared/log-line.ts';
import { writeForPeople } from '../shared/terminal-writer.ts';

/**
 * The default logger. It writes one line of JSON per record. With `forPeople`, a terminal gets one block per failure instead. Errors and warnings go to
 * stderr, the rest to stdout. Debug records need HALYARD_LOG=debug.
 */
export function consoleLogger(forPeople = true): Logger {
  return plainLogger(process.env['HALYARD_LOG'], (level, record, message) => {
    const stream = WEIGHT[level] >= WEIGHT.warn ? process.stderr : process.stdout;
    if (forPeople && stream.isTTY) writeForPeople(level, record, message, (block) => stream.write(`${block}\n`));
    else stream.write(`${logLine(level, record, message, () => performance.now())}\n`);
  });
}
