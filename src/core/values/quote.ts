import { isPromise } from './handle-rejection.ts';

/** A short description of a value for a message. Texts are cut at 100 characters, and lists and objects are described without their values. */
export function quote(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 100));
  if (typeof value === 'function') return 'a function';
  if (isPromise(value)) return 'a promise';
  if (typeof value === 'object' && value !== null)
    return Array.isArray(value) ? 'a list' : `an object with the members ${Object.keys(value).slice(0, 8).join(', ') || '(none)'}`;
  return String(value);
}
