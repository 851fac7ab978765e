import type { Level } from '../ports/logger.ts';

/** The default level of each status. A server error is an `error`, and a possible attack is a `warn`. */
const DEFAULTS: Readonly<Record<string, Level>> = { 401: 'warn', 403: 'warn', 404: 'debug', 429: 'warn', '4xx': 'info', '5xx': 'error' };

/** Resolves the level of each status. The option `levels` overrides the defaults. `false`: no record. */
export function levelOf(own: Readonly<Record<string, Level | false>> | undefined): (status: number) => Level | false {
  const levels: Readonly<Record<string, Level | false>> = Object.assign(Object.create(null), DEFAULTS, own);
  const ofStatus = Array.from({ length: 600 }, (_, status) => levels[status] ?? (status < 400 ? false : (levels[`${String(status)[0]}xx`] ?? 'error')));
  return (status) => ofStatus[status] ?? 'error';
}
