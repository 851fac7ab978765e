import type { Level, Logger } from '../../core/ports/logger.ts';
import type { Options } from '../../core/settings/options.ts';

/**
 * The options, whose logger writes no empty record if it is `console`: a notice is a line without `{}` before it. The methods are read at each call,
 * because an app or a test may replace them.
 */
export function withPlainConsole<Own extends Options>(options: Own): Own {
  const { console } = globalThis;
  if (typeof options !== 'object' || options === null || (options.logger as unknown) !== console) return options;
  const method = (level: Level) => (record: object, message: string) => {
    if (Object.keys(record).length === 0) console[level](message);
    else console[level](record, message);
  };
  const logger: Logger = { error: method('error'), warn: method('warn'), info: method('info'), debug: method('debug') };
  return { ...options, logger };
}
