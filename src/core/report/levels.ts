import type { Level } from '../ports/logger.ts';

/** The level of a response's record, by status: what wakes somebody up is an error, what may be an attack is a warning. */
const DEFAULTS: Readonly<Record<string, Level>> = { 401: 'warn', 403: 'warn', 404: 'debug', 429: 'warn', '4xx': 'info', '5xx': 'error' };

/** The level of each status, with the app's own over ours. `false`: no record. */
export function levelOf(own: Readonly<Record<string, Level | false>> | undefined): (status: number) => Level | false {
  const levels: Readonly<Record<string, Level | false>> = Object.assign(Object.create(null), DEFAULTS, own);
  const ofStatus = Array.from({ length: 600 }, (_, status) => levels[status] ?? (status < 400 ? false : (levels[`${String(status)[0]}xx`] ?? 'error')));
  return (status) => ofStatus[status] ?? 'error';
}
