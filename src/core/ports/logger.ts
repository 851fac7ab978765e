export type Level = 'error' | 'warn' | 'info' | 'debug';

/**
 * Where failures are told: a record and a line about it, as pino takes them. `console`, pino, Fastify's and Sails' loggers fit as they
 * are. It may throw, reject or hang: the client never notices.
 */
export interface Logger extends Readonly<Record<Level, (record: object, message: string) => unknown>> {
  /** When it says no, nothing is read for a record that nobody would see. */
  isLevelEnabled?(level: string): boolean;
}

export const LEVELS: readonly Level[] = ['error', 'warn', 'info', 'debug'];
