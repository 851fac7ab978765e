import type { Options } from '../../core/settings/options.ts';
import { HalyardError } from '../../core/values/errors.ts';
import { quote } from '../../core/values/quote.ts';

/** The default is the time after which common proxies end a request that gets no answer. */
const DEFAULT = 60_000;
/** One day. A longer deadline is a mistake, and a timer cannot be longer than 24 days. */
const LONGEST = 86_400_000;

/**
 * The options of a mount on Socket.IO: those of every host, and one more.
 *
 * @example
 * const responses = halyard(io, { ackDeadline: 10_000 });
 */
export interface SocketOptions extends Options {
  /**
   * The milliseconds in which a handler of `ack()` has to answer a client that waits. After them the client gets a 504, and the log names the event.
   * `false`: no deadline. Default: 60000.
   *
   * @example
   * halyard(io, { ackDeadline: 10_000 });
   */
  readonly ackDeadline?: number | false;
}

/**
 * Checks the option. `undefined` is no deadline.
 *
 * @throws HalyardError E_OPTION
 */
export function deadlineOf(value: unknown = DEFAULT): number | undefined {
  if (value === false) return undefined;
  if (typeof value === 'number' && value >= 1 && value <= LONGEST) return value;
  throw new HalyardError('E_OPTION', { found: `ackDeadline: ${quote(value)}`, expected: `milliseconds, from 1 to ${LONGEST}, or false` });
}
