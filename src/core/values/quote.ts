import { isPromise } from './adopt-promise.ts';

/** A value as a message of ours names it: short, and without what is in it. */
export function quote(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 100));
  if (typeof value === 'function') return 'a function';
  if (isPromise(value)) return 'a promise';
  if (typeof value === 'object' && value !== null)
    return Array.isArray(value) ? 'a list' : `an object with the members ${Object.keys(value).slice(0, 8).join(', ') || '(none)'}`;
  return String(value);
}
