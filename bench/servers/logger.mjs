import pino from 'pino';

/** The same logger for every server: pino with its defaults, writing to nowhere. At this level only the 500s have a record. */
export const logger = pino({ level: 'error' }, pino.destination('/dev/null'));
