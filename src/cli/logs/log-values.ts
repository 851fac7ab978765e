/** The levels of pino and bunyan, and those of syslog by their number. */
const NUMBERED: Readonly<Record<number, string>> = { 10: 'trace', 20: 'debug', 30: 'info', 40: 'warn', 50: 'error', 60: 'fatal' };
const SYSLOG = ['emergency', 'alert', 'critical', 'error', 'warning', 'notice', 'info', 'debug'];

/** The name of a level. */
export function levelOf(value: unknown): string | undefined {
  const number = typeof value === 'number' ? value : /^\d{1,2}$/.test(String(value)) ? Number(value) : undefined;
  if (number !== undefined) return NUMBERED[number] ?? SYSLOG[number];
  return typeof value === 'string' ? value.toLowerCase() : undefined;
}

/** The units of a time since 1970 by the size of its number: nanoseconds, microseconds, milliseconds, seconds. */
const UNITS: readonly (readonly [least: number, perMillisecond: number])[] = [
  [1e17, 1e6],
  [1e14, 1e3],
  [1e11, 1],
  [1e8, 1e-3],
];

/** A time in milliseconds since 1970, from any form that a logger writes. */
export function timeOf(value: unknown): number | undefined {
  const number = typeof value === 'number' ? value : typeof value === 'string' && /^\d{9,20}(?:\.\d{1,9})?$/.test(value) ? Number(value) : undefined;
  if (number !== undefined) {
    const unit = UNITS.find(([least]) => number >= least);
    return unit === undefined ? undefined : number / unit[1];
  }
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
}
