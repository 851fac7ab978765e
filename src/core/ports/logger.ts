/** The level of a log record. */
export type Level = 'error' | 'warn' | 'info' | 'debug';

/**
 * Takes the log records: an object first, and then a line of text, as in pino. You can pass `console`, pino, and the loggers of Fastify and Sails
 * unchanged. If the logger throws, rejects or hangs, the client still gets its answer.
 */
export interface Logger extends Readonly<Record<Level, (record: object, message: string) => unknown>> {
  /** If it returns `false` for a level, Halyard does not read the error for that record at all. */
  isLevelEnabled?(level: string): boolean;
}

/** All levels, the most severe first. */
export const LEVELS: readonly Level[] = ['error', 'warn', 'info', 'debug'];
