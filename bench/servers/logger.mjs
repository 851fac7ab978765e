import pino from 'pino';

/** The same for every server: pino as it comes, writing to nowhere. At this level only the 500s have a record. */
export const logger = pino({ level: 'error' }, pino.destination('/dev/null'));
